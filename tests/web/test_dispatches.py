"""A visit's protocol is sent when it has been reviewed, and the owner's statement noted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fieldapp.node import Node
from fieldapp.storage import records, visits
from fieldapp.storage.visits import Listed
from tests import inspections
from tests.web.conftest import Desk, Inspector, audited, time

SENT = {
    "version": "1",
    "sent_on": "2026-11-24",
    "manner": "digital_mailbox",
    "statement_due": "2026-12-15",
    "case_number": "ALK 2026:17",
}


@pytest.fixture
def reviewed(coordinator: Desk, inspector: Inspector) -> str:
    visit = inspector.visit({"YS07": inspections.deficiency()})
    coordinator.post(f"/reports/{visit}/review", {"decision": "accept", "version": "1"})
    return visit


def said(node: Node, visit: str) -> list[dict[str, Any]]:
    """What the dispatches of the visit say, oldest first."""
    with node.db.read() as db:
        return [one.values for one in records.about(db, visit) if one.kind == "dispatch"]


def listed(node: Node, visit: str) -> Listed:
    with node.db.read() as db:
        found = visits.get(db, visit)
    assert found
    return found


def test_a_reviewed_visit_is_sent(node: Node, coordinator: Desk, reviewed: str) -> None:
    assert coordinator.post(f"/visits/{reviewed}/dispatch", SENT).status_code == 303
    (dispatch,) = said(node, reviewed)
    assert dispatch == {
        "report": reviewed,
        "authority": "kommun",
        **SENT,
        "version": 1,
    }
    assert listed(node, reviewed).state == "issued"
    assert audited(node)[-1] == ("visit-issued", reviewed)
    text = coordinator.get(f"/reports/{reviewed}").text
    for told in ("Expedierat", "24 nov 2026", "Digital brevlåda", "15 dec 2026", "ALK 2026:17"):
        assert told in text, told
    assert "Kommunicerad" in coordinator.get(f"/deficiencies/{reviewed}/YS07").text


def test_the_statement_is_noted_beside_it(node: Node, coordinator: Desk, reviewed: str) -> None:
    coordinator.post(f"/visits/{reviewed}/dispatch", SENT)
    answer = coordinator.post(f"/visits/{reviewed}/statement", {"statement_on": "2026-12-01"})
    assert answer.status_code == 303
    assert listed(node, reviewed).statement_on == "2026-12-01"
    assert listed(node, reviewed).sent_on == "2026-11-24"
    assert "Yttrande inkom" in coordinator.get(f"/reports/{reviewed}").text


def test_a_visit_that_nobody_has_reviewed_is_not_sent(
    node: Node, coordinator: Desk, inspector: Inspector
) -> None:
    visit = inspector.visit({})
    refused = coordinator.post(f"/visits/{visit}/dispatch", SENT)
    assert refused.status_code == 409
    assert "expediera protokollet" in refused.text
    assert said(node, visit) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"sent_on": ""}, "Fyll i dagen."),
        ({"sent_on": "i går"}, "Skriv datumet som 2026-11-20."),
        ({"manner": "pigeon"}, "Välj hur det skickades."),
        ({"case_number": "x" * 41}, "Högst 40 tecken."),
    ],
)
def test_what_is_lacking_is_told_and_the_rest_kept(
    node: Node, coordinator: Desk, reviewed: str, changed: dict[str, str], told: str
) -> None:
    answer = coordinator.post(f"/visits/{reviewed}/dispatch", {**SENT, **changed})
    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="2026-12-15"' in answer.text
    assert said(node, reviewed) == []


def test_a_version_that_nobody_had_before_them_is_not_sent(
    node: Node, coordinator: Desk, inspector: Inspector, reviewed: str
) -> None:
    inspector.push("visit", reviewed, submitted_at=time(), version=2)
    answer = coordinator.post(f"/visits/{reviewed}/dispatch", SENT)
    assert answer.status_code == 409
    assert said(node, reviewed) == []


def test_a_visit_that_is_changed_after_it_was_sent_is_to_be_sent_again(
    coordinator: Desk, inspector: Inspector, reviewed: str
) -> None:
    coordinator.post(f"/visits/{reviewed}/dispatch", SENT)
    inspector.push("visit", reviewed, submitted_at=time(), version=2)
    text = coordinator.get(f"/reports/{reviewed}").text
    assert "Besöket har ändrats sedan det skickades" in text


def test_only_a_visit_is_sent(coordinator: Desk, inspector: Inspector) -> None:
    report = inspector.observe()
    assert coordinator.post(f"/visits/{report}/dispatch", SENT).status_code == 404


def test_no_other_authority_sends_it(
    node: Node, desk_of: Callable[..., Desk], reviewed: str
) -> None:
    police = desk_of("coordinator", "polis")
    assert police.post(f"/visits/{reviewed}/dispatch", SENT).status_code == 404
    assert said(node, reviewed) == []
