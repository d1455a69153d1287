"""This node's log and photos as a mirror asks for them (`sync.ports`)."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO

from fieldapp import imaging
from fieldapp.cli import node
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.clock import format_time
from fieldapp.domain.people import Person, Sender
from fieldapp.storage import changes, originals, photos
from fieldapp.storage.database import Database
from fieldapp.storage.photos import Photo as Kept
from sync.uploads import Photo


class NodeLog:
    """The log. What comes from the other node is judged as a push by a node is."""

    def __init__(self, database: Database, catalog: Catalog, device: str) -> None:
        self._database, self._catalog = database, catalog
        own = Person(database.node_id, "Noden själv", "administrator", "kommun")
        self._sender = Sender(own, device, is_node=True)

    @property
    def epoch(self) -> str:
        return self._database.epoch

    def since(self, seq: int, limit: int) -> Sequence[tuple[int, Mapping[str, Any]]]:
        with self._database.read() as db:
            lines = changes.since(db, seq, limit)
        return [(at, change.as_json()) for at, _, change in lines]

    def append(self, raw: Sequence[Mapping[str, Any]]) -> Iterable[str]:
        with self._database.write() as db:
            results = changes.push(db, raw, self._sender, self._catalog, node.now(), None)
        return [result.status for result in results]


class NodePhotos:
    """The originals."""

    def __init__(self, database: Database, max_pixels: int) -> None:
        self._database, self._max_pixels = database, max_pixels

    def since(self, seq: int, limit: int) -> Sequence[tuple[int, Photo]]:
        with self._database.read() as db:
            found = originals.since(db, seq, limit)
        return [(one.seq, Photo(one.sha256, one.size, one.type)) for one in found]

    def open(self, sha256: str) -> BinaryIO:
        return photos.original(self._database.photos, sha256).open("rb")

    def wanted(self) -> Iterable[str]:
        with self._database.read() as db:
            return originals.wanted(db)

    def keep(self, sha256: str, media_type: str, original: BinaryIO) -> None:
        folder = self._database.photos
        with NamedTemporaryFile(dir=folder, suffix=".tmp") as file:
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
