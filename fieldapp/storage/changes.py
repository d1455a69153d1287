"""Changes as they come in: judged one by one, logged, and folded into records."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from fieldapp.domain import acceptance
from fieldapp.domain.canonical import CanonicalizationError
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.changes import Change, receipt_code
from fieldapp.domain.clock import Clock, format_time, node_of
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.people import Person, Sender
from fieldapp.domain.problems import Problem
from fieldapp.domain.records import named
from fieldapp.storage import log, projections, quarantine, records
from fieldapp.storage.log import of_record as of_record
from fieldapp.storage.log import read_log
from fieldapp.storage.records import Record

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one change."""

    id: str
    status: Literal["stored", "known", "quarantined"]
    digest: str
    receipt: str | None = None
    problem: Problem | None = None


@dataclass(slots=True)
class _Sent:
    """A change as it was sent and as it was read, its fields as text."""

    raw: Raw
    digest: str
    change: Change
    fields: str


class Written(NamedTuple):
    """What is written here of one record."""

    kind: str
    record: str
    fields: Mapping[str, Any]


class _Refused(NamedTuple):
    """A change that is set aside, as it was sent."""

    raw: Raw
    digest: str
    problem: Problem


def push(
    db: sqlite3.Connection,
    raw: Sequence[Raw],
    sender: Sender,
    catalog: Catalog,
    now: datetime,
    clock_offset: int | None,
) -> list[Result]:
    """Stores what can be applied and sets the rest aside. One result per change, in order.

    Each of `raw` has at least an `id` of text. `clock_offset` is server time minus device time
    in milliseconds. Raises Problem wrong-shape for what is nested too deeply to be written down.
    """
    try:
        sent = [_read(change, now) for change in raw]
    except RecursionError as error:
        raise Problem("wrong-shape", what="en ändring som är nästlad för djupt") from error
    intake = _Intake(db, sent, sender, catalog, format_time(now))
    results = intake.run(clock_offset)
    quarantine.park(db, intake.refused, sender, now)
    quarantine.release(
        db, [(result.id, result.digest) for result in results if result.status == "stored"]
    )
    return results


def append_own(
    db: sqlite3.Connection,
    kind: str,
    record: str,
    fields: Mapping[str, Any],
    actor: Person,
    catalog: Catalog,
    now: datetime,
) -> Change:
    """A change made here, under the node's own device and clock. Raises the Problem it meets."""
    (change,) = append_all(db, [Written(kind, record, fields)], actor, catalog, now)
    return change


def append_all(
    db: sqlite3.Connection,
    written: Sequence[Written],
    actor: Person,
    catalog: Catalog,
    now: datetime,
) -> list[Change]:
    """Changes made here, in this order. Raises the first Problem that one meets: none may be kept
    then."""
    meta = dict(
        db.execute("SELECT key, value FROM meta WHERE key IN ('node', 'clock')").fetchall()
    )
    clock = Clock(node_of(meta["node"]), meta["clock"])
    seen = {
        own: one.clock for own, one in records.load(db, {one.record for one in written}).items()
    }
    made = []
    for one in written:
        clock.observe(_newest_about(db, one.record, one.fields.get("report")))
        change = Change(
            id=uuid7(now, secrets.token_bytes(ENTROPY_BYTES)),
            kind=one.kind,
            record=one.record,
            device=meta["node"],
            actor=actor.id,
            seen=seen.get(one.record, ""),
            at=clock.tick(now),
            fields=one.fields,
        )
        seen[one.record] = change.at
        made.append(change)
    sender = Sender(actor, meta["node"])
    for result in push(db, [change.as_json() for change in made], sender, catalog, now, 0):
        if result.problem:
            raise result.problem
    db.execute("UPDATE meta SET value = ? WHERE key = 'clock'", (clock.last,))
    return made


def since(db: sqlite3.Connection, seq: int, limit: int) -> list[tuple[int, str, Change]]:
    """The log after this seq: seq, when it was received, and the change."""
    return [(line.seq, line.received_at, line.change) for line in read_log(db, seq, limit)]


