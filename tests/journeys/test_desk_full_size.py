"""A coordinator's evening at the desk, on a wide screen and on a tablet, with many reports.

`FIELDAPP_FULL_SIZE` names a folder that `fieldapp demo` filled, with as many as are wanted;
without it some thousand are made.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from fieldapp import demo
from fieldapp.storage import signins
from fieldapp.storage.database import Database
from tests import make
from tests.journeys import scrutiny
from tests.journeys.browser import SIZES, Browser
from tests.journeys.conftest import Municipality, serving
from tests.journeys.coordinator import Coordinator

pytestmark = [pytest.mark.journey, pytest.mark.slow]

FULL = os.environ.get("FIELDAPP_FULL_SIZE", "")
SOME = 3_000
SIGN_IN = ("samordnare", "nattuggla-samordnare")
BOX = "55.78,13.08,55.81,13.15"


@pytest.fixture(scope="module")
def full_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Municipality]:
    folder = Path(FULL) if FULL else tmp_path_factory.mktemp("full") / "data"
    with closing(Database(folder)) as database:
        if not FULL:
            demo.fill(database, make.catalog(), now=make.NOW, reports=SOME)
        with database.read() as db:
            account = signins.by_password(db, *SIGN_IN)
    assert account
    with serving(folder, account.person, account.person) as municipality:
        yield municipality


@pytest.fixture(params=SIZES)
def at(
    request: pytest.FixtureRequest,
    full_town: Municipality,
    playwright: Playwright,
    tmp_path: Path,
) -> Iterator[Coordinator]:
    browser = Browser(playwright, tmp_path / "full", viewport=SIZES[request.param])
    url = full_town.server.url
    coordinator = Coordinator(browser, url, *SIGN_IN)
    coordinator.sign_in()
    yield coordinator
    browser.close()
    assert not browser.faults


def counted(text: str) -> int:
    """A number as the desk writes it, with spaces between thousands."""
    return int(re.sub(r"\D", "", text))


def listed(page: Page) -> int:
    """How many the list says that the filters find."""
    return counted(current(page))


def current(page: Page) -> str:
    """The same as it stands there; of many a search has found, `+` says that there are more."""
    return page.locator(".states [aria-current] .count").inner_text()


def test_an_evening_at_the_desk(full_town: Municipality, at: Coordinator) -> None:
    page = at.page
    every = listed(page)
    assert every > SOME / 2

    found = find(at)
    assert 0 < found < every
    see(at, found)
    decide(at)
    pass_on(at)
    hand_out(at, full_town)
    for path in ("reports", "reports/map", "reports/hours", "reports/trend", "reports/places"):
        page.goto(f"{at.url}/{path}")
        assert not scrutiny.too_wide(page, page.viewport_size["width"])  # type: ignore[index]


def find(at: Coordinator) -> int:
    """By words, category, state, place and time; the way back is the browser's. How many lie in
    the box."""
    page = at.page
    page.get_by_role("searchbox").fill("belysn")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator(".report-row mark").first).to_be_visible()
    by_words, is_exact = listed(page), "+" not in current(page)
    page.get_by_label("Ordning").select_option("Bäst träff")
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page.get_by_text("Bäst träff först, bland de 500 nyaste")).to_be_visible()
    expect(page.locator(".report-row mark").first).to_be_visible()
    assert listed(page) == by_words
    page.go_back()
    page.goto(f"{page.url}&category=OB19&state=reviewed")
    expect(page.locator(".report-row").first).to_be_visible()
    both = listed(page)
    assert both <= by_words or not is_exact
    older = page.get_by_role("link", name="Äldre")
    if older.count():
        first = page.locator(".report-row .receipt").first.inner_text()
        older.click()
        expect(page.locator(".report-row .receipt").first).not_to_have_text(first)
        page.go_back()
        expect(page.locator(".report-row .receipt").first).to_have_text(first)
    page.goto(f"{at.url}/reports?box={BOX}")
    expect(page.locator(".chip")).to_contain_text("Markerat på kartan")
    return listed(page)


def see(at: Coordinator, found: int) -> None:
    """The map, the hours and the trend tell of the same reports as the list."""
    page = at.page
    page.goto(f"{at.url}/reports/map?box={BOX}")
    expect(page.locator(".map-square").first).to_be_visible()
    beside = page.locator("[data-part=list]")
    expect(beside).to_contain_text("med plats")
    told = re.search(r"([\d\s]+) i urvalet", beside.inner_text())
    assert told
    assert counted(told[1]) == found
    page.goto(f"{at.url}/reports/hours?box={BOX}")
    cells = page.locator("#hours tbody td").all_inner_texts()
    assert sum(counted(text) for text in cells if re.search(r"\d", text)) >= found
    page.goto(f"{at.url}/reports/trend?box={BOX}")
    months = page.locator("#trend tbody td").all_text_contents()
    assert sum(counted(text) for text in months if re.search(r"\d", text)) > 0


def decide(at: Coordinator) -> None:
    """Two at once, taken back, and one by itself."""
    page = at.page
    page.goto(f"{at.url}/reports?state=submitted&kind=observation")
    before = listed(page)
    page.get_by_text("Granska flera").click()
    for box in page.locator(".report-mark input").all()[:2]:
        box.check()
    page.get_by_role("button", name="Godkänn").click()
    expect(page.get_by_text("2 rapporter är granskade")).to_be_visible()
    assert listed(page) == before - 2
    page.get_by_role("button", name="Ångra").click()
    expect(page.locator(".states [aria-current] .count")).not_to_have_text(str(before - 2))
    assert listed(page) == before


def pass_on(at: Coordinator) -> None:
    """The newest lamp that is out goes to who mends it."""
    page = at.page
    page.goto(f"{at.url}/reports?category=OB19&state=submitted")
    page.locator(".report-row h2 a").first.click()
    page.get_by_role("link", name="Skicka vidare eller felanmäl").click()
    expect(page.get_by_role("heading", name="Skicka vidare", level=1)).to_be_visible()
    page.get_by_label("Vad mottagaren behöver veta").fill("Tre lyktor släckta.")
    page.get_by_role("button", name="Skicka vidare").click()
    expect(page.get_by_role("heading", name="Skicka till en till")).to_be_visible()


def hand_out(at: Coordinator, town: Municipality) -> None:
    """A month's lamps as a table, one row for each that the list counts; the audit log tells."""
    page = at.page
    query = "category=OB19&since=2026-10-01&until=2026-10-31"
    page.goto(f"{at.url}/reports?{query}")
    found = listed(page)
    table = at.download(f"/reports/export.csv?{query}").decode("utf-8-sig")
    assert len([*csv.reader(io.StringIO(table), delimiter=";")]) == found + 1
    [last] = town.rows("SELECT action, detail FROM audit ORDER BY seq DESC LIMIT 1")
    assert last["action"] == "reports-exported"
    assert str(found) in last["detail"]
