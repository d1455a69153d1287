"""What a visit's protocol is made of, gathered from the log's records."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fieldapp.domain import deficiencies, protocols, reviews, visits
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.protocols import Protocol, Surroundings
from fieldapp.domain.records import photos as manifests
from fieldapp.storage import people, photos, records, said


@dataclass(frozen=True, slots=True)
class Opened:
    """A visit's protocol, and the visit as the policy's subject."""

    protocol: Protocol
    subject: Mapping[str, Any]


def of_visit(db: sqlite3.Connection, visit: str, catalog: Catalog) -> Opened | None:
    """The protocol of the visit with this id; None when there is none."""
    record = records.get(db, "visit", visit)
    if record is None:
        return None
    values = record.values
    reporter = str(values.get("reporter") or "")
    earlier = records.load(db, protocols.visits_named(values))
    about = Surroundings(
        receipt=record.receipt,
        reporter=people.labels(db, [reporter]).get(reporter, ""),
        sent=visits.dispatched(_dispatches(db, visit, values.get("authority"))),
        states=_states(db, visit),
        earlier={one.id: one.values for one in earlier.values() if one.kind == "visit"},
        missing=photos.missing(db, manifests(values)),
    )
    state = "draft" if reviews.is_draft(values) else "submitted"
    subject = {"kind": "visit", "authority": values.get("authority"), "reporter": reporter}
    return Opened(protocols.protocol(visit, values, about, catalog), {**subject, "state": state})


def _dispatches(db: sqlite3.Connection, visit: str, authority: Any) -> list[dict[str, Any]]:
    """Those of the visit's own authority; another's has no say."""
    words = said.about(db, [visit], ["dispatch"])[visit, "dispatch"]
    return [word.values for word in words if word.values.get("authority") == authority]


def _states(db: sqlite3.Connection, visit: str) -> dict[str, str]:
    """What has become of the visit's deficiencies, in words, by item."""
    rows = db.execute("SELECT item, state FROM deficiencies WHERE visit = ?", (visit,))
    return {item: deficiencies.STATE_WORDS[state] for item, state in rows}
