"""No route of the desk leads from a control purchase to a deficiency, a measure or a case."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from fieldapp.domain.people import Person
from fieldapp.node import Node
from fieldapp.storage import records
from tests import inspections
from tests.web.conftest import HTTPS, Desk, Phone, new_id, time
from tests.web.test_routes import FORMS

# All that a form of decisions could ask for, each as it would be filled in to punish somebody.
EVERYTHING = {
    "decision": "action",
    "version": "1",
    "state": "case",
    "item": "YS07",
    "case_number": "2026-17",
    "measure": "warning",
    "reason": "Sålde till provköparen.",
    "sent_on": "2026-11-27",
    "manner": "post",
    "receiver": "polis",
    "text": "Se detta.",
    "deadline": "2026-12-24",
}
# What may be said of any report, and leads nowhere: that it was read, a note, who looks after it.
HARMLESS = {"review", "note", "assignment"}
DECISIONS = {"accept", "return", "dismiss", "close"}


@pytest.fixture
def purchase(node: Node, add_person: Callable[..., Person]) -> str:
    inspector = Phone(node, add_person("inspector", "kommun"))
    own = {"authority": "kommun", "reporter": inspector.person.id, "version": 1}
    sent = {**own, "submitted_at": time(), "happened_at": time(), "premises": new_id()}
    record = new_id()
    told = {**inspections.PURCHASE, **sent, "outcome": "sold_without_check"}
    assert inspector.push("control_purchase", record, **told).status == "stored"
    return record


def forms_of(app: Flask) -> list[str]:
    return sorted(
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("web.") and "POST" in (rule.methods or ()) and rule.arguments
    )


def test_whatever_is_posted_of_it_nothing_follows(
    app: Flask, node: Node, coordinator: Desk, purchase: str
) -> None:
    tried = 0
    for endpoint in forms_of(app):
        (rule,) = app.url_map.iter_rules(endpoint)
        names = dict.fromkeys(rule.arguments, purchase)
        with app.test_request_context(base_url=HTTPS):
            path = app.url_for(endpoint, **names)
        usual = FORMS.get(endpoint.removeprefix("web."), {})
        for form in ({**usual, **EVERYTHING}, {**EVERYTHING, **usual}):
            answer = coordinator.post(path, form)
            assert answer.status_code < 500, endpoint
            tried += 1
    assert tried > 20
    with node.db.read() as db:
        said = records.about(db, purchase)
        found = db.execute("SELECT count(*) FROM deficiencies").fetchone()[0]
    assert {record.kind for record in said} <= HARMLESS
    decided = {record.values["decision"] for record in said if record.kind == "review"}
    assert decided <= DECISIONS
    assert found == 0


def test_its_page_offers_no_measure(coordinator: Desk, purchase: str) -> None:
    page = coordinator.get(f"/reports/{purchase}")
    assert page.status_code == 200
    for name in ("refer", "action"):
        assert f'value="{name}"' not in page.text
    assert 'value="accept"' in page.text


def test_no_address_speaks_of_both(app: Flask) -> None:
    ours = [rule.rule for rule in app.url_map.iter_rules()]
    purchases = [rule for rule in ours if "purchase" in rule]
    assert not [rule for rule in purchases if "<uuid:" in rule]
