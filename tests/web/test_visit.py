"""A visit's page: the protocol, and what the desk does with it."""

from __future__ import annotations

from collections.abc import Callable

from fieldapp.node import Node
from tests import inspections
from tests.web.conftest import Desk, Inspector, audited


def test_the_page_reads_as_the_protocol_does(coordinator: Desk, inspector: Inspector) -> None:
    pub = inspector.premises()
    visit = inspector.visit(
        {
            "YS07": inspections.deficiency("Ingen av de anmälda fanns på plats.", said="På väg."),
            "YS01": "ok",
            "YS06": 4,
        },
        premises=pub,
    )
    text = coordinator.get(f"/reports/{visit}").text
    for told in (
        "Tillsynsprotokoll",
        "Ingen av de anmälda fanns på plats.",
        "På väg.",
        "Är serveringsansvarig på plats?",
        "Att granska",
        f'href="/premises/{pub}"',
        f'href="/visits/{visit}/protocol.pdf"',
        "Först när besöket är godkänt kan protokollet skickas.",
    ):
        assert told in text, told
    assert text.index("Brister</h3>") < text.index("Punkter som gicks igenom</h3>")
    assert "Hänvisa" not in text, "a visit is not referred"


def test_it_stands_in_supervision_whatever_its_address(
    coordinator: Desk, inspector: Inspector
) -> None:
    text = coordinator.get(f"/reports/{inspector.visit({})}").text
    for link in ('href="/premises" aria-current="page">Tillsyn', 'href="/visits" aria-current'):
        assert link in text
    assert 'href="/reports" aria-current' not in text


def test_reading_it_is_noted(node: Node, coordinator: Desk, inspector: Inspector) -> None:
    visit = inspector.visit({})
    coordinator.get(f"/reports/{visit}")
    assert audited(node)[-1] == ("report-read", visit)


def test_what_may_be_personal_is_pointed_out(coordinator: Desk, inspector: Inspector) -> None:
    visit = inspector.visit({"YS07": inspections.deficiency("Gästen ringde 070-123 45 67.")})
    assert "Kan vara en personuppgift" in coordinator.get(f"/reports/{visit}").text


def test_it_is_reviewed_as_other_reports_are(coordinator: Desk, inspector: Inspector) -> None:
    visit = inspector.visit({})
    answer = coordinator.post(
        f"/reports/{visit}/review", {"decision": "return", "version": "1", "reason": "Vem?"}
    )
    assert answer.status_code == 303
    assert "Återsänt" in coordinator.get(f"/reports/{visit}").text


def test_the_inbox_knows_visits_and_control_purchases(
    coordinator: Desk, inspector: Inspector, desk_of: Callable[..., Desk]
) -> None:
    shop = inspector.premises(name="Livs & Låtsas")
    inspector.visit({})
    inspector.purchase(shop)
    text = coordinator.get("/reports").text
    assert "Tillsynsbesök, planerat oanmält" in text
    assert "Kontrollköp, folköl" in text
    only = coordinator.get("/reports?kind=control_purchase").text
    assert "Kontrollköp, folköl" in only
    assert "Tillsynsbesök, planerat" not in only
    assert '<option value="visit">' in text
    reader = desk_of("reader").get("/reports").text
    assert '<option value="visit">' not in reader
    assert "Tillsynsbesök" not in reader


def test_it_is_sent_back_for_one_of_its_points(coordinator: Desk, inspector: Inspector) -> None:
    visit = inspector.visit({"YS01": "ok", "YS07": inspections.deficiency("Ingen på plats.")})
    text = coordinator.get(f"/reports/{visit}").text
    found, other = 'value="answers/YS07/note"', 'value="answers/YS01/value"'
    assert 0 < text.index(found) < text.index(other) < text.index('value="acknowledgement"')
    back = {"decision": "return", "version": "1", "reason": "Vem såg det?"}
    answer = coordinator.post(f"/reports/{visit}/review", {**back, "field": "answers/YS07/note"})
    assert answer.status_code == 303
    text = coordinator.get(f"/reports/{visit}").text
    assert "YS07, iakttagelse" in text


def test_it_is_not_sent_back_for_what_it_does_not_ask(
    coordinator: Desk, inspector: Inspector
) -> None:
    visit = inspector.visit({"YS01": "ok"})
    back = {"decision": "return", "version": "1", "reason": "Vem såg det?"}
    answer = coordinator.post(f"/reports/{visit}/review", {**back, "field": "answers/XX99/note"})
    assert answer.status_code == 422
