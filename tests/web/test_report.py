"""One report's page: everything that is known about it, in words."""

from __future__ import annotations

from collections.abc import Callable

from fieldapp.node import Node
from tests.web.conftest import Desk, Phone, audited, new_id, time


def test_the_page_tells_the_fields_in_words(coordinator: Desk, phone: Phone) -> None:
    report = phone.observe(place_name="Gångtunneln", called_11414=True)
    text = coordinator.get(f"/reports/{report}").text
    for said in (
        "Tre lyktor släckta.",
        "fre 20 nov 2026 21:07",
        "I Kävlinge centrum. 55,79300 N 13,11200 Ö, ± 12 m, telefonens position.",
        "Ringde 114 14",
        "Gångtunneln",
        "walker forening",
        'data-lat="55.793" data-lon="13.112" data-accuracy="12"',
    ):
        assert said in text


def test_reading_it_is_noted_in_the_audit_log(coordinator: Desk, phone: Phone, node: Node) -> None:
    report = phone.observe()
    coordinator.get(f"/reports/{report}")
    assert audited(node) == [("report-read", report)]


def test_a_report_that_one_may_not_see_does_not_exist(
    desk_of: Callable[..., Desk], phone: Phone, node: Node
) -> None:
    report = phone.observe()
    answers = [desk_of("reader").get(f"/reports/{found}") for found in (report, new_id())]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].text == answers[1].text
    assert audited(node) == []


def test_a_clock_that_was_wrong_is_told_and_set_right(coordinator: Desk, phone: Phone) -> None:
    wrong = time("2026-11-20T18:07:30.000+01:00", offset=3 * 3_600_000)
    report = phone.observe(happened_at=wrong)
    text = coordinator.get(f"/reports/{report}").text
    assert "fre 20 nov 2026 21:07. Telefonens klocka gick 3 tim efter. Tiden är rättad." in text


def test_what_looks_like_personal_data_is_marked_and_explained(
    coordinator: Desk, phone: Phone
) -> None:
    report = phone.observe(note="😀 Ring <b> 070-000 00 00!")
    text = coordinator.get(f"/reports/{report}").text
    assert ">070-000 00 00</mark>!" in text
    assert "😀 Ring &lt;b&gt; " in text
    assert "Kan vara en personuppgift" in text


def test_both_values_of_a_conflict_are_shown(coordinator: Desk, phone: Phone, node: Node) -> None:
    report = phone.observe()
    other = Phone(node, phone.person)
    other.push("observation", report, note="Två lyktor släckta.")
    text = coordinator.get(f"/reports/{report}").text
    assert "Två uppgifter om anteckning" in text
    assert "<strong>Två lyktor släckta.</strong>" in text
    assert "<strong>Tre lyktor släckta.</strong>" in text


def test_the_history_tells_who_when_and_what(coordinator: Desk, phone: Phone) -> None:
    report = phone.observe()
    phone.push("observation", report, offset=120_000, note="Fyra lyktor.")
    coordinator.post(
        f"/reports/{report}/review",
        {"decision": "return", "version": "1", "reason": "Var exakt?", "field": "place"},
    )
    text = coordinator.get(f"/reports/{report}").text
    history = text[text.index('id="history"') :]
    order = ["Återsänd: där det hände", "Ändrad", "Skickad"]
    assert [history.index(what) for what in order] == sorted(history.index(w) for w in order)
    assert "coordinator kommun" in history
    assert "Var exakt?" in history
    assert "Telefonens klocka gick 2 min efter" in history


def test_a_pass_lists_its_observations_and_they_lead_back(coordinator: Desk, phone: Phone) -> None:
    shift = new_id()
    assert (
        phone.push(
            "shift",
            shift,
            authority="forening",
            reporter=phone.person.id,
            version=1,
            submitted_at=time(),
            started_at=time(),
            shift_kind="nightWalk",
            area="kavlinge-centrum",
            participants_count=3,
        ).status
        == "stored"
    )
    observation = phone.observe(shift=shift)
    page = coordinator.get(f"/reports/{shift}").text
    assert "3 personer" in page
    assert f'href="/reports/{observation}"' in page
    assert f'href="/reports/{shift}"' in coordinator.get(f"/reports/{observation}").text


def test_what_a_newer_phone_sends_is_shown_as_it_came(coordinator: Desk, phone: Phone) -> None:
    report = phone.observe(weather={"sky": "mulet"})
    assert "{&#34;sky&#34;: &#34;mulet&#34;}" in coordinator.get(f"/reports/{report}").text


def test_a_reader_gets_no_forms_and_no_notes(
    desk_of: Callable[..., Desk], coordinator: Desk, phone: Phone
) -> None:
    report = phone.observe()
    coordinator.post(f"/reports/{report}/notes", {"text": "Ring vaktmästaren."})
    coordinator.post(f"/reports/{report}/review", {"decision": "accept", "version": "1"})
    text = desk_of("reader").get(f"/reports/{report}").text
    assert "Godkänd" in text
    assert "Ring vaktmästaren." not in text
    assert f'action="/reports/{report}' not in text
