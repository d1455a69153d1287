"""Writes what is counted of control purchases. Only projections calls it, through inspections."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from fieldapp.domain import reviews, visits
from fieldapp.domain.changes import is_deleted
from fieldapp.domain.clock import true_time
from fieldapp.storage import said
from fieldapp.storage.records import Record


def write(db: sqlite3.Connection, purchases: Sequence[Record]) -> None:
    """Writes these as they stand; one that is a draft, deleted or dismissed is not counted."""
    if not purchases:
        return
    db.executemany("DELETE FROM control_purchases WHERE id = ?", [(one.id,) for one in purchases])
    made = said.about(db, [one.id for one in purchases], ("review",))
    for one in purchases:
        reviewed = [review.values for review in made[one.id, "review"]]
        state = reviews.state(one.values, reviewed)
        at = true_time(one.values.get("happened_at") or one.values.get("submitted_at"))
        if at is None or state in ("draft", "dismissed") or is_deleted(one.parts):
            continue
        told = [one.values.get(name) for name in ("authority", "premises", "product", "outcome")]
        db.execute(
            "INSERT INTO control_purchases (id, authority, premises, product, outcome, day)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (one.id, *told, visits.day_of(at).isoformat()),
        )
