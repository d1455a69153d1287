"""The list of visits: by state, kind, occasion, inspector and period."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fieldapp.domain.people import Person
from fieldapp.node import Node
from tests import inspections
from tests.web.conftest import Desk, Inspector, audited, time


@pytest.fixture
def three(
    node: Node, inspector: Inspector, coordinator: Desk, add_person: Callable[..., Person]
) -> dict[str, str]:
    """One that is new, one reviewed with a deficiency, and one that was sent by another."""
    other = Inspector(node, add_person("inspector", "kommun"))
    reviewed = inspector.visit(
        {"YS03": inspections.deficiency()},
        premises_name="Hamnkrogen Fiktiv",
        occasion="event",
        started_at=time("2026-10-02T22:00:00.000+02:00"),
    )
    sent = other.visit(
        {}, premises_name="Vinbaren Låtsas", started_at=time("2026-09-11T21:00:00.000+02:00")
    )
    for visit in (reviewed, sent):
        coordinator.post(f"/reports/{visit}/review", {"decision": "accept", "version": "1"})
    dispatch = {
        "version": "1",
        "sent_on": "2026-09-12",
        "manner": "post",
        "statement_due": "2026-10-01",
    }
    assert coordinator.post(f"/visits/{sent}/dispatch", dispatch).status_code == 303
    new = inspector.visit({}, visit_kind="preventive", occasion="requested")
    return {"new": new, "reviewed": reviewed, "sent": sent, "other": other.person.id}


def shown(text: str) -> list[str]:
    return re.findall(r'<h2><a href="/reports/[^"]*">([^<]+)<', text)


def test_the_newest_visit_comes_first(coordinator: Desk, three: dict[str, str]) -> None:
    text = coordinator.get("/visits").text
    assert shown(text) == ["Krog Exempel", "Hamnkrogen Fiktiv", "Vinbaren Låtsas"]
    assert "Förebyggande besök · Begärt av verksamheten · inspector kommun" in text
    assert "1 kritisk brist" in text
    assert "yttrande saknas sedan 1 okt 2026" in text
    tabs = dict(re.findall(r'>([^<]+) <span class="count">(\d+)</span>', text))
    expected = {"Alla": "3", "Att granska": "1", "Granskat": "1", "Expedierat": "1"}
    assert expected.items() <= tabs.items()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("state=issued", ["Vinbaren Låtsas"]),
        ("state=submitted", ["Krog Exempel"]),
        ("kind=preventive", ["Krog Exempel"]),
        ("occasion=event", ["Hamnkrogen Fiktiv"]),
        ("found=1", ["Hamnkrogen Fiktiv"]),
        ("late=1", ["Vinbaren Låtsas"]),
        ("since=2026-10-01&until=2026-10-31", ["Hamnkrogen Fiktiv"]),
        ("since=nonsense&state=issued", ["Vinbaren Låtsas"]),
        ("state=reviewed&kind=desk", []),
    ],
)
def test_the_address_narrows_the_list(
    coordinator: Desk, three: dict[str, str], query: str, expected: list[str]
) -> None:
    assert shown(coordinator.get(f"/visits?{query}").text) == expected


def test_an_inspectors_visits(coordinator: Desk, three: dict[str, str]) -> None:
    text = coordinator.get(f"/visits?inspector={three['other']}").text
    assert shown(text) == ["Vinbaren Låtsas"]
    assert f'<option value="{three["other"]}" selected>' in text


def test_a_draft_is_on_no_list(coordinator: Desk, inspector: Inspector) -> None:
    inspector.visit({}, submitted_at=None)
    assert "Inga besök än" in coordinator.get("/visits").text


def test_that_the_list_was_seen_is_noted_with_its_filter(
    node: Node, coordinator: Desk, three: dict[str, str]
) -> None:
    coordinator.get("/visits?state=issued")
    assert audited(node)[-1] == ("visits-listed", None)


def test_readers_and_other_authorities_see_nothing(
    desk_of: Callable[..., Desk], three: dict[str, str]
) -> None:
    assert desk_of("reader").get("/visits").status_code == 403
    assert shown(desk_of("coordinator", "polis").get("/visits").text) == []
