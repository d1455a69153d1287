"""Writes the rows of visits and of the deficiencies they found. Only projections calls it."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from fieldapp.domain import deficiencies, policy, reviews, visits
from fieldapp.domain.changes import clock_of, is_deleted
from fieldapp.domain.clock import true_time
from fieldapp.domain.deficiencies import Said
from fieldapp.domain.visits import Found
from fieldapp.storage import inspection_links, records, said
from fieldapp.storage.records import Record
from fieldapp.storage.said import Word

_COLUMNS = (
    "rowid", "id", "authority", "premises", "premises_name", "state", "version", "visit_kind",
    "occasion", "reporter", "inspectors", "at", "ended_at", "submitted_at", "day", "counted",
    "deficiencies", "critical", "next_visit_on", "sent_on", "manner", "statement_due",
    "statement_on", "case_number", "seq",
)  # fmt: skip
_FOUND = (
    "visit", "item", "authority", "premises", "checklist", "position", "question", "reference",
    "severity", "note", "said", "observed_at", "observed_by", "corrected", "visit_at", "day",
    "state", "deadline", "case_number", "measure", "reason",
)  # fmt: skip
_INSERT = "INSERT INTO {} ({}) VALUES ({})"
Words = Mapping[tuple[str, str], list[Word]]
Seen = Mapping[tuple[str, str], list[Said]]


def write(db: sqlite3.Connection, touched: Sequence[Record]) -> None:
    """Writes the rows of these visits as they stand; a draft and a deleted one have none."""
    ids = [(record.id,) for record in touched]
    db.executemany("DELETE FROM visits WHERE id = ?", ids)
    db.executemany("DELETE FROM deficiencies WHERE visit = ?", ids)
    words = said.about(db, [record.id for record in touched], ("review", "dispatch", "deficiency"))
    seen = _seen_later(db, {record.id: record.values.get("authority") for record in touched})
    for record in touched:
        state = _state(record, words)
        if state == "draft" or is_deleted(record.parts):
            continue
        found = visits.found(record.values) if state in visits.COUNTED else []
        row = _row(record, state, found, words)
        _insert(db, "visits", _COLUMNS, row)
        for position, one in enumerate(found):
            standing = _standing(record, one, words, seen)
            _insert(db, "deficiencies", _FOUND, _deficiency(row, position, one, standing))


def _state(record: Record, words: Words) -> visits.State:
    return visits.state(record.values, _said(record, "review", words), _sent(record, words))


def _sent(record: Record, words: Words) -> dict[str, Any]:
    return visits.dispatched(_said(record, "dispatch", words))


def _said(record: Record, kind: str, words: Words) -> list[dict[str, Any]]:
    return [word.values for word in _words(record, kind, words)]


def _words(record: Record, kind: str, words: Words) -> list[Word]:
    """What the desk of the visit's own authority says of it; another's has no say."""
    own = record.values.get("authority")
    return [one for one in words.get((record.id, kind), ()) if one.values.get("authority") == own]


def _row(
    record: Record, state: visits.State, found: Sequence[Found], words: Words
) -> dict[str, Any]:
    values, sent = record.values, _sent(record, words)
    submitted_at = true_time(values["submitted_at"]) or ""
    at = true_time(values.get("started_at")) or submitted_at
    told = ("authority", "premises", "visit_kind", "occasion", "reporter", "next_visit_on")
    issued = ("sent_on", "manner", "statement_due", "statement_on", "case_number")
    return {
        **{name: values.get(name) for name in told},
        **{name: sent.get(name) for name in issued},
        "rowid": record.first_seq,
        "id": record.id,
        "premises_name": values.get("premises_name") or "",
        "state": state,
        "version": reviews.version(values),
        "inspectors": json.dumps(sorted(policy.inspectors(values))),
        "at": at,
        "ended_at": true_time(values.get("ended_at")),
        "submitted_at": submitted_at,
        "day": visits.day_of(at).isoformat(),
        "counted": state in visits.COUNTED,
        "deficiencies": len(found),
        "critical": sum(one.severity == "critical" for one in found),
        "seq": record.seq,
    }


def _standing(record: Record, found: Found, words: Words, seen: Seen) -> deficiencies.Standing:
    decided = [
        Said(word.clock, word.values)
        for word in _words(record, "deficiency", words)
        if word.values.get("item") == found.item
    ]
    is_sent = visits.is_sent(record.values, _sent(record, words))
    return deficiencies.standing(found, is_sent, seen.get((record.id, found.item), ()), decided)


def _deficiency(
    visit: Mapping[str, Any], position: int, found: Found, standing: deficiencies.Standing
) -> dict[str, Any]:
    told = ("item", "checklist", "question", "reference", "severity", "note", "said")
    decided = ("state", "deadline", "case_number", "measure", "reason")
    return {
        **{name: visit[name] for name in ("authority", "premises", "day")},
        **{name: getattr(found, name) for name in (*told, "observed_by", "corrected")},
        **{name: getattr(standing, name) for name in decided},
        "visit": visit["id"],
        "position": position,
        "observed_at": found.observed_at or visit["at"],
        "visit_at": visit["at"],
    }


def _seen_later(db: sqlite3.Connection, authorities: Mapping[str, Any]) -> Seen:
    """What other visits of the same authority, which count, saw of these visits' deficiencies;
    `authorities` are theirs, by visit."""
    later = inspection_links.naming(db, authorities, "visit")
    speaking = records.load(db, set().union(*later.values())) if later else {}
    words = said.about(db, speaking, ("review",))
    found: defaultdict[tuple[str, str], list[Said]] = defaultdict(list)
    for record in speaking.values():
        if is_deleted(record.parts) or _state(record, words) not in visits.COUNTED:
            continue
        own = record.values.get("authority")
        for visit, item, name in visits.outcomes(record.values):
            if visit in authorities and authorities[visit] == own and record.values[name]:
                word = {"state": record.values[name]}
                found[visit, item].append(Said(clock_of(record.parts, name), word))
    return found


def _insert(
    db: sqlite3.Connection, table: str, columns: Sequence[str], row: Mapping[str, Any]
) -> None:
    marks = ", ".join("?" * len(columns))
    db.execute(_INSERT.format(table, ", ".join(columns), marks), [row[name] for name in columns])
