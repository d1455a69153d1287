"""Reports as the desk lists, finds and opens them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from fieldapp.domain.relevance import best_first
from fieldapp.storage import log, report_pages
from fieldapp.storage.report_filters import Filters, mark, plan
from fieldapp.storage.report_rows import refresh_photos as refresh_photos

CANDIDATES = 500
_DIGITS = len(str(CANDIDATES))
_COLUMNS = """r.rowid AS number, r.id, r.kind, r.authority, r.state, r.version, r.category, r.area,
    r.shift, r.reporter, r.happened_at, r.submitted_at, r.received_at, r.lat, r.lon, r.accuracy,
    r.place_name, r.text, r.photos_expected, r.photos_arrived, r.flags, r.conflicts, r.receipt,
    r.seq"""


class Listed(NamedTuple):
    """A report as it is listed; see fieldapp.domain.reports.Report for what the columns mean.

    `flags` counts what looks like personal data, `conflicts` fields with two authors' values.
    `received_at`, `receipt` and `seq` are of the change that submitted it last.
    """

    number: int
    id: str
    kind: str
    authority: str | None
    state: str
    version: int
    category: str | None
    area: str | None
    shift: str | None
    reporter: str | None
    happened_at: str | None
    submitted_at: str | None
    received_at: str
    lat: float | None
    lon: float | None
    accuracy: float | None
    place_name: str | None
    text: str
    photos_expected: int
    photos_arrived: int
    flags: int
    conflicts: int
    receipt: str
    seq: int


@dataclass(frozen=True, slots=True)
class ReportPhoto:
    """A photo of a report's manifest; `kept_at` is None until it has arrived whole."""

    sha256: str
    position: int
    size: int
    type: str
    width: int | None
    height: int | None
    kept_at: str | None


class Page(NamedTuple):
    """Reports, and what to give as `before` for the next page; None when this was the last."""

    reports: list[Listed]
    before: str | None


def inbox(
    db: sqlite3.Connection, filters: Filters, before: str | None = None, limit: int = 50
) -> Page:
    """The reports that fit, the newest submitted first; `before` is where the last page ended.

    Within a period they come in the order in which they happened, unless something narrower has
    its own; with `text` in the order in which they first arrived. A `before` that is none is the
    beginning.
    """
    if report_pages.is_walked(filters):
        chosen = plan(db, filters, before)
        rows = db.execute(
            f"SELECT {_COLUMNS} FROM {chosen.source} WHERE {chosen.where}"
            f" ORDER BY {chosen.order} LIMIT ?",
            (*chosen.arguments, limit + 1),
        )
        found = [*map(Listed._make, rows)]
    else:
        found = by_numbers(db, report_pages.numbers(db, filters, before, limit + 1))
    return Page(found[:limit], mark(filters, found[limit - 1]) if len(found) > limit else None)


def best(
    db: sqlite3.Connection, filters: Filters, after: str | None = None, limit: int = 50
) -> Page:
    """Those of the newest CANDIDATES that fit which speak most of the `text`, the best first.

    All that fit would have to be read, were they not so few. An `after` that is none is the
    beginning.
    """
    newest = inbox(db, replace(filters, oldest_first=False), None, CANDIDATES).reports
    order = best_first([one.text for one in newest], filters.text)
    place = int(after) if after and after.isdecimal() and len(after) <= _DIGITS else 0
    first = place if place < len(order) else 0
    found = [newest[place] for place in order[first : first + limit]]
    return Page(found, str(first + limit) if first + limit < len(order) else None)


def by_numbers(db: sqlite3.Connection, numbers: Sequence[int]) -> list[Listed]:
    """Those of these row numbers that exist, in the same order."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM reports r WHERE rowid IN (SELECT value FROM json_each(?))",
        (json.dumps(numbers),),
    )
    found = {one.number: one for one in map(Listed._make, rows)}
    return [found[number] for number in numbers if number in found]


def get(db: sqlite3.Connection, report: str) -> Listed | None:
    row = db.execute(f"SELECT {_COLUMNS} FROM reports r WHERE id = ?", (report,)).fetchone()
    return Listed._make(row) if row else None


def by_receipt(db: sqlite3.Connection, code: str) -> list[Listed]:
    """The reports of which a change, a photo or something said about it has this receipt code."""
    letters = "".join(filter(str.isalnum, code)).upper()
    if len(letters) != 6 or not letters.isascii():
        return []
    rows = db.execute(
        f"""WITH RECURSIVE
            block (number) AS (
                SELECT 0 UNION ALL SELECT number + 1 FROM block
                WHERE number < (SELECT max(seq) >> 12 FROM changes)),
            changed (record) AS (
                SELECT record FROM block CROSS JOIN changes ON seq >> 12 = number
                WHERE receipt = ?1),
            found (id) AS (
                SELECT record FROM changed
                UNION SELECT report FROM changed JOIN about USING (record)
                UNION SELECT report FROM report_photos WHERE sha256 >= ?2 AND sha256 < ?2 || 'g')
        SELECT {_COLUMNS} FROM reports r WHERE id IN (SELECT id FROM found) ORDER BY seq DESC""",
        (f"{letters[:4]}-{letters[4:]}", letters.lower()),
    )
    return [*map(Listed._make, rows)]


def by_shift(db: sqlite3.Connection, shift: str) -> list[Listed]:
    """The observations of a pass, in the order in which they happened."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM reports r WHERE shift = ? ORDER BY happened_at, seq", (shift,)
    )
    return [*map(Listed._make, rows)]


def latest_seq(db: sqlite3.Connection) -> int:
    """Moves whenever there is something new to see."""
    return log.end(db).seq


def photos_of(db: sqlite3.Connection, report: str) -> list[ReportPhoto]:
    """The photos of the report's manifest, in the order in which they were taken."""
    rows = db.execute(
        "SELECT m.sha256, m.position, m.size, m.type, p.width, p.height, p.kept_at"
        " FROM report_photos m LEFT JOIN photos p USING (sha256)"
        " WHERE m.report = ? ORDER BY m.position",
        (report,),
    )
    return [ReportPhoto(*row) for row in rows]
