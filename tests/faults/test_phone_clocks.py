"""Phones whose clocks are wrong, and the night when all clocks change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.faults.pocket import Pocket, pocketed, serve
from tests.sync.portal import Between, cut_request

pytestmark = [pytest.mark.journey, pytest.mark.slow]

CLOCK = """{
  const now = Date.now
  const channel = new BroadcastChannel('the clock of this phone')
  let shift = 0
  Date.now = () => now() + shift
  if (self.document) self.turnClock = (by) => new Promise((resolve) => {
    shift = by
    channel.onmessage = resolve
    channel.postMessage(by)
  })
  else channel.onmessage = ({ data }) => channel.postMessage((shift = data))
}"""
AUTUMN = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
"""Half past two in Stockholm, for the first time that night."""
CATEGORY = "Plats som någon berättat känns otrygg"
CLOSE = timedelta(minutes=5)


@pytest.fixture(scope="module")
def pocket(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pocket]:
    def prepare(between: Between) -> None:
        """The store's script with a clock before it that can be turned."""
        if "/dist/store-" not in between.path:
            return serve(between)
        script = f"{CLOCK}\n{between.forward().text}".encode()
        return between.answer(200, script, Content_Type="text/javascript")

    folder = tmp_path_factory.mktemp("clocks")
    with pocketed(playwright, folder, [CLOCK], prepare) as pocket:
        yield pocket


def test_a_clock_three_hours_wrong_that_is_set_right(pocket: Pocket) -> None:
    """The phone's clock is three hours ahead, and set right in between, out of reach of the
    server: *Telefonhälsa* says so, the server has the true times, and what was written last is
    last."""
    _turn(pocket, timedelta(hours=3))
    pocket.all_arrives()
    expect(pocket.page.get_by_text("180 min före servern. Tiderna rättas")).to_be_visible()
    first = _observe(pocket)
    pocket.all_arrives()
    pocket.on_api(cut_request)
    _turn(pocket, timedelta(0))
    second = _observe(pocket)
    pocket.page.goto(f"{pocket.url}/app/#/health")
    expect(pocket.page.get_by_text("Går rätt")).to_be_visible()
    pocket.fair()
    pocket.all_arrives()
    for report in (first, second):
        assert abs(_happened(pocket, report) - datetime.now(UTC)) < CLOSE
    rows = pocket.town.rows("SELECT record FROM changes ORDER BY at")
    assert [row["record"] for row in rows][-2:] == [first, second]


def test_the_night_the_clocks_change(pocket: Pocket) -> None:
    """Two reports on the night when the clock is put back, both at 02:30: each is shown and
    stored with its own offset from UTC, an hour apart and in their order."""
    pocket.on_api(cut_request)
    _turn(pocket, AUTUMN - datetime.now(UTC))
    first = _observe(pocket)
    _turn(pocket, AUTUMN - datetime.now(UTC) + timedelta(hours=1))
    second = _observe(pocket)
    for report, offset in ((first, "+02:00"), (second, "+01:00")):
        at = pocket.store("record", report)["fields"]["happened_at"]["at"]
        assert at.startswith("2026-10-25T02:3")
        assert at.endswith(offset)
    pocket.show_reports()
    for row in pocket.reports("waiting").filter(has_text="02:3").all():
        expect(row).to_be_visible()
    expect(pocket.reports("waiting").filter(has_text="02:3")).to_have_count(2)
    _turn(pocket, timedelta(0))
    pocket.fair()
    pocket.all_arrives()
    apart = _happened(pocket, second) - _happened(pocket, first)
    assert abs(apart - timedelta(hours=1)) < CLOSE
    assert abs(_happened(pocket, first) - AUTUMN) < CLOSE


def _turn(pocket: Pocket, by: timedelta) -> None:
    pocket.page.evaluate("(by) => turnClock(by).then(() => 0)", round(by.total_seconds() * 1000))


def _observe(pocket: Pocket) -> str:
    """The three taps; the report's id."""
    page = pocket.page
    page.goto(f"{pocket.url}/app/#/shift")
    page.get_by_role("link", name="Ny observation").click()
    page.get_by_title(CATEGORY, exact=True).click()
    page.wait_for_url("**/observation/*")
    report = page.url.rpartition("/")[2]
    page.get_by_role("button", name="Spara", exact=True).click()
    page.wait_for_url("**/#/shift")
    return report


def _happened(pocket: Pocket, report: str) -> datetime:
    """The true time that the server has."""
    row: dict[str, Any] = pocket.town.rows("SELECT happened_at FROM reports WHERE id = ?", report)[
        0
    ]
    return datetime.fromisoformat(row["happened_at"])
