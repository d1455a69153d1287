"""Records as they stand, and pages of them for those who may see them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fieldapp.domain import policy
from fieldapp.domain.changes import Change, Part, canonical, fold, newest, values

_SELECT = """
SELECT r.id, r.kind, r.parts, r.seq, r.first_seq, r.sent_seq, r.audience,
    c.received_at, c.receipt
FROM records r JOIN changes c ON c.seq = r.sent_seq
"""
_SENDS = "submitted_at"


class State(NamedTuple):
    """What changes make together: parts, the fields' values, and the parts as they are stored."""

    parts: tuple[Part, ...]
    values: dict[str, Any]
    text: str


NOTHING = State((), {}, "[]")


@dataclass(slots=True)
class Record:
    """A record, to which changes can be added.

    `seq`, `first_seq`: its newest and oldest change in the log. `sent_seq`, `received_at`,
    `receipt`: of the change that submitted it last, or of the newest while none has. `keys`: since
    which seq each audience sees it, or no longer does; `stored_keys`: as it was read.
    """

    kind: str
    id: str
    state: State = NOTHING
    seq: int = 0
    first_seq: int = 0
    sent_seq: int = 0
    received_at: str = ""
    receipt: str = ""
    keys: dict[str, tuple[int, bool]] = field(default_factory=dict)
    stored_keys: Mapping[str, tuple[int, bool]] = field(default_factory=dict)

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.state.parts

    @property
    def values(self) -> dict[str, Any]:
        return self.state.values

    @property
    def clock(self) -> str:
        """The newest of its clocks."""
        return newest(self.parts)

    def after(self, change: Change, fields: str) -> State:
        """The state that it would have with this change, whose fields are also given as text."""
        parts = fold((*self.parts, change.part))
        if self.parts or not parts:
            return State(parts, values(parts), parts_text(parts))
        return State(parts, dict(change.fields), f"[{_part_text(change.at, change.seen, fields)}]")

    def take(self, change: Change, state: State, seq: int, received_at: str, receipt: str) -> None:
        """Adds a change, which the log has under this seq; `state` is what `after` gave."""
        if _SENDS in change.fields or _SENDS not in self.values:
            self.sent_seq, self.received_at, self.receipt = seq, received_at, receipt
        self.state, self.seq = state, seq
        self.first_seq = self.first_seq or seq
        audience = policy.audience(self.kind, state.values)
        lost = [key for key, (_, gone) in self.keys.items() if not gone and key not in audience]
        self.keys |= dict.fromkeys(lost, (seq, True)) | dict.fromkeys(audience, (seq, False))


class Page(NamedTuple):
    """Records as JSON texts, ids of those gone, the seq to ask from next, and whether to ask."""

    records: list[str]
    gone: list[str]
    last_seq: int
    more: bool


def get(db: sqlite3.Connection, kind: str, record: str) -> Record | None:
    """The record as it stands; None when there is none of this kind."""
    found = load(db, [record]).get(record)
    return found if found and found.kind == kind else None


def load(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Record]:
    """Those of these records that exist, by id."""
    rows = db.execute(
        f"{_SELECT} WHERE r.id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return {row["id"]: _record(row) for row in rows}


def kinds(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str]:
    """The kinds of those of these records that exist, by id."""
    listed = (json.dumps(list(ids)),)
    return dict(
        db.execute(
            "SELECT id, kind FROM records WHERE id IN (SELECT value FROM json_each(?))", listed
        ).fetchall()
    )


def about(db: sqlite3.Connection, report: str) -> list[Record]:
    """What is said about a report: its reviews, notes and decisions on photos, oldest first."""
    rows = db.execute("SELECT record FROM about WHERE report = ?", (report,)).fetchall()
    return sorted(load(db, [row[0] for row in rows]).values(), key=lambda record: record.clock)


def visible_since(db: sqlite3.Connection, keys: frozenset[str], seq: int, limit: int) -> Page:
    """The records that these keys open and that changed after `seq`, oldest change first."""
    is_gone: dict[str, bool] = {}
    last, more = seq, False
    for record, at, gone in _changed(db, sorted(keys), seq, limit):
        if record not in is_gone and len(is_gone) == limit:
            more = True
            break
        is_gone[record] = is_gone.get(record, True) and bool(gone)
        last = at
    left = [record for record in is_gone if is_gone[record]]
    here = [record for record in is_gone if not is_gone[record]]
    return Page(_texts(db, here), _not_seen(db, keys, left) if left else [], last, more)


def parts_text(parts: Iterable[Part]) -> str:
    """A record's state as it is stored and sent."""
    texts = (_part_text(part.at, part.seen, canonical(part.fields).decode()) for part in parts)
    return f"[{','.join(texts)}]"


def parts_of(text: str) -> tuple[Part, ...]:
    """The state that `parts_text` wrote."""
    return tuple(Part(part["at"], part["seen"], part["fields"]) for part in json.loads(text))


def _record(row: sqlite3.Row) -> Record:
    parts = parts_of(row["parts"])
    keys = {key: (seq, gone) for key, (seq, gone) in json.loads(row["audience"]).items()}
    return Record(
        kind=row["kind"],
        id=row["id"],
        state=State(parts, values(parts), row["parts"]),
        seq=row["seq"],
        first_seq=row["first_seq"],
        sent_seq=row["sent_seq"],
        received_at=row["received_at"],
        receipt=row["receipt"],
        keys=keys,
        stored_keys=dict(keys),
    )


def _part_text(at: str, seen: str, fields: str) -> str:
    return f'{{"at":"{at}","seen":"{seen}","fields":{fields}}}'


def _changed(
    db: sqlite3.Connection, keys: list[str], seq: int, limit: int
) -> Iterable[tuple[str, int, int]]:
    if not keys:
        return []
    one = "SELECT record, seq, gone FROM audiences WHERE key = ? AND seq > ?"
    arguments = [argument for key in keys for argument in (key, seq)]
    # A record has at most one row for each key, so this many tell whether there are more records.
    most = limit * len(keys) + 1
    return db.execute(
        f"{' UNION ALL '.join([one] * len(keys))} ORDER BY seq LIMIT ?", (*arguments, most)
    )


def _not_seen(db: sqlite3.Connection, keys: frozenset[str], records: list[str]) -> list[str]:
    """Those that no other of the keys opens still."""
    found = load(db, records)
    seen = {
        record.id
        for record in found.values()
        if any(key in keys and not gone for key, (_, gone) in record.keys.items())
    }
    return [record for record in records if record not in seen]


def _texts(db: sqlite3.Connection, records: list[str]) -> list[str]:
    rows = db.execute(
        "SELECT id, kind, parts FROM records WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(records),),
    )
    found = {
        own: f'{{"kind":{json.dumps(kind)},"id":"{own}","parts":{parts}}}'
        for own, kind, parts in rows
    }
    return [found[record] for record in records]
