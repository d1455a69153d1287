"""A node that answers on loopback in a thread of this process."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any, Self

from werkzeug.serving import WSGIRequestHandler, make_server

from fieldapp import create_app
from fieldapp.cli.ports import NodeLog, NodePhotos
from fieldapp.config import Settings
from fieldapp.domain.changes import digest_of
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.people import Authority, Person, Role
from fieldapp.node import Node
from fieldapp.storage import changes, enrolments, people, photos, projections
from sync.bookmarks import FileBookmarks
from sync.client import Client
from sync.mirror import Mirror


def new_id() -> str:
    return uuid7(datetime.now(UTC), secrets.token_bytes(ENTROPY_BYTES))


class Quiet(WSGIRequestHandler):
    def log(self, *_: Any) -> None: ...


class LiveNode:
    """`node` is its settings, database and catalog; `url` is where it answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        app = create_app(Settings(data=folder, max_body_bytes=2_000_000))
        self.node: Node = app.extensions["fieldapp"]
        self._server = make_server("127.0.0.1", 0, app, request_handler=Quiet)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self.node.db.close()

    def invite(
        self,
        role: Role = "walker",
        authority: Authority = "forening",
        *,
        is_node: bool = False,
        label: str = "Nattvandrare 3",
    ) -> str:
        """A code that lets a new person's phone in."""
        now = datetime.now(UTC)
        person = Person(new_id(), label, role, authority)
        with self.node.db.write() as db:
            people.add(db, person, None, now)
            return enrolments.invite(db, person.id, person.id, now, 15, is_node=is_node)

    def decide(self, kind: str, fields: dict[str, Any]) -> dict[str, Any]:
        """A change made at this node's own desk, by a coordinator."""
        now = datetime.now(UTC)
        person = Person(new_id(), "Kommunpolisen", "coordinator", "polis")
        with self.node.db.write() as db:
            people.add(db, person, None, now)
            made = changes.append_own(db, kind, new_id(), fields, person, self.node.catalog, now)
        return made.as_json()

    def restore_older(self) -> None:
        """As after a restore: the second half of the log is gone, and the epoch is another."""
        with self.node.db.write() as db:
            db.execute("DELETE FROM changes WHERE seq > (SELECT max(seq) / 2 FROM changes)")
            projections.rebuild(db, self.node.catalog)
        self.node.db.renew_epoch()

    def lose_photos(self) -> None:
        with self.node.db.write() as db:
            db.execute("DELETE FROM photos")

    def photos(self) -> list[str]:
        """The digests of the originals that are kept, made anew from the files."""
        with self.node.db.read() as db:
            kept = [row[0] for row in db.execute("SELECT sha256 FROM photos")]
        files = [photos.original(self.node.db.photos, sha256).read_bytes() for sha256 in kept]
        assert [hashlib.sha256(content).hexdigest() for content in files] == kept
        return sorted(kept)

    def rows(self) -> list[tuple[int, str, dict[str, Any]]]:
        """The log: seq, digest and change."""
        with self.node.db.read() as db:
            lines = changes.since(db, 0, 10_000)
        return [(seq, digest_of(one.as_json()), one.as_json()) for seq, _, one in lines]

    def digests(self) -> list[str]:
        return sorted(digest for _, digest, _ in self.rows())

    def quarantined(self) -> list[tuple[str, str]]:
        """Id and problem of each change that was set aside."""
        with self.node.db.read() as db:
            return [tuple(row) for row in db.execute("SELECT id, problem FROM quarantine")]

    def let_in(self, client: Client, *works_for: Authority) -> Client:
        """Lets another node in that works for these; `client` is how it speaks to this one."""
        person = Person(new_id(), "Nod", "administrator", "kommun")
        now = datetime.now(UTC)
        with self.node.db.write() as db:
            people.add(db, person, None, now)
            code = enrolments.invite(
                db, person.id, person.id, now, 15, is_node=True, works_for=works_for
            )
        client.token = secrets.token_urlsafe(32)
        client.enrol(code, new_id(), "Nod")
        return client

    def mirror(
        self, client: Client, name: str = "other", works_for: tuple[Authority, ...] = ("kommun",)
    ) -> Mirror:
        """A mirror between this node's storage and the client's, that works for these."""
        log = NodeLog(self.node.db, self.node.catalog, new_id(), works_for)
        originals = NodePhotos(self.node.db, self.node.settings.max_photo_pixels, works_for)
        return Mirror(client, log, originals, FileBookmarks(self.folder / name / "bookmark"))
