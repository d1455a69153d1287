"""Brings what a table of premises changes into the log, as one transaction of the caller's."""

from __future__ import annotations

import secrets
import sqlite3
from collections import defaultdict
from datetime import datetime

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.people import Person
from fieldapp.domain.premises_import import KIND, Known, Plan
from fieldapp.storage import changes, records
from fieldapp.storage.changes import Written


def known(db: sqlite3.Connection, authority: str) -> dict[str, list[Known]]:
    """The authority's premises by own id; one that was merged stands for what it turned out to
    be."""
    rows = db.execute(
        "SELECT own_id, root FROM premises WHERE own_id <> '' AND authority = ?", (authority,)
    ).fetchall()
    roots: defaultdict[str, set[str]] = defaultdict(set)
    for own_id, root in rows:
        roots[own_id].add(root)
    found = records.load(db, {root for _, root in rows})
    return {
        own_id: [Known(root, found[root].values) for root in sorted(of)]
        for own_id, of in roots.items()
    }


def write(
    db: sqlite3.Connection, plan: Plan, actor: Person, catalog: Catalog, now: datetime
) -> None:
    """Raises the Problem that a row meets, for which nothing may be written then."""
    new = (uuid7(now, secrets.token_bytes(ENTROPY_BYTES)) for _ in plan.writes)
    written = [
        Written(KIND, one.record or own, one.fields)
        for one, own in zip(plan.writes, new, strict=True)
    ]
    changes.append_all(db, written, actor, catalog, now)
