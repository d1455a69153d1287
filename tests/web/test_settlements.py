"""Two inspectors' answers to one point: both are shown, and the desk says whose holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from fieldapp.domain.changes import conflicts
from fieldapp.domain.people import Person
from fieldapp.domain.problems import Problem
from fieldapp.node import Node
from fieldapp.storage import changes, records
from fieldapp.storage.records import Record
from tests import inspections
from tests.web.conftest import Desk, Inspector, Phone, audited

MINE: dict[str, Any] = {"answers/YS07/value": "ok", "answers/YS07/note": "Hon stod i baren."}
THEIRS: dict[str, Any] = {
    "answers/YS07/value": "deficiency",
    "answers/YS07/note": "Ingen av de anmälda fanns på plats.",
}


@pytest.fixture
def other(node: Node, add_person: Callable[..., Person]) -> Inspector:
    return Inspector(node, add_person("inspector", "kommun"))


@pytest.fixture
def disputed(inspector: Inspector, other: Inspector) -> str:
    """A visit of which two inspectors answered a point without seeing each other's answer."""
    visit = inspector.visit({}, **{f"inspectors/{other.person.id}": {"label": "Inspektör 2"}})
    assert inspector.push("visit", visit, **MINE).status == "stored"
    assert other.push("visit", visit, **THEIRS).status == "stored"
    return visit


def record(node: Node, visit: str) -> Record:
    with node.db.read() as db:
        found = records.get(db, "visit", visit)
    assert found
    return found


def test_both_answers_are_shown_together_with_who_gave_them(
    coordinator: Desk, disputed: str
) -> None:
    text = coordinator.get(f"/reports/{disputed}").text
    assert text.count("Två svar på YS07") == 1
    assert "Är serveringsansvarig på plats?" in text
    for told in ("Hon stod i baren.", "Ingen av de anmälda fanns på plats.", "Låt den gälla"):
        assert told in text


@pytest.mark.parametrize("whose", ["inspector", "other"])
def test_all_that_one_of_them_said_holds_with_a_click(
    node: Node,
    coordinator: Desk,
    inspector: Inspector,
    other: Inspector,
    disputed: str,
    whose: str,
) -> None:
    author, said = {"inspector": (inspector, MINE), "other": (other, THEIRS)}[whose]
    answer = coordinator.post(
        f"/visits/{disputed}/settlement", {"path": "answers/YS07", "author": author.person.id}
    )
    assert answer.location == f"/reports/{disputed}"
    settled = record(node, disputed)
    assert {name: settled.values[name] for name in said} == said
    assert conflicts(settled.parts) == {}
    assert ("visit-settled", disputed) in audited(node)
    assert "Två svar på" not in coordinator.get(f"/reports/{disputed}").text


def test_a_choice_that_is_none_changes_nothing(
    node: Node, coordinator: Desk, inspector: Inspector, disputed: str
) -> None:
    before = record(node, disputed).parts
    for path, author in (("answers/YS07", "x"), ("answers/YS01", inspector.person.id)):
        answer = coordinator.post(
            f"/visits/{disputed}/settlement", {"path": path, "author": author}
        )
        assert answer.status_code == 409
    assert record(node, disputed).parts == before


def test_no_one_chooses_among_another_authoritys_answers(
    desk_of: Callable[..., Desk], inspector: Inspector, disputed: str
) -> None:
    form = {"path": "answers/YS07", "author": inspector.person.id}
    for role, authority, expected in (("coordinator", "polis", 404), ("reader", "kommun", 403)):
        answer = desk_of(role, authority).post(f"/visits/{disputed}/settlement", form)
        assert answer.status_code == expected


def test_what_is_no_answer_is_shown_as_other_conflicts_are(
    coordinator: Desk, inspector: Inspector, other: Inspector, disputed: str
) -> None:
    inspector.push("visit", disputed, summary="Lugnt.")
    other.push("visit", disputed, summary="Stökigt.")
    text = coordinator.get(f"/reports/{disputed}").text
    assert "Två uppgifter om sammanfattning" in text
    refused = coordinator.post(
        f"/visits/{disputed}/settlement", {"path": "summary", "author": inspector.person.id}
    )
    assert refused.status_code == 409


def test_a_follow_up_of_an_earlier_deficiency_is_settled_too(
    node: Node, coordinator: Desk, inspector: Inspector, other: Inspector, disputed: str
) -> None:
    earlier = inspector.visit({"YS17": inspections.deficiency()})
    path = f"earlier/{earlier}/YS17"
    inspector.push("visit", disputed, **{f"{path}/outcome": "remedied"})
    other.push("visit", disputed, **{f"{path}/outcome": "not_remedied"})
    form = {"path": path, "author": inspector.person.id}
    assert coordinator.post(f"/visits/{disputed}/settlement", form).status_code == 303
    assert record(node, disputed).values[f"{path}/outcome"] == "remedied"


def test_a_coordinator_chooses_between_two_values_of_any_report(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    report = phone.observe(place_name="Bron")
    phone.push("observation", report, place_name="Vid bron")
    phone.push("observation", report, place_name="Under bron")
    page = coordinator.get(f"/reports/{report}").text
    assert "Två uppgifter om plats i ord" in page
    clocks = re.findall(r'name="clock" value="([^"]+)"', page)
    form = {"field": "place_name", "clock": clocks[-1]}
    assert coordinator.post(f"/reports/{report}/settlement", form).status_code == 303
    with node.db.read() as db:
        found = records.get(db, "observation", report)
    assert found
    assert not conflicts(found.parts)
    assert ("report-settled", report) in audited(node)
    answer = coordinator.post(f"/reports/{report}/settlement", form)
    assert answer.status_code == 409


def test_a_coordinator_writes_nothing_that_nobody_has_written(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    report = phone.observe(place_name="Bron")
    phone.push("observation", report, place_name="Vid bron")
    phone.push("observation", report, place_name="Under bron")
    assert coordinator.person
    for fields in ({"place_name": "På bron"}, {"place_name": "Vid bron", "note": "Annat."}):
        with node.db.write() as db, pytest.raises(Problem, match="not-yours"):
            changes.append_own(
                db,
                "observation",
                report,
                fields,
                coordinator.person,
                node.catalog,
                datetime.now(UTC),
            )
