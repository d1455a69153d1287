"""One deficiency: what is known of it, and what the desk may decide in each of its states."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fieldapp.node import Node
from fieldapp.storage import deficiencies, reports
from fieldapp.storage.deficiencies import Listed
from tests import inspections
from tests.web.conftest import Desk, Inspector, audited, new_id, time

SENT = {"version": "1", "sent_on": "2026-11-24", "manner": "post"}


@pytest.fixture
def found(inspector: Inspector) -> str:
    """A visit at a pub with a deficiency of YS07."""
    return inspector.visit(
        {"YS07": inspections.deficiency("Ingen på plats.", said="På väg.", observed_by="I1")},
        premises=inspector.premises(),
    )


@pytest.fixture
def communicated(coordinator: Desk, found: str) -> str:
    coordinator.post(f"/reports/{found}/review", {"decision": "accept", "version": "1"})
    assert coordinator.post(f"/visits/{found}/dispatch", SENT).status_code == 303
    return found


def listed(node: Node, visit: str, item: str = "YS07") -> Listed:
    with node.db.read() as db:
        one = deficiencies.get(db, visit, item)
    assert one
    return one


def decide(desk: Desk, visit: str, was: str, state: str, **more: str) -> int:
    form = {"was": was, "state": state, **more}
    return desk.post(f"/deficiencies/{visit}/YS07/decision", form).status_code


def test_the_page_tells_what_was_seen(node: Node, coordinator: Desk, found: str) -> None:
    text = coordinator.get(f"/deficiencies/{found}/YS07").text
    for told in (
        "Är serveringsansvarig på plats?",
        "Krog Exempel",
        "Ingen på plats.",
        "På väg.",
        "AL 8:18 1 st",
        "Allvarlig",
        "Iakttagen vid besöket",
        f'href="/reports/{found}"',
    ):
        assert told in text, told
    assert audited(node)[-1] == ("deficiency-read", found)


def test_only_the_points_own_photos_are_shown(
    coordinator: Desk, inspector: Inspector, picture: bytes
) -> None:
    sha256 = inspector.send_photo(picture)
    manifest = {"size": len(picture), "type": "image/jpeg", "width": 8, "height": 6}
    photo = {**manifest, "taken_at": time(), "position": None, "item": "YS07"}
    answers = {"YS07": inspections.deficiency(), "YS17": inspections.deficiency()}
    visit = inspector.visit(answers, **{f"photos/{sha256}": photo})
    assert sha256 in coordinator.get(f"/deficiencies/{visit}/YS07").text
    assert sha256 not in coordinator.get(f"/deficiencies/{visit}/YS17").text


def test_a_state_offers_what_may_be_decided_in_it(coordinator: Desk, found: str) -> None:
    def offered() -> list[str]:
        text = coordinator.get(f"/deficiencies/{found}/YS07").text
        return re.findall(r'name="state" value="([a-z_]+)"', text)

    assert offered() == ["remedied", "closed", "deadline"]
    coordinator.post(f"/reports/{found}/review", {"decision": "accept", "version": "1"})
    coordinator.post(f"/visits/{found}/dispatch", SENT)
    assert offered() == ["remedied", "not_remedied", "case", "closed", "deadline"]
    decide(coordinator, found, "communicated", "case", case_number="ALK 2026:17")
    assert offered() == ["closed", "deadline"]
    decide(coordinator, found, "case", "closed", reason="Rättat.")
    assert "Inget mer kan beslutas" in coordinator.get(f"/deficiencies/{found}/YS07").text


def test_a_case_names_what_the_board_considers_and_words_no_sanction(
    node: Node, coordinator: Desk, communicated: str
) -> None:
    text = coordinator.get(f"/deficiencies/{communicated}/YS07").text
    assert "Åtgärd som övervägs av nämnden" in text
    assert '<option value="serving_warning">' in text
    assert "tobacco_warning" not in text, "the pub holds no tobacco permit"
    status = decide(
        coordinator,
        communicated,
        "communicated",
        "case",
        case_number="ALK 2026:17",
        measure="serving_warning",
        deadline="2026-12-31",
        reason="Andra gången i år.",
    )
    assert status == 303
    one = listed(node, communicated)
    assert (one.state, one.case_number, one.measure) == ("case", "ALK 2026:17", "serving_warning")
    assert one.deadline == "2026-12-31"
    assert ("deficiency-decided", communicated) in audited(node)
    after = coordinator.get(f"/deficiencies/{communicated}/YS07").text
    for told in ("Övervägs av nämnden", "Varning, serveringstillstånd", "Andra gången i år."):
        assert told in after, told


@pytest.mark.parametrize(
    ("state", "more", "told"),
    [
        ("case", {}, "skriv ärendets diarienummer"),
        ("case", {"case_number": "A", "measure": "tobacco_warning"}, "välj en åtgärd"),
        ("closed", {"reason": " "}, "skriv varför den avslutas"),
        ("nonsense", {}, "välj bland det som erbjuds"),
        ("not_remedied", {"deadline": "snart"}, "Skriv datumet som 2026-11-20."),
    ],
)
def test_what_is_lacking_is_told_and_the_rest_kept(
    node: Node, coordinator: Desk, communicated: str, state: str, more: dict[str, str], told: str
) -> None:
    form = {"was": "communicated", "state": state, "reason": "Mina skäl.", **more}
    answer = coordinator.post(f"/deficiencies/{communicated}/YS07/decision", form)
    assert answer.status_code == 422
    assert told in answer.text
    assert listed(node, communicated).state == "communicated"
    if state == "case":
        assert "Mina skäl." in answer.text


def test_a_state_that_has_passed_is_not_decided_in(
    node: Node, coordinator: Desk, communicated: str
) -> None:
    assert decide(coordinator, communicated, "open", "remedied") == 409
    assert decide(coordinator, communicated, "communicated", "remedied") == 303
    assert decide(coordinator, communicated, "communicated", "case", case_number="A") == 409
    assert listed(node, communicated).state == "remedied"


def test_a_new_deadline_is_set_when_it_was_not_remedied(
    node: Node, coordinator: Desk, communicated: str
) -> None:
    decide(coordinator, communicated, "communicated", "not_remedied", deadline="2027-01-31")
    one = listed(node, communicated)
    assert (one.state, one.deadline) == ("not_remedied", "2027-01-31")


def test_another_deadline_is_given_and_the_state_stays(
    node: Node, coordinator: Desk, communicated: str
) -> None:
    status = decide(
        coordinator,
        communicated,
        "communicated",
        "deadline",
        deadline="2027-02-28",
        reason="Anstånd för ombyggnad.",
    )
    assert status == 303
    one = listed(node, communicated)
    assert (one.state, one.deadline) == ("communicated", "2027-02-28")
    text = coordinator.get(f"/deficiencies/{communicated}/YS07").text
    assert "Ny tidsfrist" in text[text.index("Vad som hänt") :]
    assert "Anstånd för ombyggnad." in text
    assert "Ny tidsfrist för bristen YS07" in coordinator.get(f"/reports/{communicated}").text
    assert decide(coordinator, communicated, "communicated", "deadline") == 422


def test_what_a_later_visit_saw_is_part_of_its_course(
    coordinator: Desk, inspector: Inspector, communicated: str
) -> None:
    path = f"earlier/{communicated}/YS07"
    later = time("2026-11-25T21:00:00.000+01:00")
    seen = {f"{path}/outcome": "remedied", f"{path}/note": "Nu var hon där."}
    inspector.visit({}, started_at=later, **seen)
    text = coordinator.get(f"/deficiencies/{communicated}/YS07").text
    assert "Åtgärdad vid ett senare besök" in text
    assert "Nu var hon där." in text
    assert text.index("vid ett senare besök") < text.index("Iakttagen vid besöket")


def test_what_is_no_deficiency_is_not_found(
    coordinator: Desk, desk_of: Callable[..., Desk], inspector: Inspector, found: str
) -> None:
    assert coordinator.get(f"/deficiencies/{found}/YS01").status_code == 404
    assert coordinator.get(f"/deficiencies/{new_id()}/YS07").status_code == 404
    police = desk_of("coordinator", "polis")
    assert police.get(f"/deficiencies/{found}/YS07").status_code == 404
    assert decide(police, found, "open", "remedied") == 404
    assert desk_of("reader").get(f"/deficiencies/{found}/YS07").status_code == 403


def test_a_control_purchase_leads_to_no_deficiency(
    node: Node, coordinator: Desk, inspector: Inspector
) -> None:
    purchase = inspector.purchase(inspector.premises())
    assert coordinator.get(f"/deficiencies/{purchase}/YS07").status_code == 404
    assert decide(coordinator, purchase, "open", "case", case_number="A") == 404
    assert coordinator.post(f"/visits/{purchase}/dispatch", SENT).status_code == 404
    with node.db.read() as db:
        one = reports.get(db, purchase)
    assert one
    assert one.state == "submitted"
