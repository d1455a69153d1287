"""This node's log and photos as a mirror asks for them (`sync.ports`)."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

from fieldapp import imaging
from fieldapp.cli import node
from fieldapp.domain import policy
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.clock import format_time
from fieldapp.domain.people import Authority, Person, Sender
from fieldapp.storage import authors, changes, disk, originals, photos, quarantine, shares
from fieldapp.storage.database import Database
from fieldapp.storage.photos import Photo as Kept
from sync.ports import Aside, Stretch
from sync.uploads import Photo

Json = Mapping[str, Any]


class NodeLog:
    """The log. What comes from the other node is judged as a push by a node is.

    `works_for`: the authorities that the other node works for.
    """

    def __init__(
        self,
        database: Database,
        catalog: Catalog,
        device: str,
        works_for: Collection[Authority],
    ) -> None:
        self._database, self._catalog = database, catalog
        self._whose = policy.node_sees(works_for)
        own = Person(database.node_id, "Noden själv", "administrator", "kommun")
        self._sender = Sender(own, device, is_node=True)

    @property
    def epoch(self) -> str:
        return self._database.epoch

    @property
    def scope(self) -> str:
        return " ".join(sorted(self._whose))

    @property
    def end(self) -> int:
        with self._database.read() as db:
            return changes.last_seq(db)

    def since(self, seq: int, limit: int) -> Stretch:
        with self._database.read() as db:
            lines, end, more = shares.stretch(db, seq, limit, self._whose)
        return Stretch([(line.seq, line.change.as_json()) for line in lines], end, more)

    def waiting(self, seq: int) -> int:
        with self._database.read() as db:
            return shares.waiting(db, seq, self._whose)

    def people(self, sent: Sequence[Json]) -> Sequence[Json]:
        with self._database.read() as db:
            return authors.told(db, {change["actor"] for change in sent})

    def append(self, raw: Sequence[Json], people: Sequence[Json]) -> Iterable[str]:
        with self._database.write() as db:
            authors.note(db, people)
            results = changes.push(db, raw, self._sender, self._catalog, node.now(), None)
        return [result.status for result in results]

    def set_aside(self) -> Aside:
        with self._database.read() as db:
            found = quarantine.of(db, self._whose)
            people = authors.told(db, {one.actor for one in found})
        return Aside(quarantine.mark(found), [one.as_json() for one in found], people)

    def keep_aside(self, told: Sequence[Json], people: Sequence[Json]) -> int:
        with self._database.write() as db:
            authors.note(db, people)
            return quarantine.keep(db, told)


class NodePhotos:
    """The originals, those that may be given to a node that works for these authorities."""

    def __init__(
        self, database: Database, max_pixels: int, works_for: Collection[Authority]
    ) -> None:
        self._database, self._max_pixels = database, max_pixels
        self._whose = policy.node_sees(works_for)

    def since(self, seq: int, limit: int) -> Sequence[tuple[int, Photo]]:
        with self._database.read() as db:
            found = originals.since(db, seq, limit, self._whose)
        return [(one.seq, Photo(one.sha256, one.size, one.type)) for one in found]

    def spoken_of(self, seq: int, told: int) -> Sequence[Photo]:
        with self._database.read() as db:
            found = originals.spoken_of(db, seq, told, self._whose)
        return [Photo(one.sha256, one.size, one.type) for one in found]

    def waiting(self, seq: int) -> int:
        with self._database.read() as db:
            return originals.waiting(db, seq, self._whose)

    def open(self, sha256: str) -> BinaryIO:
        return photos.original(self._database.photos, sha256).open("rb")

    def wanted(self) -> Iterable[str]:
        with self._database.read() as db:
            return originals.wanted(db)

    def keep(self, sha256: str, media_type: str, original: BinaryIO) -> None:
        folder = self._database.photos
        with disk.refusing_when_full(), NamedTemporaryFile(dir=folder, suffix=".tmp") as file:
            shutil.copyfileobj(original, file)
            file.flush()
            seen = imaging.examine(Path(file.name), media_type, self._max_pixels)
            content = Path(file.name).read_bytes()
        photos.write(photos.original(folder, sha256), content)
        photos.write(photos.copy(folder, sha256, "thumb"), seen.thumbnail)
        size = (len(content), seen.type, seen.width, seen.height)
        kept = Kept(sha256, *size, format_time(node.now()), self._database.node_id)
        with self._database.write() as db:
            photos.add(db, kept)
