"""One report and one photo that the server cannot take, among many that wait."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.faults.conftest import LONG
from tests.faults.pocket import Pocket, check_server, pocketed, serve
from tests.sync.portal import Between, cut_request

pytestmark = [pytest.mark.journey, pytest.mark.slow]

REPORTS, PHOTOS = (200, 300) if LONG else (30, 10)
TOO_LONG = 1500
"""A note may have 1000 characters; this came from an app that did not count."""
MANY = """async ([reports, photos, poisoned]) => {
  const zone = 'Europe/Stockholm'
  const now = () => ({ at: new Date().toISOString().replace('Z', '+00:00'), offset: 0, zone })
  const image = async (number) => {
    const canvas = new OffscreenCanvas(64, 48)
    const context = canvas.getContext('2d')
    context.fillStyle = `rgb(${number % 256} ${40 * Math.floor(number / 256)} 90)`
    context.fillRect(0, 0, 64, 48)
    context.fillStyle = 'white'
    context.fillRect(number % 60, number % 44, 4, 4)
    return canvas.convertToBlob()
  }
  const ids = []
  for (let number = 0; number < reports; number++) {
    const note = number === poisoned.at ? 'x'.repeat(poisoned.length) : `Lykta ${number}`
    const fields = { category: 'OB19', happened_at: now(), note }
    const { id } = await store('create', 'observation', fields)
    for (let photo = number; photo < photos; photo += reports) {
      await store('addPhoto', id, await image(photo), { taken_at: now(), position: null })
    }
    ids.push((await store('submit', id, { no_person_in_photo: true })).id)
  }
  return ids
}"""


def test_one_report_and_one_photo_that_cannot_be_taken(
    playwright: Playwright, tmp_path: Path
) -> None:
    """Among many reports and photos that wait, one report has a value that the server cannot
    take and one photo is damaged on every way there: all the others arrive, the two stand under
    *Behöver dig* with their causes, are corrected and sent again, and arrive."""
    poisoned = {"at": REPORTS // 2, "length": TOO_LONG}
    with pocketed(playwright, tmp_path) as pocket:
        pocket.on_api(cut_request)
        ids = pocket.page.evaluate(MANY, [REPORTS, PHOTOS, poisoned])
        photos = _photos(pocket)
        assert len(photos) == PHOTOS
        damaged = next(iter(pocket.store("record", ids[3])["fields"].keys() & photos))
        pocket.on_api(Damaging(damaged.removeprefix("photos/")))
        pocket.send_now()
        pocket.show_reports()
        ill = pocket.reports("needs_you")
        expect(pocket.reports("received")).to_have_count(REPORTS - 2, timeout=180_000)
        expect(ill).to_have_count(2)
        expect(pocket.reports("waiting")).to_have_count(0)
        assert _arrived(pocket) == set(ids) - {ids[poisoned["at"]]}
        _correct(pocket, ids[poisoned["at"]])
        pocket.fair()
        pocket.all_arrives()
        pocket.show_reports()
        expect(ill).to_have_count(0)
        assert _arrived(pocket) == set(ids)
        digests = {name.removeprefix("photos/") for name in photos}
        # What could not be taken is kept for the desk, beside its correction.
        check_server(pocket.town, digests, set_aside=1)


class Damaging:
    """A proxy that flips a bit of one photo whenever it passes."""

    def __init__(self, sha256: str) -> None:
        self.marked = b64encode(sha256.encode()).decode()

    def __call__(self, between: Between) -> None:
        if self.marked in (between.headers["Upload-Metadata"] or "") and between.body:
            between.body = between.body[:-1] + bytes([between.body[-1] ^ 1])
        serve(between)


def _correct(pocket: Pocket, report: str) -> None:
    """The person follows the row to the field, which says what is wrong, and writes less."""
    row = pocket.reports("needs_you").and_(pocket.page.locator(f"[href*='{report}']"))
    expect(row).to_contain_text("1000")
    row.click()
    expect(pocket.page.locator("textarea[data-field=note]")).to_be_focused()
    pocket.write("Lyktan vid stationen är släckt.")
    pocket.page.get_by_role("button", name="Spara och skicka igen").click()
    expect(pocket.heading("Rapport")).to_be_visible()


def _photos(pocket: Pocket) -> set[str]:
    items: list[dict[str, Any]] = pocket.store("items")
    return {f"photos/{photo['sha256']}" for item in items for photo in item["photos"]}


def _arrived(pocket: Pocket) -> set[str]:
    sql = "SELECT id FROM reports WHERE kind = 'observation'"
    return {row["id"] for row in pocket.town.rows(sql)}
