"""The inbox as those use it who live there: by keyboard, many at once, under names, live."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import make
from tests.journeys.conftest import Municipality
from tests.journeys.coordinator import Coordinator

pytestmark = pytest.mark.journey

SOON = 20_000
NEW = "Trädet ligger över gångvägen vid dammen."


@pytest.fixture
def page(busy_desk: Coordinator) -> Page:
    busy_desk.page.goto(f"{busy_desk.url}/reports")
    return busy_desk.page


def rows(page: Page) -> Locator:
    return page.locator(".report-row")


def test_by_keyboard_all_the_way(page: Page) -> None:
    titles = page.locator(".report-row h2 a")
    page.keyboard.press("j")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_role("checkbox").first).to_be_checked()
    page.keyboard.press("r")
    expect(page).to_have_url(re.compile("/reports/[0-9a-f-]{36}#review$"))
    page.go_back()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("jk")
    expect(page.get_by_role("searchbox")).to_have_value("jk")


def test_the_keys_can_be_turned_off(page: Page) -> None:
    page.get_by_role("button", name="Stäng av").click()
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("j")
    expect(page.locator(".report-row h2 a").first).not_to_be_focused()
    page.get_by_role("button", name="Slå på").click()


def test_several_are_decided_at_once_and_it_is_undone(page: Page, busy_desk: Coordinator) -> None:
    page.goto(f"{busy_desk.url}/reports?state=submitted&kind=observation")
    waiting = page.locator(".states [aria-current] .count")
    before = waiting.inner_text()
    page.get_by_text("Granska flera").click()
    for box in page.locator(".report-mark input").all()[:2]:
        box.check()
    page.get_by_role("button", name="Godkänn").click()
    expect(page.get_by_text("2 rapporter är granskade")).to_be_visible()
    expect(page).to_have_url(re.compile("(?=.*state=submitted)(?=.*kind=observation)"))
    expect(waiting).to_have_text(str(int(before) - 2))
    page.get_by_role("button", name="Ångra").click()
    expect(waiting).to_have_text(before)


def test_a_choice_is_kept_under_a_name(page: Page) -> None:
    page.get_by_label("Bara").select_option(label="väntar på bild")
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page.get_by_text(re.compile("väntar på \\d+ bild")).first).to_be_visible()
    page.get_by_text("Spara urvalet").click()
    page.get_by_label("Namn på urvalet").fill("Bilder på väg")
    page.get_by_role("button", name="Spara", exact=True).click()
    page.get_by_role("link", name="Rensa").click()
    page.get_by_role("link", name="Bilder på väg").click()
    expect(page).to_have_url(re.compile("only=photos"))
    page.get_by_role("button", name="Ta bort urvalet Bilder på väg").click()
    expect(page.get_by_role("link", name="Bilder på väg")).to_have_count(0)


def test_what_is_new_comes_into_the_list_and_what_is_marked_stays(
    busy_town: Municipality, page: Page
) -> None:
    page.evaluate("window.same = true")
    page.get_by_role("checkbox").nth(0).check()
    database = busy_town.database()
    with database.write() as db:
        phone = make.Phone(busy_town.walker)
        make.push(db, phone, phone.observation(note=NEW), now=datetime.now(UTC))
    database.close()
    page.get_by_role("link", name="Visa 1 ny rapport").click(timeout=SOON)
    expect(rows(page).first).to_contain_text(NEW)
    expect(page.get_by_role("checkbox").nth(1)).to_be_checked()
    assert page.evaluate("window.same")


def test_what_the_filters_find_is_handed_out(page: Page, busy_desk: Coordinator) -> None:
    page.goto(f"{busy_desk.url}/reports?category=OB19")
    shown = page.locator(".report-row .receipt").all_inner_texts()
    page.get_by_text("Lämna ut", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV för kalkylark").click()
    content = Path(download.value.path()).read_text("utf-8-sig")
    told = [line["Kvitto"] for line in csv.DictReader(io.StringIO(content), delimiter=";")]
    assert told[: len(shown)] == shown


def test_two_reports_of_one_event_are_joined_and_parted(
    busy_town: Municipality, page: Page, busy_desk: Coordinator
) -> None:
    window = f"Ruta {make.new_id()[-6:]} är krossad"
    database = busy_town.database()
    with database.write() as db:
        phone = make.Phone(busy_town.walker)
        sent = [phone.observation(note=f"{window}, {n}.") for n in (1, 2)]
        make.push(db, phone, *sent, now=datetime.now(UTC))
    database.close()
    page.goto(f"{busy_desk.url}/reports/{sent[0].record}")
    event = page.get_by_role("region", name="Samma händelse")
    event.locator("li").filter(has_text=f"{window}, 2").get_by_role("button").click()
    expect(event.get_by_role("button", name="Skilj den här")).to_be_visible()
    event.get_by_role("button", name="Skilj den här").click()
    expect(event.get_by_role("button", name=re.compile("^Slå ihop")).first).to_be_visible()


def test_a_report_is_somebodys_and_they_are_reminded(page: Page) -> None:
    reminder = page.get_by_text("1 rapport är din, 1 påminner idag")
    page.locator(".report-row h2 a").first.click()
    page.get_by_label("Samordnare").select_option(label="Samordnare kommunen")
    page.get_by_label("Påminn den").fill("2026-11-01")
    page.get_by_role("region", name="Vem tar hand om den?").get_by_role("button").click()
    page.get_by_role("link", name="← Rapporter").click()
    expect(reminder).to_be_visible()
    page.locator(".report-row h2 a").first.click()
    page.get_by_label("Samordnare").select_option(label="Ingen")
    page.get_by_role("region", name="Vem tar hand om den?").get_by_role("button").click()
    page.get_by_role("link", name="← Rapporter").click()
    expect(page.locator(".report-row").first).to_be_visible()
    expect(reminder).to_have_count(0)


def test_a_lamp_is_passed_on_and_its_answer_is_told(page: Page, busy_desk: Coordinator) -> None:
    lamp = make.new_id()[-6:]
    fault, answer = f"Lyktstolpe {lamp} är släckt.", f"Lampan på {lamp} är lagad."
    page.goto(f"{busy_desk.url}/reports?category=OB19")
    page.locator(".report-row h2 a").first.click()
    page.get_by_role("link", name="Skicka vidare eller felanmäl").click()
    page.get_by_label("Mottagare", exact=True).select_option("drift")
    page.get_by_label("Vad mottagaren behöver veta").fill(fault)
    page.get_by_role("button", name="Skicka vidare").click()
    expect(page.get_by_text(fault)).to_be_visible()
    page.get_by_label("Svar till den som rapporterade").fill(answer)
    page.get_by_role("button", name="Åtgärdad", exact=True).click()
    expect(page.get_by_text(answer)).to_be_visible()
    page.get_by_role("link", name="Vidareskickat").click()
    page.get_by_label("Mottagare", exact=True).select_option("drift")
    page.get_by_label("Läge").select_option(label="Åtgärdad")
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page.get_by_text(answer)).to_be_visible()
