"""Phones without room, without protection, without a place to store, and with two tabs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.faults.conftest import Rounds
from tests.faults.pocket import CATEGORY, Pocket, check_server, picture, pocketed
from tests.journeys.browser import PHONE, Browser
from tests.journeys.conftest import Municipality, founded
from tests.journeys.test_store import fill_up

pytestmark = [pytest.mark.journey, pytest.mark.slow]

NO_STORE = "delete StorageManager.prototype.getDirectory"
NOTE = "textarea[data-field=note]"
WRITTEN = "Tre lyktor är släckta vid stationen."


@pytest.fixture(scope="module")
def pocket(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pocket]:
    with pocketed(playwright, tmp_path_factory.mktemp("room")) as pocket:
        yield pocket


def test_no_room_in_the_middle_of_a_photo(pocket: Pocket, tmp_path: Path, rounds: Rounds) -> None:
    """The quota is used up in the middle of photos: the phone says that there is no room for
    more, keeps those it has and the text, takes more text, and all of it arrives."""
    dice = next(rounds.of(1, 1))
    report = pocket.report(picture(tmp_path / "photo.jpg", dice), WRITTEN)
    # Room for text is taken beforehand, at the end of a sending.
    pocket.store("sync")
    fill_up(pocket.page)
    toast = pocket.page.locator(".toast")
    for _ in range(20):
        held = pocket.page.locator(".thumbs li").count()
        photo = picture(tmp_path / "photo.jpg", dice, 900)
        pocket.page.locator("input[type=file]").set_input_files(photo)
        expect(toast.or_(pocket.page.locator(".thumbs li").nth(held)).first).to_be_visible()
        if toast.filter(has_text="inte plats för fler bilder").count():
            break
    expect(toast).to_contain_text("Det finns inte plats för fler bilder")
    expect(toast).to_contain_text("Texten är sparad")
    pocket.write(f"{WRITTEN} Och en fjärde.")
    fields = pocket.store("record", report)["fields"]
    digests = {name[7:] for name in fields if name.startswith("photos/")}
    pocket.reopen()
    expect(pocket.page.locator(NOTE)).to_have_value(f"{WRITTEN} Och en fjärde.")
    assert [pocket.digest(sha256) for sha256 in digests] == list(digests)
    pocket.save()
    pocket.all_arrives()
    check_server(pocket.town, digests)


def test_storage_that_is_not_protected(pocket: Pocket) -> None:
    """The browser does not promise to keep what is stored: *Telefonhälsa* says so and how to
    get it protected, asking is answered, and what is written is stored all the same."""
    pocket.page.goto(f"{pocket.url}/app/#/health")
    expect(pocket.page.get_by_text("Lagringen är inte skyddad")).to_be_visible()
    pocket.tap("Skydda lagringen")
    expect(pocket.page.locator(".toast")).to_contain_text("Webbläsaren sa nej än så länge")
    expect(pocket.page.locator(".toast")).to_contain_text("Installera appen på hemskärmen")
    pocket.page.goto(f"{pocket.url}/app/#/shift")
    pocket.begin(CATEGORY)
    pocket.write(WRITTEN)
    pocket.save()


def test_a_browser_that_cannot_store(playwright: Playwright, tmp_path: Path) -> None:
    """The browser lacks the file system that the store needs: the app says what is wrong, that
    nothing was saved, what to do, and takes nothing that it could lose."""
    with founded(tmp_path / "data") as town:
        browser = Browser(playwright, tmp_path / "phone", **PHONE)
        page = browser.open(f"{town.server.url}/app/")
        _without_a_store(browser, town)
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text(
            "Den här webbläsaren kan inte förvara rapporter säkert"
        )
        expect(page.get_by_role("alert")).to_contain_text("Inget har sparats.")
        expect(page.locator("textarea, input")).to_have_count(0)
        browser.close()


def test_a_browser_that_forgets_everything(
    playwright: Playwright, tmp_path: Path, rounds: Rounds
) -> None:
    """The browser throws away all that the app has stored, as one that is short of room may:
    *Telefonhälsa* had warned of it, the app begins as new, and after a new invitation all that
    had arrived is there again, field by field."""
    with pocketed(playwright, tmp_path) as pocket:
        pocket.report(picture(tmp_path / "photo.jpg", next(rounds.of(1, 1))), WRITTEN)
        pocket.save()
        pocket.all_arrives()
        before = {item["id"]: item["fields"] for item in pocket.store("items")}
        pocket.page.goto(f"{pocket.url}/app/#/health")
        expect(pocket.page.get_by_text("Lagringen är inte skyddad")).to_be_visible()
        _evict(pocket)
        pocket.open()
        expect(pocket.page.get_by_label("Kod från inbjudan")).to_be_visible()
        pocket.browser.kill()
        pocket.enrol(pocket.town.code_for(pocket.town.walker))
        assert {item["id"]: item["fields"] for item in pocket.store("items")} == before
        pocket.show_reports()
        expect(pocket.reports("received")).to_have_count(1)


def test_two_tabs(pocket: Pocket) -> None:
    """Two tabs: the second says that the first has the store and can take over; then the first
    says so, and what was being written in it is there in the second."""
    pocket.page.goto(f"{pocket.url}/app/#/shift")
    pocket.begin(CATEGORY)
    pocket.page.locator(NOTE).press_sequentially(WRITTEN)
    first, context = pocket.page, pocket.browser.context
    assert context
    second = context.new_page()
    second.goto(f"{pocket.url}/app/")
    expect(second.get_by_text("Appen är redan öppen i en annan flik")).to_be_visible()
    second.get_by_role("button", name="Fortsätt här").click()
    expect(second.locator(NOTE)).to_have_value(WRITTEN)
    expect(first.get_by_text("Appen är redan öppen i en annan flik")).to_be_visible()
    first.get_by_role("button", name="Fortsätt här").click()
    expect(first.locator(NOTE)).to_have_value(WRITTEN)
    second.close()


def _without_a_store(browser: Browser, town: Municipality) -> None:
    """Whatever script starts, in a page or a worker, finds no file system."""
    assert browser.context
    browser.context.route(
        "**/dist/store-*.js",
        lambda route: route.fulfill(
            content_type="text/javascript",
            body=f"{NO_STORE};{route.fetch().text()}",
        ),
    )
    browser.context.add_init_script(NO_STORE)
    assert town


def _evict(pocket: Pocket) -> None:
    pocket.page.goto("about:blank")
    context = pocket.browser.context
    assert context
    session = context.new_cdp_session(pocket.page)
    session.send("Storage.clearDataForOrigin", {"origin": pocket.url, "storageTypes": "all"})
    pocket.browser.kill()
