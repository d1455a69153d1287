"""What has arrived, to hold against what phones say that they still have."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

MOST = 500


def reports_of(db: sqlite3.Connection, people: Iterable[str]) -> dict[str, int]:
    """How many reports have come from each of these people, by the id; counts to MOST."""
    rows = db.execute(
        "SELECT value, (SELECT count(*) FROM"
        " (SELECT 1 FROM reports WHERE reporter = value LIMIT ?)) FROM json_each(?)",
        (MOST, json.dumps([*people])),
    )
    return {person: number for person, number in rows if number}


def photos_lacking(db: sqlite3.Connection) -> dict[str, int]:
    """How many photos reports speak of that have not come, by the device that began the report."""
    rows = db.execute(
        "SELECT c.device, count(*) FROM reports r INDEXED BY reports_lacking_photos"
        " CROSS JOIN report_photos p ON p.report = r.id LEFT JOIN photos USING (sha256)"
        " JOIN changes c ON c.seq = r.rowid"
        " WHERE r.photos_arrived < r.photos_expected AND photos.sha256 IS NULL GROUP BY c.device"
    )
    return dict(rows.fetchall())
