"""The app is updated: a new service worker, and a schema that is two versions on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest
from playwright.sync_api import Error, Page, Playwright, expect

from tests.faults.conftest import Rounds
from tests.faults.pocket import CATEGORY, Pocket, check_server, picture, pocketed
from tests.faults.versions import Version, build_next, shipped
from tests.journeys.test_store import START
from tests.sync.portal import cut_request

pytestmark = [pytest.mark.journey, pytest.mark.slow]

NOTE = "textarea[data-field=note]"
WRITTEN = "Skrivet medan appen uppdaterades."
BARE = "/app/manifest.webmanifest"
LOOK = """async () => {
  const registration = await navigator.serviceWorker.getRegistration('/app/')
  await registration.update()
  const worker = registration.installing ?? registration.waiting
  while (worker.state !== 'installed') {
    await new Promise((resolve) => (worker.onstatechange = resolve))
  }
}"""
LOADED = """() => performance.getEntriesByType('resource')
  .map(({ name }) => new URL(name).pathname).filter((path) => path.includes('/dist/'))"""
TRY = "(args) => call(...args).then((result) => result, (error) => error.message)"
SECONDS = 1.5
"""About as long as opening and all steps take."""


@pytest.fixture(scope="module")
def following(tmp_path_factory: pytest.TempPathFactory) -> Version:
    return build_next(tmp_path_factory.mktemp("versions") / "next")


@pytest.fixture
def pocket(playwright: Playwright, tmp_path: Path) -> Iterator[Pocket]:
    with pocketed(playwright, tmp_path) as pocket:
        yield pocket


def test_an_update_in_the_middle_of_a_form(
    pocket: Pocket, following: Version, tmp_path: Path, rounds: Rounds
) -> None:
    """A new version comes with reports that wait and a form open: the form stays and the old
    version with it, until the person lets the new one in; then, without any network, draft and
    outbox are there, no file is of another version, and all arrives."""
    dice = next(rounds.of(1, 1))
    pocket.on_api(cut_request)
    report = pocket.report(picture(tmp_path / "photo.jpg", dice), "Mörkt vid bron.")
    pocket.save()
    pocket.begin(CATEGORY)
    draft = pocket.page.url
    pocket.page.locator(NOTE).press_sequentially(WRITTEN)
    offer(pocket, following)
    pocket.page.evaluate(LOOK)
    expect(pocket.page.locator(NOTE)).to_have_value(WRITTEN)
    assert pocket.store("status")["appVersion"] == shipped().name

    pocket.page.goto(f"{pocket.url}/app/#/more")
    pocket.portal.always = cut_request
    pocket.tap("Uppdatera nu")
    expect(pocket.page.get_by_text(f"Fältappen {following.name}")).to_be_visible()
    pocket.page.goto(draft)
    expect(pocket.page.locator(NOTE)).to_have_value(WRITTEN)
    pocket.reopen()
    expect(pocket.page.locator(NOTE)).to_have_value(WRITTEN)
    loaded = pocket.page.evaluate(LOADED)
    assert loaded
    assert {path.partition("/dist/")[2] for path in loaded} <= set(following.files.values())

    pocket.save()
    pocket.portal.always = following
    pocket.all_arrives()
    photos = {photo["sha256"] for one in pocket.store("items") for photo in one["photos"]}
    check_server(pocket.town, photos)
    assert pocket.town.rows("SELECT 1 FROM reports WHERE id = ?", report)


def test_a_migration_killed_in_the_middle(
    pocket: Pocket, following: Version, tmp_path: Path, rounds: Rounds
) -> None:
    """The browser is killed at any moment while the new version changes the schema: what is
    there is the old schema or the new one with every report in it; the version before says that
    it must be updated, and changes nothing."""
    report = pocket.report(picture(tmp_path / "photo.jpg", next(rounds.of(1, 1))), WRITTEN)
    pocket.browser.kill()
    pocket.portal.always = following
    told = set()
    for dice in rounds.of(3, 40):
        page = bare(pocket, following)
        killer = Timer(dice.uniform(0, SECONDS), pocket.browser.strike)
        killer.start()
        try:
            page.evaluate(TRY, ["open"])
        except Error:
            told.add("killed while opening")
        killer.join()
        pocket.browser.kill()
    page = bare(pocket, following)
    record = page.evaluate(TRY, ["record", report])
    assert record["fields"]["note"] == WRITTEN
    assert len(record["item"]["photos"]) == 1
    pocket.browser.kill()
    pocket.portal.always = shipped()
    assert bare(pocket, shipped()).evaluate(TRY, ["open"]) == "storage-newer"


def offer(pocket: Pocket, version: Version) -> None:
    """The server has the new version; calls still do not come through."""
    pocket.portal.always = lambda between: (
        cut_request(between) if between.path.startswith("/api/") else version(between)
    )


def bare(pocket: Pocket, version: Version) -> Page:
    """The app's origin with nothing of the app on it but this version's store."""
    page = pocket.open(BARE)
    page.evaluate(START, version.store)
    return page
