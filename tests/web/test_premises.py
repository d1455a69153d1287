"""The register at the desk: searched, narrowed and on a map, and only that of one's own."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fieldapp.node import Node
from tests import inspections
from tests.web.conftest import Desk, Inspector, audited


@pytest.fixture
def three(inspector: Inspector) -> dict[str, str]:
    """A pub with a deficiency, a shop that was never visited, and one found in the field."""
    pub = inspector.premises()
    inspector.visit({"YS07": inspections.deficiency(deadline="2026-12-01")}, premises=pub)
    shop = inspector.premises(
        name="Livs & Låtsas",
        holder="Låtsas Handel AB",
        org_number="000000-0021",
        own_id="K-7",
        address="Butiksgatan 9",
        risk=1,
        **{"permits/serving_indoors": None, "permits/tobacco": {}},
    )
    found = inspector.premises(
        name="Kiosken vid badet", found_in_field=True, visits_per_year=None, place=None
    )
    return {"pub": pub, "shop": shop, "found": found}


def shown(text: str) -> list[str]:
    return re.findall(r'class="row-name" href="[^"]*">([^<]+)<', text)


def test_all_are_listed_by_name_and_those_found_in_the_field_first(
    coordinator: Desk, three: dict[str, str]
) -> None:
    text = coordinator.get("/premises").text
    assert shown(text) == ["Kiosken vid badet", "Krog Exempel", "Livs &amp; Låtsas"]
    first = text.index("Hittade i fält, inte matchade än")
    assert first < text.index('class="row-name"')
    assert f'href="/premises/{three["found"]}/merge"' in text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=låtsas", ["Livs &amp; Låtsas"]),
        ("q=000000-0021", ["Livs &amp; Låtsas"]),
        ("q=K-7", ["Livs &amp; Låtsas"]),
        ("q=butiksg", ["Livs &amp; Låtsas"]),
        ("permit=tobacco", ["Livs &amp; Låtsas"]),
        ("risk=1", ["Livs &amp; Låtsas"]),
        ("never=1", ["Livs &amp; Låtsas"]),
        ("open=1", ["Krog Exempel"]),
        ("found=1", ["Kiosken vid badet"]),
        ("permit=tobacco&open=1", []),
        ("closed=1", []),
        ("risk=nonsense", ["Kiosken vid badet", "Krog Exempel", "Livs &amp; Låtsas"]),
        ("order=risk", ["Kiosken vid badet", "Krog Exempel", "Livs &amp; Låtsas"]),
    ],
)
def test_the_address_narrows_the_list(
    coordinator: Desk, three: dict[str, str], query: str, expected: list[str]
) -> None:
    assert shown(coordinator.get(f"/premises?{query}").text) == expected


def test_a_row_tells_of_visits_and_what_is_open(coordinator: Desk, three: dict[str, str]) -> None:
    text = coordinator.get("/premises").text
    row = text[text.index("Krog Exempel") : text.index("Livs &amp;")]
    assert "Servering inne" in row
    assert "20 nov 2026" in row
    assert f'href="/deficiencies?premises={three["pub"]}"' in row
    assert "aldrig besökt" in text[text.index("Livs &amp;") :]


def test_a_filter_is_turned_on_and_off_again(coordinator: Desk, three: dict[str, str]) -> None:
    text = coordinator.get("/premises?risk=3").text
    assert 'href="/premises?risk=3&amp;open=1"' in text
    assert 'href="/premises?risk=3"' in coordinator.get("/premises?risk=3&open=1").text


def test_a_page_ends_where_the_next_begins(coordinator: Desk, inspector: Inspector) -> None:
    for number in range(51):
        inspector.premises(name=f"Krog {number:02}")
    first = coordinator.get("/premises").text
    (more,) = re.findall(r'href="(/premises\?after=[^"]+)" rel="next"', first)
    rest = coordinator.get(more.replace("&amp;", "&")).text
    assert [*shown(first), *shown(rest)] == [f"Krog {number:02}" for number in range(51)]


def test_the_map_lists_what_it_draws(coordinator: Desk, three: dict[str, str]) -> None:
    text = coordinator.get("/premises/map").text
    assert 'data-points="/premises/points?"' in text
    assert "Krog Exempel" in text
    assert "Kiosken vid badet" not in text, "it has no place"
    points = coordinator.get("/premises/points").json
    assert {point["href"]: point["tone"] for point in points or []} == {
        f"/premises/{three['pub']}": "new",
        f"/premises/{three['shop']}": "warn",
    }


def test_what_was_listed_is_noted_but_not_what_was_searched_for(
    node: Node, coordinator: Desk, three: dict[str, str]
) -> None:
    coordinator.get("/premises?q=Alva")
    assert audited(node)[-1] == ("premises-listed", None)
    with node.db.read() as db:
        (detail,) = db.execute("SELECT detail FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    assert detail == "sökning"


def test_another_authority_sees_its_own_alone(
    desk_of: Callable[..., Desk], three: dict[str, str]
) -> None:
    assert shown(desk_of("coordinator", "polis").get("/premises").text) == []


def test_the_way_there_is_shown_to_those_who_may_go(desk_of: Callable[..., Desk]) -> None:
    for role, expected in {"coordinator": True, "reader": False, "administrator": False}.items():
        front = desk_of(role).get("/about/privacy").text
        assert ('href="/premises"' in front) is expected, role
    sections = desk_of("coordinator").get("/premises").text
    for path in ("/visits", "/deficiencies", "/supervision", "/control-purchases"):
        assert f'href="{path}"' in sections
