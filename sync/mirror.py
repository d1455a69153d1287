"""One mirroring of two nodes: each gets what the other has, once, by whatever detours it came.

This side is given as ports (`sync.ports`); the other side is a Client whose device is enrolled as
a node. The bookmark tells where the last run stopped; without it, or with an old one, everything
is offered again and answered with `known`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

from fieldapp.domain.problems import Problem
from sync.batches import Batches
from sync.client import Client
from sync.outcome import Refused, SyncError, SyncOutcome
from sync.ports import Bookmarks, Log, Photos
from sync.protocol import MOST_CHANGES
from sync.uploads import Photo, Uploads

IN_MEMORY = 1_000_000
NOT_FOUND, NO_ENTRY = 404, (401, 403)
_LOG_ONLY = ("seq", "received_at")


@dataclass(frozen=True)
class Bookmark:
    """How far each log was passed on. A new epoch on either side starts it over."""

    ours: str = ""
    theirs: str = ""
    pushed: int = 0
    pulled: int = 0
    photos: int = 0


class Mirror:
    """One run. `run` may be repeated, stopped anywhere and aimed in a ring without harm."""

    def __init__(self, client: Client, log: Log, photos: Photos, bookmarks: Bookmarks) -> None:
        self.client, self.log, self.photos, self.bookmarks = client, log, photos, bookmarks
        self.place = Bookmark(ours=log.epoch)
        self.outcome = SyncOutcome()

    def run(self) -> SyncOutcome:
        """Text both ways first, then photos. The outcome's `error` is what stopped it."""
        kept = self.bookmarks.read()
        if kept is not None and kept.get("ours") == self.log.epoch:
            self.place = Bookmark(
                **{name: kept[name] for name in asdict(self.place) if name in kept}
            )
        try:
            self._pull()
            self._push()
            self._pull_photos()
            self._push_photos()
        except SyncError as error:
            self.outcome.error = error
        return self.outcome

    def _pull(self) -> None:
        more = True
        while more:
            page = self.client.log(self.place.pulled, MOST_CHANGES)
            if page["epoch"] != self.place.theirs:
                restored = self.place.theirs != ""
                self._keep(Bookmark(ours=self.log.epoch, theirs=page["epoch"]))
                if restored:
                    continue
            self._append(page["changes"])
            self._keep(replace(self.place, pulled=page["next"]))
            more = page["more"]

    def _append(self, rows: Sequence[Mapping[str, Any]]) -> None:
        changes = [{name: row[name] for name in row if name not in _LOG_ONLY} for row in rows]
        for status in self.log.append(changes) if changes else ():
            self.outcome.received += status == "stored"
            self.outcome.quarantined += status == "quarantined"

    def _push(self) -> None:
        batches, seq, held_back = Batches(self.client), self.place.pushed, False
        while rows := self.log.since(seq, MOST_CHANGES):
            results = batches.send([change for _, change in rows])
            try:
                for (seq, _), (_, result) in zip(rows, results, strict=True):
                    self.outcome.count(result["status"])
                    # A change the other node would not even read is offered at every run.
                    held_back = held_back or result["status"] == "refused"
                    if not held_back:
                        self.place = replace(self.place, pushed=seq)
            finally:
                self._keep(self.place)

    def _push_photos(self) -> None:
        uploads = Uploads(self.client)
        while photos := self.photos.since(self.place.photos, MOST_CHANGES):
            for seq, photo in photos:
                with self.photos.open(photo.sha256) as original:
                    self._send_photo(uploads, photo, original)
                self._keep(replace(self.place, photos=seq))

    def _send_photo(self, uploads: Uploads, photo: Photo, original: BinaryIO) -> None:
        try:
            uploads.send(photo, original)
            self.outcome.photos_sent += 1
        except Refused as error:
            if error.call.status in NO_ENTRY:
                raise
            self.outcome.photos_left += 1

    def _pull_photos(self) -> None:
        for sha256 in list(self.photos.wanted()):
            if self._pull_photo(sha256):
                self.outcome.photos_received += 1
            else:
                self.outcome.photos_left += 1

    def _pull_photo(self, sha256: str) -> bool:
        """Whether the other node had it whole, and it is a photo."""
        with SpooledTemporaryFile(IN_MEMORY) as file:
            original = cast(BinaryIO, file)
            try:
                media_type = self.client.photo(sha256, original)
                if _digest(original) != sha256:
                    return False
                self.photos.keep(sha256, media_type, original)
            except Problem:
                return False
            except Refused as error:
                if error.call.status != NOT_FOUND:
                    raise
                return False
        return True

    def _keep(self, place: Bookmark) -> None:
        self.place = place
        self.bookmarks.write(asdict(place))


def _digest(original: BinaryIO) -> str:
    """SHA-256 in hex; leaves the file at its start."""
    original.seek(0)
    digest = hashlib.sha256()
    while piece := original.read(IN_MEMORY):
        digest.update(piece)
    original.seek(0)
    return digest.hexdigest()
