"""Who names whom among premises and visits, so that a change reaches all that it changes for."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from fieldapp.domain import visits
from fieldapp.domain.ids import is_id
from fieldapp.storage.records import Record

_NAMING = {"premises": "merged_into", "visit": "premises"}


def note(db: sqlite3.Connection, touched: Iterable[Record]) -> None:
    """Notes what these premises and visits name, and have named in any change of theirs."""
    records = {record.id: record for record in touched}
    found = {
        (str(row["name"]), row["record"])
        for kind, field in _NAMING.items()
        for row in db.execute(
            "SELECT record, json_extract(fields, ?) AS name FROM changes"
            " WHERE record IN (SELECT value FROM json_each(?))",
            (f"$.{field}", _listed(own for own, one in records.items() if one.kind == kind)),
        )
        if is_id(row["name"])
    }
    found |= {
        (visit, own)
        for own, record in records.items()
        if record.kind == "visit"
        for visit, _, _ in visits.outcomes(record.values)
    }
    db.executemany(
        "INSERT OR IGNORE INTO inspection_links (names, record, kind) VALUES (?, ?, ?)",
        [(names, own, records[own].kind) for names, own in sorted(found)],
    )


def named_by(db: sqlite3.Connection, records: Iterable[str]) -> set[str]:
    """The premises and visits that these have named."""
    rows = db.execute(
        "SELECT names FROM inspection_links WHERE record IN (SELECT value FROM json_each(?))",
        (_listed(records),),
    )
    return {row[0] for row in rows}


def naming(db: sqlite3.Connection, names: Iterable[str], kind: str) -> dict[str, set[str]]:
    """The records of this kind that have named these, by whom they name."""
    rows = db.execute(
        "SELECT names, record FROM inspection_links"
        " WHERE names IN (SELECT value FROM json_each(?)) AND kind = ?",
        (_listed(names), kind),
    )
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row["names"]].add(row["record"])
    return found


def families(db: sqlite3.Connection, premises: Collection[str]) -> dict[str, frozenset[str]]:
    """Each of these premises, and all that have ever been merged with them in either direction,
    with the whole group it belongs to."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    known, fresh = set(premises), set(premises)
    while fresh:
        listed = _listed(fresh)
        edges = db.execute(
            "SELECT names, record FROM inspection_links WHERE kind = 'premises' AND (names IN"
            " (SELECT value FROM json_each(?1)) OR record IN (SELECT value FROM json_each(?1)))",
            (listed,),
        ).fetchall()
        for names, record in edges:
            near[names].add(record)
            near[record].add(names)
        fresh = {one for edge in edges for one in edge} - known
        known |= fresh
    return _groups(known, near)


def _groups(known: Iterable[str], near: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for one in sorted(known):
        if one in found:
            continue
        group, left = {one}, [one]
        while left:
            further = near.get(left.pop(), set()) - group
            group |= further
            left += further
        found |= dict.fromkeys(group, frozenset(group))
    return found


def _listed(ids: Iterable[str]) -> str:
    return json.dumps(sorted(ids))
