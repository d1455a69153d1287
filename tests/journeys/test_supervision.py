"""Supervision in a coordinator's browser: with a map to point on, and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.journeys.browser import DESK, Browser
from tests.journeys.conftest import Municipality, at_desk
from tests.journeys.coordinator import Coordinator

pytestmark = pytest.mark.journey

PASSWORD = "nattuggla-samordnare"


@pytest.fixture(scope="module")
def desk(
    busy_town: Municipality, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Coordinator]:
    folder = tmp_path_factory.mktemp("supervisor")
    with at_desk(busy_town, playwright, folder, PASSWORD) as coordinator:
        coordinator.sign_in()
        yield coordinator


@pytest.fixture(scope="module")
def plain_desk(
    busy_town: Municipality, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Coordinator]:
    """A desk whose browser runs no JavaScript."""
    folder: Path = tmp_path_factory.mktemp("plain")
    browser = Browser(playwright, folder, **DESK, java_script_enabled=False)
    coordinator = Coordinator(browser, busy_town.server.url, "samordnare", PASSWORD)
    coordinator.sign_in()
    yield coordinator
    browser.close()


def submitted(town: Municipality, which: str) -> str:
    sql = f"SELECT id FROM visits WHERE state = 'submitted' AND authority = 'kommun' AND {which}"
    return str(town.rows(f"{sql} LIMIT 1")[0]["id"])


def test_a_place_is_pointed_out_on_the_map(busy_town: Municipality, desk: Coordinator) -> None:
    page = desk.page
    page.goto(f"{desk.url}/premises/new")
    page.get_by_label("Namn").first.fill("Krogen vid kajen")
    page.get_by_label("Latitud").fill("55,757")
    page.get_by_label("Longitud").fill("12,905")
    page.get_by_label("Longitud").press("Tab")
    pin = page.get_by_label("Platsen. Flytta med piltangenterna.")
    expect(pin).to_be_visible()
    pin.press("ArrowUp")
    expect(page.get_by_label("Latitud")).not_to_have_value("55,757")
    pointed = page.get_by_label("Latitud").input_value()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("heading", name="Krogen vid kajen", level=1)).to_be_visible()
    [kept] = busy_town.rows("SELECT lat, lon FROM premises WHERE name = 'Krogen vid kajen'")
    assert f"{kept['lat']:.5f}".replace(".", ",") == pointed
    assert kept["lat"] > 55.757


def test_a_differing_answer_is_settled_with_a_click(
    busy_town: Municipality, desk: Coordinator
) -> None:
    which = "id IN (SELECT id FROM reports WHERE conflicts > 0)"
    page = desk.page
    page.goto(f"{desk.url}/reports/{submitted(busy_town, which)}")
    expect(page.get_by_text("Två svar på")).to_have_count(1)
    page.get_by_role("button", name="Låt den gälla").last.click()
    expect(page.get_by_role("heading", name="Granska", exact=True)).to_be_visible()
    expect(page.get_by_text("Två svar på")).to_have_count(0)


def test_a_visit_goes_from_review_to_a_decided_deficiency_without_javascript(
    busy_town: Municipality, plain_desk: Coordinator
) -> None:
    which = "deficiencies > 0 AND id NOT IN (SELECT id FROM reports WHERE conflicts > 0)"
    visit = submitted(busy_town, which)
    page = plain_desk.page
    page.goto(f"{plain_desk.url}/visits?state=submitted")
    page.goto(f"{plain_desk.url}/reports/{visit}")
    plain_desk.decide("Godkänn")
    page.get_by_label("Sätt").select_option(label="E-post")
    page.get_by_label("Diarienummer").fill("DEMO 2026:99")
    page.get_by_role("button", name="Anteckna som expedierad").click()
    expect(page.get_by_text("Expedierat", exact=True)).to_be_visible()

    page.goto(f"{plain_desk.url}/deficiencies?state=communicated")
    [found] = busy_town.rows(
        "SELECT visit, item, question FROM deficiencies WHERE visit = ? LIMIT 1", visit
    )
    page.locator(f'a[href="/deficiencies/{found["visit"]}/{found["item"]}"]').click()
    expect(page.get_by_role("heading", name=found["question"], level=1)).to_be_visible()
    case = page.locator("details.decision").filter(has_text="Ärende")
    case.locator("summary").click()
    case.get_by_label("Diarienummer").fill("DEMO 2026:99")
    case.get_by_role("button", name="Anteckna ärendet").click()
    expect(page.locator(".state").filter(has_text="Ärende")).to_be_visible()
    expect(page.get_by_text("DEMO 2026:99").first).to_be_visible()


def test_the_register_is_searched_and_changed_without_javascript(
    busy_town: Municipality, plain_desk: Coordinator
) -> None:
    page = plain_desk.page
    page.goto(f"{plain_desk.url}/premises")
    page.get_by_role("searchbox").fill("vinbaren")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name="Vinbaren Låtsas", exact=True).click()
    page.get_by_role("link", name="Ändra", exact=True).click()
    page.get_by_label("Riskklass").select_option(label="4 – mycket hög")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("heading", name="Vinbaren Låtsas", level=1)).to_be_visible()
    [kept] = busy_town.rows("SELECT risk FROM premises WHERE name = 'Vinbaren Låtsas'")
    assert kept["risk"] == 4
