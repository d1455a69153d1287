"""What a walker does on a pass, tap by tap, and what the phone answers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Municipality
from tests.journeys.coordinator import Coordinator
from tests.journeys.walker import Walker

pytestmark = pytest.mark.journey

UNSAFE = "Plats som någon berättat känns otrygg"
LITTER = "Nedskräpning, buskage, trasigt glas, otrygg utformning"
FIRE = "Brand, rök eller pyroteknik"
SOON = 30_000


@pytest.fixture
def on_pass(phone: Walker) -> Walker:
    """The phone on a pass that goes on, where the others left it."""
    phone.home()
    if phone.page.get_by_role("button", name="Starta passet").count():
        phone.start_shift()
    return phone


@pytest.fixture
def off_pass(phone: Walker) -> Walker:
    """The phone before a pass."""
    phone.home()
    if not phone.page.get_by_role("button", name="Starta passet").count():
        phone.end_shift_by_keyboard()
        phone.home()
    return phone


def test_a_pass_needs_company(off_pass: Walker) -> None:
    page = off_pass.page
    few = page.get_by_text("Ensam går man inte på pass")
    expect(page.locator("output")).to_have_text("3")
    expect(few).to_have_count(0)
    page.get_by_role("button", name="färre").click()
    expect(few).to_be_visible()
    page.get_by_role("button", name="färre").click()
    off_pass.tap("Starta passet")
    expect(page.locator(".toast")).to_contain_text("Ensam går man inte på pass")
    expect(off_pass.heading("Pass")).to_be_visible()
    page.get_by_role("button", name="fler").click()
    off_pass.tap("Starta passet")
    expect(off_pass.heading("Pågående pass")).to_be_visible()


def test_an_observation_is_three_taps(town: Municipality, on_pass: Walker) -> None:
    on_pass.count_taps()
    on_pass.observe(UNSAFE)
    assert on_pass.taps == 3
    expect(on_pass.shown("Otrygg plats")).to_contain_text("Mottagen", timeout=SOON)
    [report] = town.rows("SELECT * FROM reports WHERE category = 'OB23'")
    assert (report["state"], round(report["lat"], 3)) == ("submitted", 55.793)


def test_calm_is_one_tap_and_can_be_undone(town: Municipality, on_pass: Walker) -> None:
    on_pass.count_taps()
    on_pass.calm()
    assert on_pass.taps == 1
    expect(on_pass.shown("Lugnt")).to_have_count(1)
    on_pass.tap("Ångra")
    expect(on_pass.page.get_by_text("Borttaget.")).to_be_visible()
    expect(on_pass.shown("Lugnt")).to_have_count(0)
    expect(on_pass.status).to_contain_text("allt skickat", timeout=SOON)
    assert town.rows("SELECT id FROM reports WHERE category = 'OB01'") == []


def test_the_call_comes_before_the_form(on_pass: Walker) -> None:
    on_pass.begin(FIRE)
    page = on_pass.page
    expect(page.get_by_role("link", name="Ring 112")).to_have_attribute("href", "tel:112")
    expect(page.get_by_role("button", name="Spara")).to_have_count(0)
    on_pass.tap("Jag har ringt")
    expect(page.get_by_role("group", name="Har ni ringt 112?").get_by_label("Ja")).to_be_checked()
    on_pass.save()


def test_a_place_is_moved_by_typing_and_on_the_map(town: Municipality, on_pass: Walker) -> None:
    page = on_pass.page
    on_pass.begin(LITTER)
    page.get_by_role("link", name="Flytta").click()
    page.get_by_label("Eller skriv platsen").fill("55,8010 13,1200")
    on_pass.tap("Använd det skrivna")
    expect(page.locator(".place-line")).to_contain_text("Angiven med koordinater")
    on_pass.save()
    on_pass.begin(LITTER)
    page.get_by_role("link", name="Flytta").click()
    expect(page.locator(".map-pin")).to_be_visible()
    page.get_by_role("region", name="Karta för att flytta").click(position={"x": 200, "y": 80})
    on_pass.tap("Använd den nya platsen")
    expect(page.locator(".place-line")).to_contain_text("Flyttad på kartan")
    on_pass.save()
    expect(on_pass.status).to_contain_text("allt skickat", timeout=SOON)
    typed, drawn = [
        town.values(row["id"])
        for row in town.rows("SELECT id FROM reports WHERE category = 'OB20' ORDER BY happened_at")
    ]
    assert (typed["place"]["lat"], typed["place"]["source"]) == (55.801, "typed")
    assert drawn["place"]["source"] == "map"
    for values in (typed, drawn):
        assert (values["stood"]["lat"], values["stood"]["source"]) == (55.793, "gps")


def test_the_camera_is_in_the_page(town: Municipality, on_pass: Walker) -> None:
    on_pass.begin("Klotter")
    page = on_pass.page
    page.get_by_role("link", name="Ta bild").click()
    on_pass.tap("Ta bild")
    page.get_by_role("link", name="Klar, 1 bild").click(timeout=SOON)
    expect(page.locator(".thumbs li img")).to_have_count(1)
    page.get_by_role("checkbox", name="Ingen person i bild").check()
    on_pass.save()
    expect(on_pass.shown("Klotter")).to_contain_text("1/1 bilder", timeout=SOON)
    [report] = town.rows("SELECT * FROM reports WHERE category = 'OB15'")
    assert (report["photos_expected"], report["photos_arrived"]) == (1, 1)


def test_a_receipt_is_found_on_both_sides_and_the_desks_answer_is_read_on_the_phone(
    on_pass: Walker, desk: Coordinator
) -> None:
    page = on_pass.page
    on_pass.observe("Samling ungdomar (lugn)")
    row = on_pass.shown("Ungdomar samlade")
    expect(row).to_contain_text("Mottagen", timeout=SOON)
    [code] = re.findall(r"[0-9A-F]{4}-[0-9A-F]{2}", row.inner_text())
    on_pass.show_reports()
    page.get_by_label("Sök på kvitto").fill(code.lower())
    expect(page.locator("main .row")).to_have_count(1)
    page.locator("main .row").click()
    expect(page.locator(".receipt-code")).to_have_text(code)

    desk.find(code)
    desk.decide("Hänvisa", receiver="Fritid", reason="Tack, fritidsgården vet nu.")
    on_pass.send_now()
    page.go_back()
    expect(page.get_by_text("Samordnarens svar")).to_be_visible(timeout=SOON)
    expect(page.get_by_text("Tack, fritidsgården vet nu.")).to_be_visible()
    expect(page.locator(".reviews")).to_contain_text("Skickad vidare till Fritid")


def test_a_second_tab_says_so_and_takes_over_what_is_written(on_pass: Walker) -> None:
    on_pass.begin("Positiv iakttagelse (trivsel, gott samtal)")
    on_pass.write("Trevligt samtal vid busshållplatsen.")
    first = on_pass.page
    assert on_pass.browser.context
    on_pass.page = on_pass.browser.context.new_page()
    on_pass.page.goto(first.url)
    expect(on_pass.page.get_by_text("redan öppen i en annan flik")).to_be_visible()
    on_pass.tap("Fortsätt här")
    note = on_pass.page.locator("textarea[data-field=note]")
    expect(note).to_have_value("Trevligt samtal vid busshållplatsen.")
    expect(first.get_by_text("redan öppen i en annan flik")).to_be_visible()
    first.close()
    on_pass.save()


def test_a_hold_that_is_too_short_is_answered_in_words(on_pass: Walker) -> None:
    page = on_pass.page
    page.get_by_role("link", name="Avsluta passet").click()
    page.get_by_role("button", name="Håll inne för att avsluta").click()
    expect(page.locator(".toast")).to_contain_text("Håll inne knappen lite längre")
    expect(on_pass.heading("Avsluta passet")).to_be_visible()


def test_a_pass_is_ended_by_keyboard_after_a_question(on_pass: Walker) -> None:
    on_pass.end_shift_by_keyboard()
    expect(on_pass.page.get_by_text("Allt är mottaget")).to_be_visible(timeout=SOON)


def test_a_revoked_phone_says_so_and_keeps_what_is_not_sent(
    municipality: Municipality, walker: Walker, coordinator: Coordinator
) -> None:
    walker.enrol(municipality.code_for(municipality.walker))
    walker.start_shift()
    expect(walker.status).to_contain_text("allt skickat", timeout=SOON)
    coordinator.sign_in()
    coordinator.revoke("Nattvandrare 3")
    walker.observe(UNSAFE)
    expect(walker.status).to_contain_text("Kan inte skicka", timeout=SOON)
    expect(walker.status).to_contain_text("1 ligger kvar på telefonen")
    walker.show_reports()
    expect(walker.reports("waiting")).to_contain_text("Väntar på ny inbjudan")
    walker.send_now()
    expect(walker.page.get_by_role("main")).to_contain_text(re.compile("spärrad", re.I))
    assert municipality.rows("SELECT id FROM reports WHERE category = 'OB23'") == []