def last_seq(db: sqlite3.Connection) -> int:
    """The seq of the newest change, 0 when there is none."""
    return log.end(db).seq


class _Intake:
    """One batch on its way into the log."""

    def __init__(
        self,
        db: sqlite3.Connection,
        sent: list[_Sent | _Refused],
        sender: Sender,
        catalog: Catalog,
        received_at: str,
    ) -> None:
        changes = [one.change for one in sent if isinstance(one, _Sent)]
        self.db, self.sent, self.sender, self.catalog = db, sent, sender, catalog
        self.received_at = received_at
        self.known = log.known(db, [change.id for change in changes])
        self.states = records.load(db, {change.record for change in changes})
        self.kinds = _kinds_named(db, changes)
        self.touched: dict[str, Record] = {}
        self.refused: list[_Refused] = []

    def run(self, clock_offset: int | None) -> list[Result]:
        writer = log.Writer(self.db, self.received_at, clock_offset)
        results = [self._receive(one, writer) for one in self.sent]
        if self.touched:
            writer.flush()
            projections.apply(self.db, self.touched.values(), self.catalog)
        return results

    def _receive(self, one: _Sent | _Refused, writer: log.Writer) -> Result:
        if isinstance(one, _Refused):
            return self._refuse(one)
        change, digest = one.change, one.digest
        if self.known.get(change.id) == digest:
            return Result(change.id, "known", digest, receipt_code(digest))
        record = self.states.get(change.record) or Record(change.kind, change.record)
        state = record.after(change, one.fields)
        problem = self._judge(change, record, state.values)
        if problem:
            return self._refuse(_Refused(one.raw, digest, problem))
        seq, receipt = writer.add(change, one.fields, digest)
        record.take(change, state, seq, self.received_at, receipt)
        self.known[change.id] = digest
        self.states[record.id] = self.touched[record.id] = record
        return Result(change.id, "stored", digest, receipt)

    def _judge(self, change: Change, record: Record, after: Raw) -> Problem | None:
        if change.id in self.known:
            return Problem("change-id-reused")
        if change.kind != record.kind:
            return Problem("kind-differs", kind=record.kind)
        for name, own, kinds in named(change.kind, change.fields):
            found = self.states.get(own)
            kind = found.kind if found else self.kinds.get(own)
            if kind and kind not in kinds:
                return acceptance.refused(name, "det kan inte sägas om ett sådant")
        stood = (record.values, after)
        return acceptance.judge(change, self.sender, *stood, self.catalog, record.parts)

    def _refuse(self, one: _Refused) -> Result:
        self.refused.append(one)
        return Result(one.raw["id"], "quarantined", one.digest, problem=one.problem)


def _read(raw: Raw, now: datetime) -> _Sent | _Refused:
    try:
        change = acceptance.read(raw)
        problem = acceptance.check_form(change) or acceptance.check_time(change, now)
        if problem:
            return _Refused(raw, quarantine.digest(raw), problem)
        fields, digest = change.seal()
    except Problem as problem:
        return _Refused(raw, quarantine.digest(raw), problem)
    except CanonicalizationError:
        why = "det innehåller tal eller tecken som inte går att skriva"
        return _Refused(raw, quarantine.digest(raw), acceptance.refused("fields", why))
    return _Sent(raw, digest, change, fields)


def _kinds_named(db: sqlite3.Connection, changes: Sequence[Change]) -> dict[str, str]:
    ids = {own for one in changes for _, own, _ in named(one.kind, one.fields)}
    return records.kinds(db, ids) if ids else {}


def _newest_about(db: sqlite3.Connection, record: str, report: Any) -> str:
    """The newest clock of a record, of the report it is about, of all else said about that, and
    of the visits that speak of it."""
    row = db.execute(
        "SELECT max(at) FROM changes WHERE record IN (?1, ?2)"
        " OR record IN (SELECT record FROM about WHERE report = ?2)"
        " OR record IN (SELECT record FROM inspection_links WHERE names = ?2)",
        (record, report),
    ).fetchone()
    return row[0] or ""
