"""Everything at once: phones that write and send, a desk that decides, a node that follows."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from random import Random
from typing import Any

import requests

from fieldapp.domain.people import Authority, Role
from sync.client import Client
from sync.outcome import SyncError
from sync.phone import Phone
from tests.faults import scene
from tests.faults.desk import Desk
from tests.faults.history import History
from tests.faults.node import Node

LARGEST_PICTURE = 1300
"""In kB: three pieces."""


class Watching(Client):
    """Remembers how much of each upload it was told is safe."""

    safe: dict[str, int]

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        answer = super().call(method, path, **options)
        if method == "PATCH":
            self.safe[path] = int(answer.headers["Upload-Offset"])
        return answer

    def check_uploads(self) -> None:
        """No upload that goes on is behind what was promised."""
        for path, promised in self.safe.items():
            with suppress(SyncError):
                told = super().call("HEAD", path, headers={"Tus-Resumable": "1.0.0"})
                assert int(told.headers["Upload-Offset"]) >= promised


class Load:
    """Threads that work against a node until they are stopped, or it is gone."""

    def __init__(self, node: Node, phones: int, dice: Random) -> None:
        self.node, self.dice = node, dice
        self.phones = [self._phone() for _ in range(phones)]
        self.phones.append(self._phone("inspector", "kommun"))
        self.desk = Desk(node.url, node.sign_in_link())
        self.follower = Client(node.url, "t" * 43, timeout=(20, 20))
        self.follower.enrol(node.invite("administrator", "kommun"), scene.make.new_id())
        self.after, self.pulls, self.followed = 0, History(), Counter[str]()
        self.sent: list[str] = []
        self.notes: dict[str, bool] = {}
        """Text, and whether the desk was told that it is saved."""
        self.faults: list[BaseException] = []
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        self._stop.clear()
        works = [partial(self._carry, phone, self._dice()) for phone in self.phones]
        works += [partial(self._review, self._dice()), self._follow]
        self._threads = [threading.Thread(target=self._until_stopped, args=(w,)) for w in works]
        for thread in self._threads:
            thread.start()

    def wait(self, seconds: float) -> None:
        """So long, or until something goes wrong that no fault explains."""
        self._stop.wait(seconds)

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()
        if self.faults:
            raise self.faults[0]

    def settle(self) -> None:
        """Has everybody finish what they have begun."""
        for phone in self.phones:
            while not (outcome := phone.sync()).complete:
                assert outcome.error is None, outcome.error
        self._follow()

    def check_desk(self) -> None:
        """A saved note is there once; one without an answer, once at most."""
        stored = [change for change in self.node.stored() if change.kind == "note"]
        counts = Counter(change.fields["text"] for change in stored)
        for text, saved in self.notes.items():
            assert saved <= counts[text] <= 1, f"{text}: {counts[text]}, told {saved}"
        assert counts.keys() <= self.notes.keys()

    def _phone(self, role: Role = "walker", authority: Authority = "forening") -> Phone:
        client = Watching(self.node.url, timeout=(20, 20))
        client.safe = {}
        phone = Phone(client)
        phone.enrol(self.node.invite(role, authority))
        return phone

    def _until_stopped(self, work: Callable[[], None]) -> None:
        try:
            while not self._stop.is_set():
                work()
        except (SyncError, requests.RequestException):
            return  # the node is gone
        except BaseException as error:
            self.faults.append(error)
            self._stop.set()

    def _carry(self, phone: Phone, dice: Random) -> None:
        report = scene.report(phone, dice)
        if dice.random() < 0.5:
            scene.photograph(phone, report, scene.picture(dice, dice.randrange(LARGEST_PICTURE)))
        if dice.random() < 0.3:
            scene.correct(phone, report, dice)
        outcome = phone.sync()
        if outcome.error:
            raise outcome.error
        self.sent.append(report)

    def _review(self, dice: Random) -> None:
        if not self.sent:
            return
        report, text = dice.choice(self.sent), f"Sedd {dice.randrange(10**9)}"
        self.notes[text] = False
        self.notes[text] = self.desk.note(report, text)
        self.desk.accept(report)

    def _follow(self) -> None:
        page = self.follower.log(self.after)
        self.pulls.pulled(self.after, page["next"], [row["seq"] for row in page["changes"]])
        self.followed.update(row["id"] for row in page["changes"])
        self.after = page["next"]

    def _dice(self) -> Random:
        return Random(self.dice.random())
