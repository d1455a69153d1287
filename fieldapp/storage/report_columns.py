"""What reports are counted by, packed into records of a fixed size: a column store in SQLite.

Counts of reports by place, hour and week, under any filters together, read these records, which
fieldapp.storage.columns lays out as arrays. A block holds those of so many consecutive row numbers
of `reports`, in their order. The stamp of a segment, so many blocks, is another after each write,
so that a reader sees which segments it must read again.
Only report_rows and a migration write here; it can all be made anew of the table `reports`.
"""

from __future__ import annotations

import json
import sqlite3
import struct
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from fieldapp.domain.clock import parse_time
from fieldapp.domain.swedish_time import ZONE, week_hour

SCHEMA = (
    "CREATE TABLE report_columns (block INTEGER PRIMARY KEY, content BLOB NOT NULL)",
    "CREATE TABLE report_stamps (segment INTEGER PRIMARY KEY, stamp INTEGER NOT NULL)",
)
# A block is rewritten whole for each report in it, a segment is what a reader reads again.
BLOCK, BLOCKS_A_SEGMENT = 64, 1024
SEGMENT = BLOCK * BLOCKS_A_SEGMENT

# number, seq, happened, lat, lon, category, area, day, week hour, kind, authority, state, marks
RECORD = struct.Struct("<IIqiiIIHBBBBBx")
NEVER, NOWHERE, NOTHING = -(2**63), -(2**31), 0
NO_HOUR = 255
DEGREE = 1_000_000
FLAGGED, IN_CONFLICT, LACKING_PHOTOS = 1, 2, 4
OTHER_KIND, OTHER_AUTHORITY = 7, 3
# Their places here are in the file: new ones are added last, and none is moved.
KINDS = ("observation", "shift", "visit", "control_purchase")
AUTHORITIES = ("kommun", "polis", "forening")
STATES = (
    "draft", "submitted", "reviewed", "referred", "actioned", "returned", "dismissed", "closed",
)  # fmt: skip

_SELECT = """SELECT rowid, seq, happened_at, lat, lon, category, area, kind, authority, state,
    (flags > 0) * 1 + (conflicts > 0) * 2 + (photos_arrived < photos_expected) * 4 FROM reports"""
_NUMBER = struct.Struct("<I")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_DAY = _EPOCH.toordinal()
_LAST_DAY = 2**16 - 1
_MILLISECOND = timedelta(milliseconds=1)


def code(text: str | None) -> int:
    """A category's or an area's name as a number; `NOTHING` for none.

    Two names of a catalog of 100 share one with a chance of one in a million.
    """
    return zlib.crc32(text.encode()) if text else NOTHING


def milliseconds(text: str) -> int:
    """UTC text as milliseconds since 1970."""
    return (parse_time(text) - _EPOCH) // _MILLISECOND


def copy(db: sqlite3.Connection, numbers: Collection[int]) -> None:
    """Makes these reports' records anew of their rows; those without a row are taken away."""
    rows = db.execute(
        f"{_SELECT} WHERE rowid IN (SELECT value FROM json_each(?))", (json.dumps(list(numbers)),)
    )
    made = {row[0]: _packed(row) for row in rows}
    by_block: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted(set(numbers)):
        by_block[number // BLOCK].append(number)
    contents = {block: _spliced(_content(db, block), own, made) for block, own in by_block.items()}
    _write(db, contents)


def fill(db: sqlite3.Connection) -> None:
    """Makes the records of all reports, where there are none yet."""
    rows = db.cursor().execute(f"{_SELECT} ORDER BY rowid")
    for _, own in groupby(rows, key=lambda row: row[0] // SEGMENT):
        blocks = groupby(own, key=lambda row: row[0] // BLOCK)
        _write(db, {block: b"".join(map(_packed, each)) for block, each in blocks})


def read(db: sqlite3.Connection, segment: int) -> bytes:
    """The records of a segment, one after the other."""
    first = segment * BLOCKS_A_SEGMENT
    rows = db.execute(
        "SELECT content FROM report_columns WHERE block BETWEEN ? AND ? ORDER BY block",
        (first, first + BLOCKS_A_SEGMENT - 1),
    )
    return b"".join(row[0] for row in rows)


def stamps(db: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Every segment with its stamp, in order."""
    for row in db.execute("SELECT segment, stamp FROM report_stamps ORDER BY segment"):
        yield row[0], row[1]


def _packed(row: Any) -> bytes:
    number, seq, happened_at, lat, lon, category, area, kind, authority, state, marks = row
    happened, day, hour = _moment(happened_at)
    return RECORD.pack(
        number,
        seq,
        happened,
        NOWHERE if lat is None else round(lat * DEGREE),
        NOWHERE if lon is None else round(lon * DEGREE),
        code(category),
        code(area),
        day,
        hour,
        KINDS.index(kind) if kind in KINDS else OTHER_KIND,
        AUTHORITIES.index(authority) if authority in AUTHORITIES else OTHER_AUTHORITY,
        STATES.index(state),
        marks,
    )


def _moment(happened_at: str | None) -> tuple[int, int, int]:
    """Milliseconds since 1970, and the day since then and hour of the week by Swedish time."""
    if happened_at is None:
        return NEVER, NOTHING, NO_HOUR
    moment = parse_time(happened_at)
    here = moment.astimezone(ZONE)
    day = min(max(here.toordinal() - FIRST_DAY, NOTHING), _LAST_DAY)
    return (moment - _EPOCH) // _MILLISECOND, day, week_hour(here)


def _content(db: sqlite3.Connection, block: int) -> bytes:
    row = db.execute("SELECT content FROM report_columns WHERE block = ?", (block,)).fetchone()
    return bytes(row[0]) if row else b""


def _spliced(content: bytes, numbers: Iterable[int], made: Mapping[int, bytes]) -> bytes:
    """The block with these reports' records in their places, instead of those they had."""
    spliced = bytearray(content)
    for number in numbers:
        at = _start(spliced, number)
        is_there = at < len(spliced) and _NUMBER.unpack_from(spliced, at)[0] == number
        spliced[at : at + RECORD.size * is_there] = made.get(number, b"")
    return bytes(spliced)


def _start(content: bytearray, number: int) -> int:
    """Where the record of this number starts, or would."""
    low, high = 0, len(content) // RECORD.size
    while low < high:
        middle = (low + high) // 2
        if _NUMBER.unpack_from(content, middle * RECORD.size)[0] < number:
            low = middle + 1
        else:
            high = middle
    return low * RECORD.size


def _write(db: sqlite3.Connection, contents: Mapping[int, bytes]) -> None:
    db.executemany(
        "INSERT INTO report_columns VALUES (?, ?)"
        " ON CONFLICT (block) DO UPDATE SET content = excluded.content",
        [(block, content) for block, content in contents.items() if content],
    )
    empty = [(block,) for block, content in contents.items() if not content]
    db.executemany("DELETE FROM report_columns WHERE block = ?", empty)
    _stamp(db, {block // BLOCKS_A_SEGMENT for block in contents})


def _stamp(db: sqlite3.Connection, segments: Iterable[int]) -> None:
    db.executemany(
        "INSERT INTO report_stamps VALUES (?, random())"
        " ON CONFLICT (segment) DO UPDATE SET stamp = excluded.stamp",
        [(segment,) for segment in segments],
    )
