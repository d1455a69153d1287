"""Networks that lie, stay silent, come and go, or are slow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.faults.conftest import LONG, Rounds
from tests.faults.pocket import Pocket, check_server, picture, pocketed, serve
from tests.sync.portal import (
    Between,
    Trick,
    bad_gateway,
    cut_answer,
    cut_gzip,
    cut_request,
    login_page,
    swallow,
)

pytestmark = [pytest.mark.journey, pytest.mark.slow]

SECOND_GENERATION = 9_000
"""Bytes a second, of EDGE on a bad day."""
NARROW = 4_000
"""Bytes of the largest request that the proxy lets through."""


@pytest.fixture(scope="module")
def pocket(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pocket]:
    with pocketed(playwright, tmp_path_factory.mktemp("networks")) as pocket:
        yield pocket


@pytest.mark.parametrize(
    ("trick", "said"),
    [
        (login_page, "Nätet släpper inte igenom"),
        (bad_gateway, "Servern bekräftade inte"),
        (cut_gzip, "Servern bekräftade inte"),
        (cut_request, "Servern nås inte"),
    ],
)
def test_a_network_that_lies(
    pocket: Pocket, tmp_path: Path, rounds: Rounds, trick: Trick, said: str
) -> None:
    """A captive portal answers 200 with a page, a proxy 502 or half a compressed answer, or the
    connection is cut: the phone says what stands in the way and that all is kept, marks nothing
    as sent, goes on taking reports, and completes when it is over."""
    for dice in rounds.of(1, 10):
        report = pocket.report(picture(tmp_path / "photo.jpg", dice), "Mörkt vid bron.")
        pocket.on_api(trick)
        pocket.save()
        expect(pocket.send_now()).to_contain_text(said)
        expect(pocket.page.locator(".status-line")).to_contain_text("1 väntar")
        expect(pocket.page.get_by_text("ligger tryggt på telefonen")).to_be_visible()
        arrived = pocket.town.rows("SELECT 1 FROM reports WHERE id = ?", report)
        assert bool(arrived) == (trick is cut_gzip)
        another = pocket.report(picture(tmp_path / "photo.jpg", dice), "Glas på gångvägen.")
        pocket.save()
        pocket.fair()
        pocket.all_arrives()
        _arrived(pocket, report, another)


def test_a_proxy_that_takes_little(pocket: Pocket, tmp_path: Path, rounds: Rounds) -> None:
    """A proxy lets no more than a few kilobytes through and says so in a page of its own: the
    batch halves itself until it gets through, and every report arrives."""
    pocket.on_api(cut_request)
    waiting = [_long_report(pocket, number) for number in range(12)]
    refused: list[int] = []

    def narrow(between: Between) -> None:
        if between.path.startswith("/api/changes") and len(between.body) > NARROW:
            refused.append(len(between.body))
            between.answer(413, b"<h1>413 Request Entity Too Large</h1>", Content_Type="text/html")
        else:
            serve(between)

    pocket.on_api(narrow)
    pocket.all_arrives()
    assert max(refused) > 2 * NARROW
    _arrived(pocket, *waiting)
    pocket.fair()


def test_a_network_that_never_answers(pocket: Pocket, tmp_path: Path, rounds: Rounds) -> None:
    """The network accepts and never answers: the phone says that it is sending, takes another
    report meanwhile, and both arrive when the network lets go or answers."""
    dice = next(rounds.of(1, 1))
    report = pocket.report(picture(tmp_path / "photo.jpg", dice), "Mörkt vid bron.")
    mute = Mute(pocket)
    pocket.on_api(mute)
    pocket.save()
    expect(pocket.page.locator(".status-line")).to_contain_text("skickar …")
    another = pocket.report(picture(tmp_path / "photo.jpg", dice), "Glas på gångvägen.")
    pocket.save()
    if LONG:
        # The phone's own patience.
        expect(pocket.page.locator(".status-line")).not_to_contain_text("skickar", timeout=60_000)
    pocket.fair()
    mute.let_go()
    pocket.all_arrives()
    _arrived(pocket, report, another)


def test_a_network_that_comes_and_goes(pocket: Pocket, tmp_path: Path, rounds: Rounds) -> None:
    """The network flaps: every second call is cut on its way there or back, and the phone is
    told again and again that it is on or off line; text and a photo in pieces arrive."""
    for dice in rounds.of(1, 20):
        calls = count()

        def flap(between: Between, calls: Iterator[int] = calls) -> None:
            turn = next(calls)
            (serve, swallow, serve, cut_answer, serve, cut_request)[turn % 6](between)

        report = pocket.report(picture(tmp_path / "photo.jpg", dice, 900), "Mörkt vid bron.")
        pocket.on_api(flap)
        pocket.save()
        for _ in range(6):
            pocket.leaves_coverage()
            pocket.regains_coverage()
            pocket.store("sync")
        pocket.fair()
        pocket.all_arrives()
        _arrived(pocket, report)


def test_a_slow_network(pocket: Pocket, tmp_path: Path, rounds: Rounds) -> None:
    """At 2G speed the text goes first and the phone says how far the photo has come; the person
    goes on with another report."""
    for dice in rounds.of(1, 5):
        report = pocket.report(picture(tmp_path / "photo.jpg", dice), "Mörkt vid bron.")
        pocket.wire.pace = SECOND_GENERATION
        pocket.save()
        pocket.show_reports()
        waiting = pocket.reports("waiting")
        expect(waiting).to_contain_text("Texten framme, väntar på 1 bild", timeout=60_000)
        another = pocket.report(picture(tmp_path / "photo.jpg", dice), "Glas på gångvägen.")
        pocket.save()
        pocket.all_arrives()
        pocket.wire.pace = 0
        _arrived(pocket, report, another)


class Mute:
    """Takes what comes and says nothing until it is let go."""

    def __init__(self, pocket: Pocket) -> None:
        self.pocket = pocket
        pocket.portal.released.clear()

    def __call__(self, between: Between) -> None:
        between.server.released.wait()
        between.reset()

    def let_go(self) -> None:
        self.pocket.portal.released.set()


def _arrived(pocket: Pocket, *reports: str) -> None:
    for report in reports:
        rows = pocket.town.rows("SELECT receipt FROM reports WHERE id = ?", report)
        assert [row["receipt"] for row in rows] == [
            pocket.store("record", report)["item"]["receipt"]
        ]
    check_server(
        pocket.town,
        {photo["sha256"] for one in pocket.store("items") for photo in one["photos"]},
    )


def _long_report(pocket: Pocket, number: int) -> str:
    fields = {"category": "OB19", "note": f"Lykta {number}. " + "Mörkt vid bron. " * 40}
    report = pocket.store("create", "observation", fields)["id"]
    return str(pocket.store("submit", report)["id"])
