"""The lists of deficiencies: those most overdue first, and counted by premises and by point."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fieldapp.node import Node
from tests import inspections
from tests.web.conftest import Desk, Inspector, audited


@pytest.fixture
def three(inspector: Inspector) -> dict[str, str]:
    """Two at a pub, of which one was put right on the spot, and an overdue one at a bar."""
    pub, bar = inspector.premises(), inspector.premises(name="Vinbaren Låtsas")
    visit = inspector.visit(
        {
            "YS07": inspections.deficiency("Ingen på plats.", deadline="2099-01-01"),
            "YS23": inspections.deficiency("Dörren var låst.", corrected=True),
        },
        premises=pub,
    )
    late = inspector.visit(
        {"YS07": inspections.deficiency("Hon hade gått hem.", deadline="2026-01-01")}, premises=bar
    )
    return {"pub": pub, "bar": bar, "visit": visit, "late": late}


def shown(text: str) -> list[str]:
    return re.findall(r'<h2><a href="/deficiencies/([^"]+)"', text)


def test_what_is_open_is_listed_the_most_overdue_first(
    coordinator: Desk, three: dict[str, str]
) -> None:
    text = coordinator.get("/deficiencies").text
    assert shown(text) == [f"{three['late']}/YS07", f"{three['visit']}/YS07"]
    assert "försenad sedan 1 jan 2026" in text
    assert "senast 1 jan 2099" in text
    assert "Hon hade gått hem." in text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("state=all", ["late/YS07", "visit/YS07", "visit/YS23"]),
        ("state=remedied", ["visit/YS23"]),
        ("state=open", ["late/YS07", "visit/YS07"]),
        ("state=nonsense", ["late/YS07", "visit/YS07"]),
        ("overdue=1", ["late/YS07"]),
        ("severity=critical&state=all", ["visit/YS23"]),
        ("item=YS23&state=all", ["visit/YS23"]),
        ("checklist=YS", ["late/YS07", "visit/YS07"]),
        ("checklist=TN", []),
        ("since=2027-01-01", []),
    ],
)
def test_the_address_narrows_the_list(
    coordinator: Desk, three: dict[str, str], query: str, expected: list[str]
) -> None:
    named = [f"{three[own]}/{item}" for own, item in (one.split("/") for one in expected)]
    assert shown(coordinator.get(f"/deficiencies?{query}").text) == named


def test_those_of_a_premises_say_so(coordinator: Desk, three: dict[str, str]) -> None:
    text = coordinator.get(f"/deficiencies?premises={three['bar']}").text
    assert shown(text) == [f"{three['late']}/YS07"]
    assert "Bara hos Vinbaren Låtsas." in text


@pytest.mark.parametrize(
    ("address", "first", "url"),
    [
        ("by-premises", "Krog Exempel", "/deficiencies?premises={pub}"),
        ("by-item", "Är serveringsansvarig på plats?", "/deficiencies?item=YS07"),
    ],
)
def test_they_are_counted_and_each_figure_leads_to_its_list(
    coordinator: Desk, three: dict[str, str], address: str, first: str, url: str
) -> None:
    text = coordinator.get(f"/deficiencies/{address}").text
    row = text[text.index(f"<strong>{first}") :].split("</tr>")[0]
    expected = url.format(**three)
    figures = re.findall(r'class="figure" href="([^"]+)">(\d+)<', row)
    assert (f"{expected}&amp;state=all", "2") in figures
    for link, number in figures:
        found = shown(coordinator.get(link.replace("&amp;", "&")).text)
        assert len(found) == int(number), link


def test_a_page_ends_where_the_next_begins(coordinator: Desk, inspector: Inspector) -> None:
    visits = [inspector.visit({"YS07": inspections.deficiency()}) for _ in range(51)]
    first = coordinator.get("/deficiencies").text
    (more,) = re.findall(r'href="(/deficiencies\?after=[^"]+)" rel="next"', first)
    rest = coordinator.get(more.replace("&amp;", "&").replace("&#34;", '"')).text
    assert sorted([*shown(first), *shown(rest)]) == sorted(f"{own}/YS07" for own in visits)


def test_that_the_list_was_seen_is_noted(
    node: Node, coordinator: Desk, three: dict[str, str]
) -> None:
    coordinator.get("/deficiencies?overdue=1")
    assert audited(node)[-1] == ("deficiencies-listed", None)


def test_readers_and_other_authorities_see_nothing(
    desk_of: Callable[..., Desk], three: dict[str, str]
) -> None:
    for path in ("/deficiencies", "/deficiencies/by-item", "/deficiencies/by-premises"):
        assert desk_of("reader").get(path).status_code == 403
        text = desk_of("coordinator", "polis").get(path).text
        assert "Krog Exempel" not in text
        assert shown(text) == []
