"""What has arrived, to hold against what phones say that they still have."""

from __future__ import annotations

import sqlite3


def reports_of(db: sqlite3.Connection) -> dict[str, int]:
    """How many reports have come from each person, by the person's id."""
    rows = db.execute("SELECT reporter, count(*) FROM reports GROUP BY reporter")
    return {reporter: number for reporter, number in rows if reporter}


def photos_lacking(db: sqlite3.Connection) -> dict[str, int]:
    """How many photos reports speak of that have not come, by the device that began the report."""
    rows = db.execute(
        "SELECT c.device, count(*) FROM reports r JOIN report_photos p ON p.report = r.id"
        " LEFT JOIN photos USING (sha256)"
        " JOIN changes c ON c.seq = (SELECT min(seq) FROM changes WHERE record = r.id)"
        " WHERE r.photos_arrived < r.photos_expected AND photos.sha256 IS NULL GROUP BY c.device"
    )
    return dict(rows.fetchall())
