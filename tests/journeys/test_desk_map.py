"""The map of reports in a coordinator's browser: layers, a box, the weeks, what stands beside."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Playwright, expect

from tests.journeys import scrutiny
from tests.journeys.browser import DESK, SIZES, Browser
from tests.journeys.conftest import Municipality, at_desk
from tests.journeys.coordinator import Coordinator

pytestmark = pytest.mark.journey

BOX = re.compile(r"box=[\d.%,C-]+")
WEEK = re.compile(r"since=(\d{4}-\d\d-\d\d)&until=(\d{4}-\d\d-\d\d)")


@pytest.fixture
def page(busy_desk: Coordinator) -> Page:
    return opened(busy_desk)


def opened(busy_desk: Coordinator, query: str = "") -> Page:
    """The map, drawn."""
    busy_desk.page.goto(f"{busy_desk.url}/reports/map{query}")
    expect(busy_desk.page.locator("[data-said]")).not_to_be_empty()
    expect(busy_desk.page.locator("#hours")).to_be_visible()
    return busy_desk.page


def numbers(page: Page) -> list[int]:
    return [int(text) for text in page.locator(".map-number").all_inner_texts()]


def beside(page: Page) -> Locator:
    return page.locator("[data-part=list] .report-row")


def told(page: Page) -> int:
    """How many of the reports have a place, as the page says."""
    found = re.search(r"(\d+) med plats", page.locator("[data-part=list]").inner_text())
    assert found
    return int(found[1])


def mouse(page: Page, x: float, y: float) -> tuple[float, float]:
    """A place on the map, by parts of its width and height."""
    page.locator("[data-map-canvas]").scroll_into_view_if_needed()
    box = page.locator("[data-map-canvas]").bounding_box()
    assert box
    return box["x"] + box["width"] * x, box["y"] + box["height"] * y


def test_squares_tell_how_many_in_numbers_and_the_legend_in_words(page: Page) -> None:
    expect(page.locator(".map-square").first).to_be_visible()
    assert sum(numbers(page)) == told(page)
    legend = page.get_by_role("list", name="Vad färgerna betyder").get_by_role("listitem")
    assert "eller fler" in legend.last.inner_text()
    expect(page.locator("[data-said]")).to_contain_text(re.compile(r"\d+ rutor om \d+ m"))


def test_a_square_leads_to_its_reports(page: Page) -> None:
    most = max(numbers(page))
    number = page.locator(".map-number").filter(has_text=re.compile(rf"^{most}$")).first
    box = number.locator("span").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".leaflet-popup")).to_contain_text(f"{most} rapporter")
    page.get_by_role("button", name="Visa rutans rapporter").click()
    expect(page).to_have_url(BOX)
    expect(page.locator(".chip")).to_contain_text("Markerat på kartan")
    expect(page.locator("[data-part=list]")).to_contain_text(f"{most} i urvalet")
    expect(beside(page)).to_have_count(min(most, 25))


def test_layers_are_chosen_by_keyboard_and_stand_in_the_address(page: Page) -> None:
    page.get_by_role("radio", name="Rutor").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-said]")).to_contain_text("områden med rapporter")
    expect(page).to_have_url(re.compile("as=areas"))
    page.keyboard.press("ArrowRight")
    expect(page.locator(".map-cluster, .map-point").first).to_be_visible()
    expect(page).to_have_url(re.compile("as=clusters"))
    page.reload()
    expect(page.get_by_role("radio", name="Grupper")).to_be_checked()
    expect(page.locator(".map-cluster, .map-point").first).to_be_visible()


def test_few_reports_are_points_that_lead_to_them(busy_desk: Coordinator) -> None:
    page = opened(busy_desk, "?category=OB19&as=clusters")
    expect(page.locator(".map-point").first).to_be_visible()
    assert page.locator(".map-point").count() == told(page)
    page.locator(".map-point").first.click(force=True)
    page.locator(".leaflet-popup a").first.click()
    expect(page).to_have_url(re.compile(r"/reports/[0-9a-f-]{36}"))


def test_a_box_is_drawn_by_dragging_and_narrows_the_list(page: Page) -> None:
    before = told(page)
    page.get_by_role("button", name="Markera på kartan").click()
    page.mouse.move(*mouse(page, 0.3, 0.3))
    page.mouse.down()
    page.mouse.move(*mouse(page, 0.5, 0.6), steps=4)
    page.mouse.move(*mouse(page, 0.7, 0.9))
    page.mouse.up()
    expect(page).to_have_url(BOX)
    expect(page.locator(".chip")).to_be_visible()
    expect(page.locator("path.map-marked")).to_be_visible()
    expect(page.locator("[data-part=list]")).not_to_contain_text(f"{before} med plats")
    within = told(page)
    assert 0 < within < before
    page.get_by_role("link", name="Lista", exact=True).click()
    expect(page.get_by_role("heading", name="Rapporter", level=1)).to_be_visible()
    expect(page.locator(".states [aria-current] .count")).to_have_text(str(within))
    page.get_by_role("link", name="Ta bort: Markerat på kartan").click()
    expect(page).to_have_url(re.compile(r"/reports\?$"))


def test_a_box_is_drawn_by_two_clicks_and_escape_leaves_it(page: Page) -> None:
    button = page.get_by_role("button", name="Markera på kartan")
    button.click()
    page.mouse.click(*mouse(page, 0.3, 0.4))
    expect(page.locator("[data-said]")).to_contain_text("motsatta hörnet")
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert not BOX.search(page.url)
    button.click()
    page.mouse.click(*mouse(page, 0.3, 0.4))
    page.mouse.click(*mouse(page, 0.8, 0.8))
    expect(page).to_have_url(BOX)


def test_what_is_in_sight_is_marked_by_keyboard(page: Page) -> None:
    page.get_by_role("button", name="Närmare").click()
    page.get_by_role("button", name="Markera området som syns").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(BOX)
    expect(page.locator(".chip")).to_be_visible()


def test_coordinates_can_be_typed(page: Page) -> None:
    page.get_by_text("Skriv koordinater").click()
    for label, degrees in (
        ("Syd", "55,78"),
        ("Väst", "13,08"),
        ("Nord", "55,81"),
        ("Öst", "13,15"),
    ):
        page.get_by_label(label, exact=True).fill(degrees)
    page.get_by_role("button", name="Markera", exact=True).click()
    expect(page).to_have_url(re.compile("box=55.78000%2C13.08000%2C55.81000%2C13.15000"))
    expect(page.locator("path.map-marked")).to_be_visible()


def test_the_weeks_are_gone_through_by_keyboard(page: Page) -> None:
    before = told(page)
    slider = page.get_by_role("slider", name="Vecka för vecka")
    expect(slider).to_have_attribute("aria-valuetext", "hela perioden")
    slider.focus()
    slider.press("ArrowLeft")
    expect(page).to_have_url(WEEK)
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"vecka \d+, .*: \d+ med plats"))
    said = slider.get_attribute("aria-valuetext") or ""
    expect(page.locator("[data-part=list]")).to_contain_text(f"{said.split()[-3]} med plats")
    page.get_by_role("button", name="Föregående").click()
    expect(slider).not_to_have_attribute("aria-valuetext", said)
    page.reload()
    expect(slider).to_have_attribute("aria-valuetext", re.compile("^vecka"))
    page.get_by_role("button", name="Hela perioden").click()
    expect(page.locator("[data-part=list]")).to_contain_text(f"{before} med plats")
    assert not WEEK.search(page.url)


def test_the_weeks_play_when_that_is_asked_for_and_stop(page: Page) -> None:
    slider = page.get_by_role("slider", name="Vecka för vecka")
    slider.press("Home")
    expect(page).to_have_url(WEEK)
    first = page.url
    page.get_by_role("button", name="Spela upp").click()
    expect(slider).not_to_have_value("0")
    page.get_by_role("button", name="Stanna").click()
    expect(page).not_to_have_url(first)
    stopped = slider.input_value()
    expect(page.get_by_role("button", name="Spela upp")).to_be_visible()
    assert slider.input_value() == stopped


def test_nothing_plays_for_those_who_asked_for_less_motion(busy_desk: Coordinator) -> None:
    busy_desk.page.emulate_media(reduced_motion="reduce")
    page = opened(busy_desk)
    expect(page.get_by_role("button", name="Nästa")).to_be_visible()
    expect(page.get_by_role("button", name="Spela upp")).to_have_count(0)
    busy_desk.page.emulate_media(reduced_motion="no-preference")


def test_an_hour_of_the_week_leads_to_its_reports(page: Page) -> None:
    cell = page.locator("#hours td.is-heat-5 a, #hours td.is-heat-4 a").first
    count = cell.inner_text()
    cell.click()
    expect(page).to_have_url(re.compile(r"weekday=\d&hour=\d+"))
    expect(page.locator(".states [aria-current] .count")).to_have_text(count)


def test_the_trend_stands_beside_with_its_numbers(page: Page) -> None:
    expect(page.locator("#trend .chart-bar")).to_have_count(12)
    page.locator("#trend summary").click()
    expect(page.locator("#trend tbody tr")).to_have_count(12)


def test_a_reader_sees_no_small_counts_and_no_single_place(
    busy_town: Municipality, playwright: Playwright, tmp_path: Path
) -> None:
    with at_desk(busy_town, playwright, tmp_path / "reader", "nattuggla-lasare") as reader:
        reader.username = "lasare"
        reader.sign_in()
        page = opened(reader, "?as=clusters")
        expect(page.get_by_role("radio")).to_have_count(2)
        expect(page.locator(".map-square.is-few").first).to_be_attached()
        assert min(numbers(page)) >= 3
        expect(page.get_by_text("färre än 3, sägs inte").first).to_be_visible()
        assert page.locator(".map-point, .map-cluster").count() == 0


def test_without_script_the_list_and_the_tables_are_there(
    busy_town: Municipality, playwright: Playwright, tmp_path: Path
) -> None:
    browser = Browser(playwright, tmp_path / "plain", **DESK, java_script_enabled=False)
    reader = Coordinator(browser, busy_town.server.url, "samordnare", "nattuggla-samordnare")
    reader.sign_in()
    page = reader.page
    page.goto(f"{reader.url}/reports/map")
    assert beside(page).count() == 25
    expect(page.get_by_role("button", name="Spela upp")).to_have_count(0)
    page.get_by_role("link", name="Veckans timmar i en tabell").click()
    expect(page.locator("#hours td a").first).to_be_visible()
    page.goto(f"{reader.url}/reports/map")
    page.get_by_role("link", name="områden och rutor i tabeller").click()
    expect(page.get_by_role("heading", name="Platser i ord")).to_be_visible()
    browser.close()


@pytest.mark.slow
@pytest.mark.parametrize("layer", ["squares", "areas", "clusters"])
def test_the_map_is_open_to_everyone_in_both_themes(busy_desk: Coordinator, layer: str) -> None:
    page = opened(busy_desk, f"?as={layer}")
    findings, tablet = [], SIZES["tablet"]["width"]
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        findings += [f"{theme}: {one}" for one in scrutiny.by_axe(page)]
        findings += [f"{theme}: {one}" for one in scrutiny.too_wide(page, tablet)]
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    assert not findings, "\n".join(findings)
