"""Two phones on one visit without coverage, and a guest of another authority beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from fieldapp.domain.people import Person
from tests.journeys.conftest import Municipality, inspecting
from tests.journeys.coordinator import Coordinator
from tests.journeys.inspector import Inspector

pytestmark = pytest.mark.journey

PUB = "Krog Exempel"
DRUNK = "22:10 satt en gäst och sov vid bardisken. Personalen hade inte sett det."
BLOCKED = "Bakre utrymningsdörr blockerad av tomma backar."
MOVED = "Ansvarig flyttade backarna."
POLICE_NOTE = "Ordningsvakten hade inte sitt förordnande med sig."
SOON = 60_000


@pytest.fixture
def lead(
    municipality: Municipality, playwright: Playwright, tmp_path: Path
) -> Iterator[Inspector]:
    """The one who leads, at a pub."""
    municipality.register()
    person = municipality.hire_inspector()
    with inspecting(municipality, playwright, tmp_path / "lead", person) as inspector:
        yield inspector


def test_two_inspectors_on_one_visit_meet_with_one_true_conflict(
    municipality: Municipality,
    lead: Inspector,
    coordinator: Coordinator,
    playwright: Playwright,
    tmp_path: Path,
) -> None:
    person = municipality.hire_inspector("Inspektör 2")
    with inspecting(municipality, playwright, tmp_path / "colleague", person) as colleague:
        municipality.server.kill()
        _visited_together(lead, colleague)
        municipality.server.start()
        _sent(colleague, lead)
    visit = _met(municipality, person)
    lead.go(f"/visit/{visit}/protocol")
    expect(lead.page.get_by_role("main")).to_contain_text("Har lämnat över", timeout=SOON)
    expect(lead.page.get_by_role("main")).to_contain_text(BLOCKED)

    coordinator.sign_in()
    coordinator.page.goto(f"{coordinator.url}/reports/{visit}")
    differing = coordinator.page.get_by_text("Två svar på")
    expect(differing).to_have_count(1)
    coordinator.page.get_by_role("button", name="Låt den gälla").last.click()
    expect(coordinator.page.get_by_role("heading", name="Granska", exact=True)).to_be_visible()
    expect(differing).to_have_count(0)
    assert not municipality.conflicts(visit, "visit")


def _visited_together(lead: Inspector, colleague: Inspector) -> None:
    lead.home()
    lead.start_evening_visit(PUB)
    colleague.join(lead.invite())
    lead.answer("YS01", "OK")
    lead.answer("YS04", "OK")
    colleague.find_deficiency("YS01", DRUNK)
    colleague.find_deficiency("YS23", BLOCKED, said=MOVED, corrected=True)
    colleague.answer("YS13", "OK")
    colleague.review()
    expect(colleague.page.get_by_text("Inspektör 1 leder besöket")).to_be_visible()
    colleague.hand_over()
    lead.review()
    lead.acknowledge()
    lead.send()


def _sent(*phones: Inspector) -> None:
    for phone in phones:
        phone.send_now()
        expect(phone.status).to_contain_text("allt skickat", timeout=SOON)


def _met(municipality: Municipality, colleague: Person) -> str:
    """What both wrote is one visit, where they differ at one point."""
    [row] = municipality.rows("SELECT id FROM visits")
    values = municipality.values(row["id"], "visit")
    assert values["answers/YS04/value"] == values["answers/YS13/value"] == "ok"
    assert (values["answers/YS23/note"], values["answers/YS01/note"]) == (BLOCKED, DRUNK)
    assert values[f"handed_over/{colleague.id}"]["at"]
    assert municipality.conflicts(row["id"], "visit") == {"answers/YS01/value"}
    return str(row["id"])


def test_a_guest_from_the_police_has_own_points_and_own_secrecy(
    municipality: Municipality,
    lead: Inspector,
    coordinator: Coordinator,
    playwright: Playwright,
    tmp_path: Path,
) -> None:
    person = municipality.hire_inspector("Kommunpolis 1", "polis")
    with inspecting(municipality, playwright, tmp_path / "officer", person) as officer:
        municipality.server.kill()
        lead.home()
        lead.start_evening_visit(PUB)
        link = lead.invite()
        officer.page.goto(link)
        expect(officer.page.get_by_text("Du är gäst från en annan myndighet")).to_be_visible()
        officer.join(link)
        officer.find_deficiency("YS01", POLICE_NOTE)
        lead.answer("YS01", "OK")
        for phone in (officer, lead):
            phone.review()
            phone.acknowledge()
            phone.send()
        municipality.server.start()
        _sent(officer, lead)

    guests, own = municipality.rows("SELECT * FROM visits ORDER BY authority = 'kommun'")
    assert (guests["authority"], own["authority"]) == ("polis", "kommun")
    values = municipality.values(guests["id"], "visit")
    assert (values["joint"], values["answers/YS01/note"]) == (own["id"], POLICE_NOTE)
    theirs = municipality.values(own["id"], "visit")
    assert theirs["answers/YS01/value"] == "ok"
    assert "answers/YS01/note" not in theirs
    assert not municipality.conflicts(own["id"], "visit")
    lead.go(f"/visit/{guests['id']}")
    expect(lead.page.get_by_text("finns inte längre på telefonen")).to_be_visible()
    lead.find(PUB)
    expect(lead.page.get_by_text("Öppna brister")).to_have_count(0)
    coordinator.sign_in()
    for path in (f"reports/{guests['id']}", f"visits/{guests['id']}/protocol.pdf"):
        answer = coordinator.page.request.get(f"{coordinator.url}/{path}")
        assert (answer.status, POLICE_NOTE in answer.text()) == (404, False)
