"""The part of the log that another node may be given: the changes of some authorities' records."""

from __future__ import annotations

import json
from collections.abc import Iterable
from sqlite3 import Connection, Row
from typing import NamedTuple

from fieldapp.domain.people import Authority
from fieldapp.storage import log
from fieldapp.storage.log import Line

_SHARED = """FROM changes c JOIN records r ON r.id = c.record
    WHERE c.seq > ? AND c.seq <= ? AND r.authority IN (SELECT value FROM json_each(?))"""


class Stretch(NamedTuple):
    """Rows of the log, gaps included; `end` is the seq to ask from next."""

    lines: list[Line]
    end: int
    more: bool


def stretch(db: Connection, seq: int, limit: int, whose: Iterable[Authority]) -> Stretch:
    """What may be given of the next `limit` rows after this seq."""
    last = log.end(db).seq
    end = max(seq, min(seq + limit, last))
    rows = db.execute(
        f"SELECT c.*, r.first_seq {_SHARED} ORDER BY c.seq", (seq, end, _listed(whose))
    ).fetchall()
    return Stretch([line for row in rows for line in _with_earlier(db, row, seq)], end, end < last)


def waiting(db: Connection, seq: int, whose: Iterable[Authority]) -> int:
    """How many changes after this seq may be given."""
    row = db.execute(
        f"SELECT count(*) {_SHARED}", (seq, log.end(db).seq, _listed(whose))
    ).fetchone()
    return int(row[0])


def _with_earlier(db: Connection, row: Row, seq: int) -> list[Line]:
    """The row; one that says whose the record is comes with those that were held back for want of
    it, though whoever asks has passed them."""
    line = log.line(row)
    if "authority" not in line.change.fields or row["first_seq"] > seq:
        return [line]
    earlier = [one for one in log.of_record(db, line.change.record) if one.seq <= seq]
    return [*earlier, line]


def _listed(whose: Iterable[Authority]) -> str:
    return json.dumps(sorted(whose))
