"""The plan: what is due, how far the year has come, and who has done what."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fieldapp.node import Node
from fieldapp.web.pages import today
from tests import inspections
from tests.web.conftest import Desk, Inspector, audited, time


def when(year: int, day: str = "02-10") -> dict[str, object]:
    return time(f"{year}-{day}T20:00:00.000+01:00")


@pytest.fixture
def year(inspector: Inspector) -> int:
    """A pub visited this year, a bar visited two years ago, a kiosk that never was."""
    this = today().year
    pub = inspector.premises(visits_per_year=1)
    inspector.visit(
        {"YS07": inspections.deficiency()}, premises=pub, started_at=when(this, "01-01")
    )
    bar = inspector.premises(name="Vinbaren Låtsas", risk=4, visits_per_year=2)
    inspector.visit({}, premises=bar, started_at=when(this - 2))
    inspector.premises(name="Kiosk Dummy", risk=None, visits_per_year=1)
    inspector.premises(name="Utan plan", visits_per_year=0)
    return this


def names(text: str) -> list[str]:
    return re.findall(r'class="row-name" href="[^"]*">([^<]+)<', text)


def test_what_is_never_visited_comes_first_and_then_the_most_overdue(
    coordinator: Desk, year: int
) -> None:
    text = coordinator.get("/supervision").text
    assert names(text)[:2] == ["Kiosk Dummy", "Vinbaren Låtsas"]
    assert "Utan plan" not in text
    assert f"Tillsynsplan {year}" in text


def test_figures_lead_to_what_they_count(coordinator: Desk, year: int) -> None:
    text = coordinator.get("/supervision").text
    figures = dict(
        re.findall(r'<li><a href="([^"]+)"><strong>([^<]+)</strong>', text.replace("&amp;", "&"))
    )
    assert figures["/premises?overdue=1&order=due"] == "1"
    assert names(coordinator.get("/premises?overdue=1&order=due").text) == ["Vinbaren Låtsas"]
    assert figures["/premises?never=1"] == "1"
    assert names(coordinator.get("/premises?never=1").text) == ["Kiosk Dummy"]
    assert figures[f"/visits?since={year}-01-01"] == "1 av 3"


def test_coverage_is_told_by_risk_and_by_permit(coordinator: Desk, year: int) -> None:
    text = coordinator.get("/supervision").text
    risk = text[text.index("Per riskklass") : text.index("Per tillstånd")]
    assert re.findall(r'<th scope="row">(?:<a[^>]*>)?([^<]+)<', risk) == [
        "4 – mycket hög",
        "3 – hög",
        "Inte bedömd",
    ]
    high = risk[risk.index("3 – hög") :].split("</tr>")[0]
    assert 'aria-label="3 – hög: 1 av 1 besökta"' in high
    assert "100 %" in high
    assert "Serveringstillstånd, inomhus" in text[text.index("Per tillstånd") :]


def test_who_had_what_leads_to_their_visits(
    coordinator: Desk, inspector: Inspector, year: int
) -> None:
    text = coordinator.get("/supervision").text
    address = f"/visits?inspector={inspector.person.id}&since={year}-01-01"
    assert f'href="{address.replace("&", "&amp;")}">1<' in text
    assert len(re.findall("<h2><a", coordinator.get(address).text)) == 1


def test_the_plan_is_for_those_who_inspect_and_coordinate(
    node: Node, desk_of: Callable[..., Desk], coordinator: Desk, year: int
) -> None:
    assert desk_of("reader").get("/supervision").status_code == 403
    assert desk_of("administrator").get("/supervision").status_code == 403
    assert names(desk_of("coordinator", "polis").get("/supervision").text) == []
    coordinator.get("/supervision")
    assert audited(node)[-1] == ("plan-read", None)
