"""A second phone: a device that keeps what it writes until it has a receipt for it.

It lives in memory; `saved` is all of it as JSON and `Phone.restored` wakes it again, so that a
phone can be killed, or copied. For tests, the demo and measuring; the app is in static/src.
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from fieldapp.domain import changes, policy
from fieldapp.domain.changes import Change, Part
from fieldapp.domain.clock import Clock, node_of
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from sync.batches import Batches
from sync.client import Client
from sync.memory import Memory
from sync.outcome import SyncError, SyncOutcome
from sync.uploads import Photo, Uploads

Fields = Mapping[str, Any]
TOKEN_BYTES = 32


def now_utc() -> datetime:
    return datetime.now(UTC)


class Phone:
    """One device. `client` says which node it speaks to; `now` is its own, perhaps wrong, time."""

    def __init__(
        self,
        client: Client,
        now: Callable[[], datetime] = now_utc,
        memory: Memory | None = None,
    ) -> None:
        self.client, self.now = client, now
        self.memory = memory or Memory(self._new_id(), secrets.token_urlsafe(TOKEN_BYTES))
        self.clock = Clock(node_of(self.memory.device), self.memory.clock)
        self.batches = Batches(client)
        client.token = self.memory.token

    @classmethod
    def restored(
        cls, client: Client, saved: Fields, now: Callable[[], datetime] = now_utc
    ) -> Phone:
        return cls(client, now, Memory(**saved))

    def saved(self) -> dict[str, Any]:
        return asdict(self.memory)

    # What the person does

    def enrol(self, code: str, name: str = "") -> None:
        """Safe to ask again. Raises SyncError."""
        self.memory.person = self.client.enrol(code, self.memory.device, name)["person"]
        self._node_was_restored()

    def create(self, kind: str, fields: Fields) -> str:
        """A new record's id. The authority is the person's own unless it is given."""
        record = self._new_id()
        self.memory.records[record] = {"kind": kind, "parts": []}
        self.edit(record, {"authority": self.memory.person.get("authority"), **fields})
        return record

    def edit(self, record: str, fields: Fields) -> str:
        """The id of the change."""
        held, seen = self.memory.records[record], changes.newest(self.parts(record))
        self.clock.observe(seen)
        at = self.memory.clock = self.clock.tick(self.now())
        change = Change(
            id=self._new_id(), kind=held["kind"], record=record, device=self.memory.device,
            actor=self.memory.person.get("id", ""), at=at, seen=seen, fields=dict(fields),
        )  # fmt: skip
        self.memory.written[change.id] = change.as_json()
        self.memory.outbox.append(change.id)
        self._join(record, held["kind"], [change.part])
        return change.id

    def remove(self, record: str) -> None:
        self.edit(record, {changes.DELETED: True})

    def add_photo(self, record: str, content: bytes, media_type: str, about: Fields) -> str:
        """The photo's digest. `about` is the rest of its manifest."""
        sha256 = hashlib.sha256(content).hexdigest()
        text = b64encode(content).decode()
        self.memory.photos[sha256] = {"type": media_type, "content": text, "sent": False}
        manifest = {"size": len(content), "type": media_type, **about}
        self.edit(record, {f"photos/{sha256}": manifest})
        return sha256

    def parts(self, record: str) -> tuple[Part, ...]:
        return tuple(Part(**part) for part in self.memory.records[record]["parts"])

    def values(self, record: str) -> dict[str, Any]:
        return changes.values(self.parts(record))

    # What the phone does by itself

    def sync(self) -> SyncOutcome:
        """Sends what waits, asks for what is new, then sends photos."""
        outcome = SyncOutcome()
        try:
            self._exchange(outcome)
            if self._node_was_restored():
                self._exchange(outcome)
            self._send_photos(outcome)
        except SyncError as error:
            outcome.error = error
        outcome.photos_left = len(self._unsent())
        return outcome

    def _exchange(self, outcome: SyncOutcome) -> None:
        self._push(outcome)
        self._pull(outcome)
        if self.memory.person.get("role") in policy.AUTHORS["premises"]:
            self._pull_supervision()

    def _node_was_restored(self) -> bool:
        """A new epoch: all that is still held is offered again, and everything asked for anew."""
        if self.client.epoch == self.memory.epoch:
            return False
        self.memory.epoch, self.memory.cursor = self.client.epoch, ""
        self.memory.supervision_cursor = ""
        self.memory.outbox = list(self.memory.written)
        return True

    def _push(self, outcome: SyncOutcome) -> None:
        waiting = [self.memory.written[change] for change in self.memory.outbox]
        for change, result in self.batches.send(waiting, self._holding()):
            outcome.count(result["status"])
            self._settle(change["id"], result)
        for sha256 in self.batches.photos_missing & self.memory.photos.keys():
            self.memory.photos[sha256]["sent"] = False

    def _settle(self, change: str, result: Fields) -> None:
        """Only a receipt takes a change out of the outbox; what is set aside stays in it."""
        if result["status"] in ("stored", "known"):
            self.memory.receipts[change] = changes.receipt_code(result["digest"])
            self.memory.set_aside.pop(change, None)
            self.memory.outbox.remove(change)
        else:
            self.memory.set_aside[change] = result["problem"] or {}

    def _holding(self) -> dict[str, Any]:
        oldest = min((self.memory.written[one]["at"] for one in self.memory.outbox), default=None)
        return {
            "changes": len(self.memory.outbox),
            "photos": len(self._unsent()),
            "oldest": oldest and oldest[:24],
        }

    def _pull(self, outcome: SyncOutcome) -> None:
        given: set[str] | None = None
        more = True
        while more:
            page = self.client.pull(self.memory.cursor)
            if page["restart"]:
                given = set()
            for record in page["records"]:
                self._join(record["id"], record["kind"], [Part(**one) for one in record["parts"]])
                outcome.received += 1
            if given is not None:
                given.update(record["id"] for record in page["records"])
            self._forget(page["gone"])
            self.memory.cursor, more = page["cursor"], page["more"]
        if given is not None:
            self._forget(self.memory.records.keys() - given)

    def _pull_supervision(self) -> None:
        more = True
        while more:
            page = self.client.supervision(self.memory.supervision_cursor)
            if page["restart"]:
                self.memory.supervision.clear()
            self.memory.supervision |= {one["id"]: one for one in page["premises"]}
            self.memory.supervision_cursor, more = page["cursor"], page["more"]

    def _join(self, record: str, kind: str, parts: Sequence[Part]) -> None:
        held = self.parts(record) if record in self.memory.records else ()
        state = changes.fold([*held, *parts])
        self.clock.observe(changes.newest(state))
        self.memory.records[record] = {"kind": kind, "parts": [asdict(part) for part in state]}

    def _forget(self, records: Iterable[str]) -> None:
        """Others' records that may no longer be seen; what was written here stays."""
        own = {change["record"] for change in self.memory.written.values()}
        for record in set(records) - own:
            self.memory.records.pop(record, None)

    def _unsent(self) -> list[str]:
        return [sha256 for sha256, photo in self.memory.photos.items() if not photo["sent"]]

    def _send_photos(self, outcome: SyncOutcome) -> None:
        uploads = Uploads(self.client, self.memory.uploads)
        for sha256 in self._unsent():
            photo = self.memory.photos[sha256]
            content = b64decode(photo["content"])
            uploads.send(Photo(sha256, len(content), photo["type"]), BytesIO(content))
            photo["sent"] = True
            outcome.photos_sent += 1

    def _new_id(self) -> str:
        return uuid7(self.now(), secrets.token_bytes(ENTROPY_BYTES))
