"""Replies that the phone never hears, and requests that the server hears more than once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Playwright, expect

from fieldapp.domain.changes import receipt_code
from tests.faults.conftest import Rounds
from tests.faults.pocket import Pocket, check_server, picture, pocketed, serve
from tests.sync.portal import Between

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture(scope="module")
def pocket(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pocket]:
    with pocketed(playwright, tmp_path_factory.mktemp("replies")) as pocket:
        yield pocket


def test_a_reply_that_is_dropped_after_the_commit(
    pocket: Pocket, tmp_path: Path, rounds: Rounds
) -> None:
    """The n-th reply of a sending is dropped after the server committed, for text, photo and
    all else: the phone sends again, and there is one record with one receipt."""
    for dropped, dice in enumerate(rounds.of(3, 40), start=1):
        report = _report(pocket, tmp_path, dice)
        pocket.on_api(Swallowing(dropped % 6 + 1))
        pocket.store("submit", report)
        pocket.all_arrives()
        pocket.fair()
        _there_once(pocket, report)


def test_requests_replayed_twice_and_in_reverse(
    pocket: Pocket, tmp_path: Path, rounds: Rounds
) -> None:
    """Every request of a sending is replayed twice, last first: nothing changes on the server."""
    dice = next(rounds.of(1, 1))
    carried: list[Between] = []

    def keep(between: Between) -> None:
        if between.command == "POST":
            carried.append(between)
        serve(between)

    pocket.on_api(keep)
    report = _report(pocket, tmp_path, dice)
    pocket.store("submit", report)
    pocket.all_arrives()
    pocket.fair()
    before = pocket.town.rows("SELECT id, digest, receipt, seq FROM changes ORDER BY seq")
    statuses = {one.forward().status_code for one in carried[::-1] * 2}
    assert statuses <= {200, 201, 204}
    assert pocket.town.rows("SELECT id, digest, receipt, seq FROM changes ORDER BY seq") == before
    _there_once(pocket, report)


def test_two_sends_at_once(pocket: Pocket, tmp_path: Path, rounds: Rounds) -> None:
    """The person sends twice while the network doubles every request: one record, one receipt."""
    for dice in rounds.of(1, 20):
        report = _report(pocket, tmp_path, dice)
        pocket.on_api(double)
        pocket.store("submit", report)
        pocket.page.evaluate("() => Promise.all([store('sync'), store('sync')])")
        pocket.all_arrives()
        pocket.fair()
        _there_once(pocket, report)


class Swallowing:
    """The node does the n-th thing that it is asked, and nobody hears of it."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __call__(self, between: Between) -> None:
        self.number -= 1
        if self.number:
            serve(between)
        else:
            between.forward()
            between.reset()


def double(between: Between) -> None:
    """The node hears it twice at the same time."""
    with ThreadPoolExecutor(1) as other:
        other.submit(between.forward)
        serve(between)


def _report(pocket: Pocket, folder: Path, dice: Random) -> str:
    photo = picture(folder / "photo.jpg", dice)
    return pocket.report(photo, f"Lykta {dice.randrange(10**6)} är släckt.")


def _there_once(pocket: Pocket, report: str) -> None:
    """One record, one receipt that is the phone's own, its photo, nothing that waits."""
    rows = pocket.town.rows("SELECT receipt FROM reports WHERE id = ?", report)
    item = pocket.store("record", report)["item"]
    assert [row["receipt"] for row in rows] == [item["receipt"]]
    assert item["group"] == "received"
    changes = pocket.town.rows("SELECT digest, receipt FROM changes WHERE record = ?", report)
    assert all(row["receipt"] == receipt_code(row["digest"]) for row in changes)
    assert len({row["digest"] for row in changes}) == len(changes)
    photos = {photo["sha256"] for one in pocket.store("items") for photo in one["photos"]}
    check_server(pocket.town, photos)
    pocket.page.goto(f"{pocket.url}/app/#/reports/{report}")
    expect(pocket.page.locator(".receipt-code")).to_have_text(str(item["receipt"]))
