"""Reviewing: decisions are records of their own, made about what the coordinator had read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fieldapp.node import Node
from fieldapp.storage import records, reports
from tests.web.conftest import Desk, Phone, audited, time


def said(node: Node, report: str) -> list[dict[str, Any]]:
    with node.db.read() as db:
        return [{"kind": one.kind, **one.values} for one in records.about(db, report)]


def state(node: Node, report: str) -> str:
    with node.db.read() as db:
        found = reports.get(db, report)
    assert found
    return found.state


@pytest.mark.parametrize(
    ("decision", "more", "leads_to"),
    [
        ("accept", {}, "reviewed"),
        ("refer", {"receiver": "drift"}, "referred"),
        ("action", {"reason": "Lagad."}, "actioned"),
        ("return", {"reason": "Var exakt?", "field": "place"}, "returned"),
        ("return", {"ready": "Platsen behöver göras tydligare."}, "returned"),
        ("dismiss", {"reason": "Övning."}, "dismissed"),
    ],
)
def test_a_decision_is_a_record_with_its_reasons(
    decision: str,
    more: dict[str, str],
    leads_to: str,
    coordinator: Desk,
    phone: Phone,
    node: Node,
) -> None:
    report = phone.observe()
    form = {"decision": decision, "version": "1", **more}
    answer = coordinator.post(f"/reports/{report}/review", form)
    assert (answer.status_code, answer.location) == (303, f"/reports/{report}")
    assert state(node, report) == leads_to
    reason = {"reason": more["ready"]} if "ready" in more else {}
    kept = {name: value for name, value in more.items() if name != "ready"} | reason
    assert said(node, report) == [
        {
            "kind": "review",
            "report": report,
            "report_kind": "observation",
            "reporter": phone.person.id,
            "authority": "forening",
            "decision": decision,
            "version": 1,
            **kept,
        }
    ]
    assert audited(node) == [("review-made", report)]


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"decision": "return"}, "skriv ett skäl"),
        ({"decision": "return", "reason": "  "}, "skriv ett skäl"),
        ({"decision": "dismiss"}, "skriv ett skäl"),
        ({"decision": "refer"}, "välj en mottagare"),
        ({"decision": "refer", "receiver": "kungen"}, "välj bland det som erbjuds"),
        ({"decision": "return", "reason": "x", "field": "hemligt"}, "välj bland det som"),
        ({"decision": "forget"}, "välj bland det som erbjuds"),
        ({"decision": "dismiss", "reason": "x" * 501}, "välj bland det som erbjuds"),
    ],
)
def test_a_form_that_lacks_something_says_what_and_keeps_what_was_written(
    form: dict[str, str], told: str, coordinator: Desk, phone: Phone, node: Node
) -> None:
    report = phone.observe()
    answer = coordinator.post(f"/reports/{report}/review", {"version": "1", **form})
    assert answer.status_code == 422
    assert told in answer.text
    assert said(node, report) == []
    assert audited(node) == [("report-read", report)]


def test_a_decision_that_the_state_does_not_allow_is_refused(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    report = phone.observe()
    answer = coordinator.post(f"/reports/{report}/review", {"decision": "close", "version": "1"})
    assert answer.status_code == 409
    assert "Den är inskickad, och då går det inte att avsluta den" in answer.text
    assert state(node, report) == "submitted"


def test_a_decision_about_a_version_that_was_replaced_is_refused(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    report = phone.observe()
    returned = {"decision": "return", "version": "1", "reason": "Var exakt?"}
    coordinator.post(f"/reports/{report}/review", returned)
    phone.push("observation", report, version=2, submitted_at=time(), note="Vid tunneln.")
    answer = coordinator.post(f"/reports/{report}/review", {"decision": "accept", "version": "1"})
    assert answer.status_code == 409
    assert "Rapporten har skickats igen" in answer.text
    assert state(node, report) == "submitted"
    coordinator.post(f"/reports/{report}/review", {"decision": "accept", "version": "2"})
    assert state(node, report) == "reviewed"


def test_the_page_offers_what_the_state_allows(coordinator: Desk, phone: Phone) -> None:
    report = phone.observe()

    def offered() -> list[str]:
        text = coordinator.get(f"/reports/{report}").text
        names = ("accept", "refer", "action", "return", "dismiss", "close")
        return [name for name in names if f'name="decision" value="{name}"' in text]

    assert offered() == ["accept", "refer", "action", "return", "dismiss"]
    coordinator.post(f"/reports/{report}/review", {"decision": "accept", "version": "1"})
    assert offered() == ["refer", "action", "return", "dismiss", "close"]
    coordinator.post(f"/reports/{report}/review", {"decision": "close", "version": "1"})
    assert offered() == []
    assert "Rapporten är avslutad" in coordinator.get(f"/reports/{report}").text


def test_another_authoritys_report_cannot_be_reviewed(
    desk_of: Callable[..., Desk], phone: Phone, node: Node, add_person: Callable[..., Any]
) -> None:
    of_police = Phone(node, add_person("walker", "polis")).observe()
    form = {"decision": "accept", "version": "1"}
    answer = desk_of("coordinator", "kommun").post(f"/reports/{of_police}/review", form)
    assert answer.status_code == 404
    assert state(node, of_police) == "submitted"


def test_a_note_is_kept_and_shown_to_coordinators(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    report = phone.observe()
    coordinator.post(f"/reports/{report}/notes", {"text": " Ring vaktmästaren. "})
    (note,) = said(node, report)
    assert (note["kind"], note["text"]) == ("note", "Ring vaktmästaren.")
    assert "Ring vaktmästaren." in coordinator.get(f"/reports/{report}").text
    assert state(node, report) == "submitted"


def test_an_empty_note_is_not_kept(coordinator: Desk, phone: Phone, node: Node) -> None:
    report = phone.observe()
    answer = coordinator.post(f"/reports/{report}/notes", {"text": ""})
    assert answer.status_code == 422
    assert "Fyll i anteckningen" in answer.text
    assert said(node, report) == []
