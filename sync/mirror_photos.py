"""The photos of a mirroring: those that the other side wants, and those that this side does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from fieldapp.domain.problems import Problem
from sync.client import Client
from sync.outcome import Refused, SyncOutcome
from sync.ports import Photos
from sync.uploads import Photo, Uploads

IN_MEMORY = 1_000_000
NOT_FOUND, NO_ENTRY = 404, (401, 403)
_NO_FAULT_OF_ITS = ("busy", "disk-full")


class PhotoMirror:
    """One run's photos. What cannot be had or given is counted and tried again by the next run."""

    def __init__(self, client: Client, photos: Photos, outcome: SyncOutcome) -> None:
        self.client, self.photos, self.outcome = client, photos, outcome
        self._uploads = Uploads(client)

    def pull(self) -> None:
        """Fetches what this side's reports speak of and it does not hold."""
        for sha256 in list(self.photos.wanted()):
            if self._pull(sha256):
                self.outcome.photos_received += 1
            else:
                self.outcome.photos_left += 1

    def offer(self, photos: Iterable[Photo]) -> None:
        """Sends those that the other side lacks."""
        for photo in photos:
            try:
                with self.photos.open(photo.sha256) as original:
                    self.outcome.photos_sent += self._uploads.send(photo, original)
            except FileNotFoundError:
                self.outcome.photos_left += 1
            except Refused as error:
                if error.call.status in NO_ENTRY:
                    raise
                self.outcome.photos_left += 1

    def _pull(self, sha256: str) -> bool:
        """Whether the other node had it whole, and it is a photo."""
        with SpooledTemporaryFile(IN_MEMORY) as file:
            original = cast(BinaryIO, file)
            try:
                media_type = self.client.photo(sha256, original)
                if _digest(original) != sha256:
                    return False
                self.photos.keep(sha256, media_type, original)
            except Problem as problem:
                if problem.name in _NO_FAULT_OF_ITS:
                    raise
                return False
            except Refused as error:
                if error.call.status != NOT_FOUND:
                    raise
                return False
        return True


def _digest(original: BinaryIO) -> str:
    """SHA-256 in hex; leaves the file at its start."""
    original.seek(0)
    digest = hashlib.sha256()
    while piece := original.read(IN_MEMORY):
        digest.update(piece)
    original.seek(0)
    return digest.hexdigest()
