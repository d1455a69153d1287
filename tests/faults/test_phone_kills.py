"""The phone's browser killed at any moment of an errand, by SIGKILL."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from random import Random
from threading import Timer
from time import time
from typing import Any

import pytest
from playwright.sync_api import Error, Playwright, expect

from tests.faults.conftest import Rounds
from tests.faults.pocket import CATEGORY, Pocket, check_server, picture, pocketed

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PHASES = {"record": 1.0, "type": 1.5, "photo": 1.0, "save": 0.4, "send": 1.0}
"""What a person does in turn, and about how many seconds it takes."""
OLD_MS = 300
WAY = {
    "/shift": "/new|/observation/.*|/reports",
    "/new": "/observation/.*",
    "/observation": "/shift|/reports",
}
"""Where the person goes from each screen: on a busy machine the last steps may go unheard."""
AT_THE_PASS = "async () => await store('screen') === '/shift'"


class Errand:
    """One observation with words and a photo, cut short at some moment."""

    def __init__(self, pocket: Pocket, dice: Random) -> None:
        self.pocket = pocket
        self.phase = dice.choice(list(PHASES))
        self.words = f"Lykta {dice.randrange(10**6)} är släckt, gångvägen ligger i mörker."
        self.typed: list[tuple[float, str]] = []
        self.promised = ""
        self.digests: set[str] = set()
        self.records: set[str] = set()
        self.submitted = False
        self.screens = {"/shift"}
        """The last that the store promised to remember, and those after it."""
        self.killed_at = 0.0
        self.timer = Timer(dice.uniform(0, PHASES[self.phase]), self._strike)
        pocket.told = self.hear

    def run(self, photo: Path) -> None:
        """Up to the kill, wherever it comes."""
        try:
            self._begin("record")
            self.pocket.begin(CATEGORY)
            self._begin("type")
            field = self.pocket.page.locator("textarea[data-field=note]")
            field.press_sequentially(self.words, delay=25)
            self._begin("photo")
            self.pocket.attach([photo])
            self._begin("save")
            self.pocket.save()
            self._begin("send")
            self.pocket.show_reports()
            expect(self.pocket.reports("waiting")).to_have_count(0)
        except (Error, AssertionError):
            # The screen dies with its browser.
            if not self.killed_at:
                raise
        self.timer.join()
        self.pocket.told = lambda news: None
        self.pocket.browser.kill()

    def _begin(self, phase: str) -> None:
        if phase == self.phase:
            self.timer.start()

    def hear(self, news: dict[str, Any]) -> None:
        if not self.killed_at:
            self._note(**news)

    def _note(
        self, what: str, at: float, record: str = "", fields: Any = None, text: str = ""
    ) -> None:
        if what == "typed":
            self.typed.append((at, text))
        if what == "shown":
            self.promised = max(self.promised, text, key=len)
        if what in ("create", "edit", "addPhoto", "submit") and (fields or {}).get("category"):
            self.records.add(record)
            self.promised = max(self.promised, fields.get("note") or "", key=len)
            self.digests |= _digests(fields)
            self.submitted |= what == "submit"
        if what == "going":
            self.screens.add(record)
        if what == "rememberScreen":
            self.screens = {record}

    def _strike(self) -> None:
        self.killed_at = time() * 1000
        self.pocket.browser.strike()

    def check(self) -> None:
        """What was old enough or promised is there, and so is the screen."""
        for record in self.records:
            fields = self.pocket.store("record", record)["fields"]
            assert (fields.get("note") or "").startswith(self.old_enough)
            assert (fields.get("note") or "").startswith(self.promised)
            assert self.digests <= _photos(self.pocket, record)
            assert not self.submitted or fields["submitted_at"]
        for sha256 in self.digests:
            assert self.pocket.digest(sha256) == sha256

    @property
    def old_enough(self) -> str:
        old = [text for at, text in self.typed if at <= self.killed_at - OLD_MS]
        return old[-1] if old else ""

    def check_screen(self) -> None:
        expect(self.pocket.page.locator(".status-line")).to_contain_text("Sparat")
        self.pocket.page.wait_for_url("**/#/**")
        screen = self.pocket.page.url.partition("#")[2]
        ways = [WAY.get("/".join(last.split("/")[:2]), last) for last in self.screens]
        assert screen in self.screens or any(re.fullmatch(way, screen) for way in ways)


def test_the_browser_killed_at_any_moment(
    playwright: Playwright, tmp_path: Path, rounds: Rounds
) -> None:
    """The phone's browser is killed at any moment of recording, typing, photographing, saving and
    sending: nothing that was shown as saved, and no text older than 300 ms, is lost; the app
    opens where the person was."""
    digests: set[str] = set()
    with pocketed(playwright, tmp_path) as pocket:
        for dice in rounds.of(30, 500):
            errand = Errand(pocket, dice)
            errand.run(picture(tmp_path / "photo.jpg", dice))
            pocket.open()
            errand.check_screen()
            errand.check()
            digests |= errand.digests
            pocket.page.goto(f"{pocket.url}/app/#/shift")
            pocket.page.wait_for_function(AT_THE_PASS)
        _send_drafts(pocket)
        pocket.all_arrives()
        ids = {item["id"] for item in pocket.store("items")}
        rows = pocket.town.rows("SELECT id FROM reports")
        assert sorted(row["id"] for row in rows) == sorted(ids)
        # A photo may be safe before the screen that dies could tell.
        held = {sha256 for record in ids for sha256 in _photos(pocket, record)}
        assert digests <= held
        check_server(pocket.town, held)


def _photos(pocket: Pocket, record: str) -> set[str]:
    return _digests(pocket.store("record", record)["fields"])


def _digests(fields: Iterable[str]) -> set[str]:
    return {name[7:] for name in fields if name.startswith("photos/")}


def _send_drafts(pocket: Pocket) -> None:
    """What was cut short is sent as it is."""
    for item in pocket.store("items"):
        if item["group"] == "draft" and item["kind"] == "observation":
            pocket.store("submit", item["id"], {"no_person_in_photo": True})
