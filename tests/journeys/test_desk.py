"""The desk in a coordinator's browser, and what the other roles are let into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests import make
from tests.journeys.browser import PHONE, Browser
from tests.journeys.conftest import Municipality, at_desk
from tests.journeys.coordinator import Coordinator
from tests.journeys.walker import Walker

pytestmark = pytest.mark.journey

WALKER = "Nattvandrare 1"
SOON = 20_000


@pytest.fixture(scope="module")
def visitor(
    busy_town: Municipality, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Coordinator]:
    """A browser at the demo's desk, in which one after the other signs in."""
    with at_desk(busy_town, playwright, tmp_path_factory.mktemp("visitor")) as visitor:
        visitor.arrive()
        yield visitor


def as_coordinator(visitor: Coordinator) -> Page:
    return _as(visitor, "samordnare")


def _as(visitor: Coordinator, username: str) -> Page:
    visitor.leave()
    visitor.enter(username, f"nattuggla-{username}")
    expect(visitor.page.get_by_role("button", name="Logga ut")).to_be_visible()
    return visitor.page


def test_a_wrong_password_opens_nothing(visitor: Coordinator) -> None:
    visitor.leave()
    visitor.enter("samordnare", "gissning")
    expect(visitor.page.get_by_role("alert")).to_be_visible()
    visitor.page.goto(f"{visitor.url}/reports")
    expect(visitor.page.get_by_role("button", name="Logga in")).to_be_visible()
    visitor.enter("samordnare", "nattuggla-samordnare")
    expect(visitor.page.get_by_role("heading", name="Rapporter", level=1)).to_be_visible()


def test_a_report_is_announced_while_the_inbox_is_open(
    busy_town: Municipality, visitor: Coordinator
) -> None:
    page = as_coordinator(visitor)
    page.goto(f"{visitor.url}/reports")
    page.evaluate("window.same = true")
    database = busy_town.database()
    with database.write() as db:
        phone = make.Phone(busy_town.walker)
        sent = phone.observation(note="Nyss släckt lykta vid badplatsen.")
        make.push(db, phone, sent, now=datetime.now(UTC))
    database.close()
    news = page.get_by_role("link", name="Visa 1 ny rapport")
    expect(news).to_be_visible(timeout=SOON)
    expect(page).to_have_title(re.compile(r"^\(1\) "))
    assert page.evaluate("window.same")
    news.click()
    expect(page.locator(".report-row").filter(has_text="Nyss släckt lykta")).to_have_count(1)


def test_a_choice_of_reports_is_an_address(visitor: Coordinator) -> None:
    page = as_coordinator(visitor)
    page.goto(f"{visitor.url}/reports")
    page.get_by_label("Kategori").select_option(label="Trasig eller bristande belysning")
    page.get_by_role("button", name="Visa", exact=True).click()
    expect(page).to_have_url(re.compile("category=OB19"))
    titles = page.locator(".report-row h2")
    expect(titles.first).to_have_text("Trasig eller bristande belysning")
    found = titles.all_inner_texts()
    page.get_by_role("link", name="Granskad").click()
    expect(page).to_have_url(re.compile("(?=.*category=OB19)(?=.*state=reviewed)"))
    page.go_back()
    assert titles.all_inner_texts() == found
    page.get_by_role("link", name="Rensa").click()
    expect(page).to_have_url(re.compile("/reports$"))


def test_an_invitation_is_a_picture_a_link_and_a_code_for_one_phone(
    busy_town: Municipality, visitor: Coordinator, playwright: Playwright, tmp_path: Path
) -> None:
    page = as_coordinator(visitor)
    visitor.invite(WALKER)
    expect(page.get_by_role("timer")).to_contain_text(re.compile(r"\d"))
    code = page.locator("code.code").inner_text().strip()
    link = page.locator(".secret code").inner_text()
    assert link == f"{visitor.url}/app/#/enrol/{code.replace('-', '').replace(' ', '')}"

    for name in ("one", "other"):
        browser = Browser(playwright, tmp_path / name, **PHONE)
        phone = Walker(browser, busy_town.server.url)
        phone.open(f"/app/#/enrol/{code}")
        phone.tap("Anslut telefonen")
        if name == "one":
            expect(phone.heading("Redo för fältet")).to_be_visible()
        else:
            expect(phone.page.get_by_role("alert")).to_contain_text("redan använd")
            expect(phone.heading("Välkommen")).to_be_visible()
        browser.close()


def test_an_original_is_opened_on_request_and_that_is_noted(
    busy_town: Municipality, visitor: Coordinator
) -> None:
    [report] = busy_town.rows(
        "SELECT id FROM reports WHERE photos_arrived = 1 AND authority = 'forening' LIMIT 1"
    )
    page = as_coordinator(visitor)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{visitor.url}/reports/{report['id']}")
    page.locator(".photos a").first.click()
    expect(page.locator("img.photo")).to_be_visible()
    assert not [url for url in asked if "original" in url]
    page.get_by_text("Visa original").click()
    expect(page.get_by_text("skrivs i loggen")).to_be_visible()
    page.get_by_role("link", name="Öppna originalet").click()
    expect(page).to_have_url(re.compile("/original$"))

    page = _as(visitor, "admin")
    page.goto(f"{visitor.url}/audit")
    row = page.get_by_role("row").filter(has_text="original").first
    expect(row).to_contain_text("Samordnare kommunen")


def test_a_reader_sees_only_what_is_reviewed_and_let_out(
    busy_town: Municipality, visitor: Coordinator
) -> None:
    page = _as(visitor, "lasare")
    expect(page.get_by_role("navigation", name="Huvudmeny").get_by_role("link")).to_have_text(
        ["Rapporter"]
    )
    for state in ("submitted", "returned"):
        assert (
            not page.get_by_role("navigation", name="Läge")
            .locator(f"a[href*='state={state}']")
            .count()
        )
    seen = "authority != 'polis' AND photos_arrived > 0 LIMIT 1"
    for state, status in (("submitted", 403), ("referred", 200)):
        [row] = busy_town.rows(f"SELECT id FROM reports WHERE state = '{state}' AND {seen}")
        answer = page.goto(f"{visitor.url}/reports/{row['id']}")
        assert answer
        assert answer.status in {status, 404 if status == 403 else status}
    expect(page.locator(".photos img, .decision, textarea")).to_have_count(0)
    for closed in ("people", "devices", "quarantine", "audit"):
        answer = page.goto(f"{visitor.url}/{closed}")
        assert answer
        assert answer.status == 403


def test_another_authority_is_not_seen(busy_town: Municipality, visitor: Coordinator) -> None:
    page = as_coordinator(visitor)
    [row] = busy_town.rows("SELECT id FROM reports WHERE authority = 'polis' LIMIT 1")
    answer = page.goto(f"{visitor.url}/reports/{row['id']}")
    assert answer
    assert answer.status in {403, 404}
