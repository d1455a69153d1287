"""One mirroring of two nodes: each gets, once, what the other has and may give, by any detours.

This side is given as ports (`sync.ports`); the other side is a Client whose device is enrolled as
a node. The bookmark tells where the last run stopped; without it, or with an old one, everything
is offered again and answered with `known`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sync.batches import MOST_BYTES, Batches
from sync.client import Client
from sync.mirror_photos import PhotoMirror
from sync.outcome import Refused, SyncError, SyncOutcome
from sync.ports import Bookmarks, Log, Photos
from sync.protocol import MOST_CHANGES

NOT_FOUND = 404
_LOG_ONLY = ("seq", "received_at")


@dataclass(frozen=True)
class Bookmark:
    """How far each log was passed on. A new epoch on either side, or another scope of what may be
    passed on, starts it over.

    `pushed` and `photos` are places in what is here, `pulled` in the log there; `told` is up to
    where the log's photos were offered; `aside_*` are marks of what was set aside here and there.
    """

    ours: str = ""
    theirs: str = ""
    given: str = ""
    got: str = ""
    pushed: int = 0
    pulled: int = 0
    photos: int = 0
    told: int = 0
    aside_here: str = ""
    aside_there: str = ""


class Mirror:
    """One run. `run` may be repeated, stopped anywhere and aimed in a ring without harm."""

    def __init__(self, client: Client, log: Log, photos: Photos, bookmarks: Bookmarks) -> None:
        self.client, self.log, self.photos, self.bookmarks = client, log, photos, bookmarks
        self.place = Bookmark(ours=log.epoch, given=log.scope)
        self.outcome = SyncOutcome()
        self._written: Bookmark | None = None

    def run(self) -> SyncOutcome:
        """Text both ways first, then photos, then what was set aside.

        The outcome's `error` is what stopped it.
        """
        self.place = self._kept() or self.place
        photos = PhotoMirror(self.client, self.photos, self.outcome)
        try:
            self._pull()
            self._push()
            photos.pull()
            self._push_photos(photos)
            self._exchange_aside()
        except SyncError as error:
            self.outcome.error = error
        self.outcome.waiting = self.log.waiting(self.place.pushed)
        self.outcome.photos_waiting = self.photos.waiting(self.place.photos)
        return self.outcome

    def _kept(self) -> Bookmark | None:
        kept = self.bookmarks.read() or {}
        if (kept.get("ours"), kept.get("given")) != (self.place.ours, self.place.given):
            return None
        return Bookmark(**{name: kept[name] for name in asdict(self.place) if name in kept})

    def _pull(self) -> None:
        more = True
        while more:
            page = self.client.log(self.place.pulled, MOST_CHANGES)
            theirs, got = page["epoch"], " ".join(sorted(page["authorities"]))
            if (theirs, got) != (self.place.theirs, self.place.got):
                is_first = self.place.pulled == 0
                fresh = Bookmark(ours=self.place.ours, given=self.place.given)
                self._keep(replace(fresh, theirs=theirs, got=got))
                if not is_first:
                    continue
            self._append(page["changes"], page["people"])
            self._keep(replace(self.place, pulled=page["next"]))
            more = page["more"]

    def _append(
        self, rows: Sequence[Mapping[str, Any]], people: Sequence[Mapping[str, Any]]
    ) -> None:
        changes = [{name: row[name] for name in row if name not in _LOG_ONLY} for row in rows]
        for status in self.log.append(changes, people) if changes else ():
            self.outcome.received += status == "stored"
            self.outcome.quarantined += status == "quarantined"

    def _push(self) -> None:
        batches = Batches(self.client, people=self.log.people)
        seq, more, held_back = self.place.pushed, True, False
        while more:
            rows, seq, more = self.log.since(seq, MOST_CHANGES)
            results = batches.send([change for _, change in rows])
            try:
                for (done, _), (_, result) in zip(rows, results, strict=True):
                    self._count(result["status"])
                    # A change the other node would not even read is offered at every run.
                    held_back = held_back or result["status"] == "refused"
                    if not held_back:
                        self.place = replace(self.place, pushed=max(self.place.pushed, done))
                if not held_back:
                    self.place = replace(self.place, pushed=seq)
            finally:
                self._keep(self.place)

    def _count(self, status: str) -> None:
        if status == "quarantined":
            self.outcome.quarantined_there += 1
        else:
            self.outcome.count(status)

    def _exchange_aside(self) -> None:
        """What either has set aside is told with its reason, and not judged anew."""
        try:
            there = self.client.set_aside(self.place.aside_there)
        except Refused as error:
            if error.call.status == NOT_FOUND:  # an older node
                return
            raise
        if there["set_aside"]:
            self.outcome.told += self.log.keep_aside(there["set_aside"], there["people"])
        self._keep(replace(self.place, aside_there=there["mark"]))
        here = self.log.set_aside()
        if here.mark != self.place.aside_here:
            for some in _portions(here.changes):
                self.client.tell_set_aside(some, here.people)
            self._keep(replace(self.place, aside_here=here.mark))

    def _push_photos(self, photos: PhotoMirror) -> None:
        end, left = self.log.end, self.outcome.photos_left
        photos.offer(self.photos.spoken_of(self.place.photos, self.place.told))
        while some := self.photos.since(self.place.photos, MOST_CHANGES):
            for seq, photo in some:
                photos.offer([photo])
                self._keep(replace(self.place, photos=seq))
        if self.outcome.photos_left == left:
            self._keep(replace(self.place, told=end))

    def _keep(self, place: Bookmark) -> None:
        if place != self._written:
            self.bookmarks.write(asdict(place))
        self.place = self._written = place


def _portions(changes: Sequence[Mapping[str, Any]]) -> Iterator[Sequence[Mapping[str, Any]]]:
    """In order, each as large as gets through."""
    some: list[Mapping[str, Any]] = []
    room = MOST_BYTES
    for change in changes:
        size = len(json.dumps(change))
        if some and size > room:
            yield some
            some, room = [], MOST_BYTES
        some.append(change)
        room -= size
    if some:
        yield some
