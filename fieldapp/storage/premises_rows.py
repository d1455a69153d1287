"""Writes the rows of premises, and what phones are told of each. Only projections calls it."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.changes import conflicts, is_deleted
from fieldapp.domain.deficiencies import OPEN
from fieldapp.domain.premises import Premises, project, resolved
from fieldapp.domain.supervision import Made, Supervision, supervise
from fieldapp.storage import inspection_links, records
from fieldapp.storage.records import Record

Families = Mapping[str, frozenset[str]]
_NOTHING = Supervision()
_NEVER, _NO_DAY = "", "~"
_COLUMNS = (
    "rowid", "id", "authority", "root", "name", "sort", "holder", "org_number", "own_id",
    "address", "locality", "area", "lat", "lon", "risk", "visits_per_year", "permits",
    "found_in_field", "closed_on", "conflicts", "last_visit", "last_visit_at", "due_on", "due_key",
    "open", "deadline", "text", "seq",
)  # fmt: skip
_TOLD = (
    "visit", "item", "question", "reference", "severity", "note", "observed_at", "deadline",
    "state",
)  # fmt: skip


class _Known(NamedTuple):
    """Visits that count and open deficiencies, by authority and the premises that they name."""

    visits: Mapping[tuple[str, str], list[Made]]
    open: Mapping[tuple[str, str], list[dict[str, Any]]]


def write(db: sqlite3.Connection, families: Families, catalog: Catalog) -> None:
    """Writes the rows of these premises as they and their visits stand. A deleted one has no row,
    but phones are told that nothing is known of it any more, as of one that was merged."""
    found = records.load(db, families)
    premises = {own: one for own, one in found.items() if one.kind == "premises"}
    if not premises:
        return
    _forget(db, premises.values())
    projected = {own: project(one.values, catalog) for own, one in premises.items()}
    roots = _roots(projected)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for own, root in roots.items():
        members[root].append(own)
    known, moved = _known(db, families), _moved(db, families)
    for own, record in sorted(premises.items()):
        one, is_gone = projected[own], is_deleted(record.parts)
        stands = roots[own] == own and not is_gone
        told = _supervised(one, members[own], known) if stands else _NOTHING
        if not is_gone:
            _write_row(db, record, roots[own], one, told)
        _tell(db, own, one.authority, max(moved[member] for member in families[own]), told)


def _forget(db: sqlite3.Connection, premises: Iterable[Record]) -> None:
    numbers = [(record.first_seq,) for record in premises]
    db.executemany(
        "INSERT INTO premises_fts (premises_fts, rowid, text)"
        " SELECT 'delete', rowid, text FROM premises WHERE rowid = ?",
        numbers,
    )
    db.executemany("DELETE FROM premises_places WHERE id = ?", numbers)
    db.executemany("DELETE FROM premises WHERE rowid = ?", numbers)


def _roots(projected: Mapping[str, Premises]) -> dict[str, str]:
    """Which each turned out to be; only one that is here, and of the same authority, counts."""
    merged = {}
    for own, one in projected.items():
        into = projected.get(one.merged_into or "")
        if one.merged_into and into and into.authority == one.authority:
            merged[own] = one.merged_into
    return {own: resolved(own, merged) for own in projected}


def _supervised(premises: Premises, members: Iterable[str], known: _Known) -> Supervision:
    keys = [(premises.authority or "", member) for member in members]
    visits = [visit for key in keys for visit in known.visits.get(key, ())]
    deficiencies = [one for key in keys for one in known.open.get(key, ())]
    deficiencies.sort(key=lambda one: (one["visit_at"], one["visit"], one["position"]))
    told = [{name: one[name] for name in _TOLD} for one in deficiencies]
    return supervise(premises.visits_per_year, visits, told)


def _known(db: sqlite3.Connection, premises: Iterable[str]) -> _Known:
    wanted = json.dumps(sorted(premises))
    visits: defaultdict[tuple[str, str], list[Made]] = defaultdict(list)
    for row in db.execute(
        "SELECT authority, premises, id, at, coalesce(visit_kind, ''), coalesce(occasion, ''),"
        " deficiencies, next_visit_on FROM visits"
        " WHERE counted AND premises IN (SELECT value FROM json_each(?))",
        (wanted,),
    ):
        visits[row[0], row[1]].append(Made(*tuple(row)[2:]))
    found: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in db.execute(
        "SELECT * FROM deficiencies WHERE premises IN (SELECT value FROM json_each(?))"
        " AND state IN (SELECT value FROM json_each(?))",
        (wanted, json.dumps(sorted(OPEN))),
    ):
        found[row["authority"], row["premises"]].append(dict(row))
    return _Known(visits, found)


def _moved(db: sqlite3.Connection, premises: Iterable[str]) -> dict[str, int]:
    """The seq of the newest change of each premises, of the visits that ever named it, of those
    that speak of these visits, and of what is said of any of them."""
    wanted = sorted(premises)
    named = inspection_links.naming(db, wanted, "visit")
    visits = set().union(*named.values()) if named else set()
    later = inspection_links.naming(db, visits, "visit")
    every = visits.union(*later.values())
    seqs = _newest(db, every | set(wanted))
    by_visit = {
        visit: max(seqs.get(one, 0) for one in (visit, *later.get(visit, ()))) for visit in visits
    }
    return {
        own: max([seqs.get(own, 0), *(by_visit[visit] for visit in named.get(own, ()))])
        for own in wanted
    }


def _newest(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    listed = (json.dumps(sorted(ids)),)
    found = dict(
        db.execute(
            "SELECT id, seq FROM records WHERE id IN (SELECT value FROM json_each(?))", listed
        ).fetchall()
    )
    for report, seq in db.execute(
        "SELECT a.report, max(r.seq) FROM about a JOIN records r ON r.id = a.record"
        " WHERE a.report IN (SELECT value FROM json_each(?)) GROUP BY a.report",
        listed,
    ):
        found[report] = max(found.get(report, 0), seq)
    return found


def _write_row(
    db: sqlite3.Connection, record: Record, root: str, one: Premises, told: Supervision
) -> None:
    due_on = told.due_on.isoformat() if told.due_on else None
    never = _NEVER if one.visits_per_year and not told.last else _NO_DAY
    row = {
        **{name: getattr(one, name) for name in Premises.__slots__},
        "rowid": record.first_seq,
        "id": record.id,
        "root": root,
        "permits": json.dumps(one.permits),
        "conflicts": len(conflicts(record.parts)) if len(record.parts) > 1 else 0,
        "last_visit": told.last and told.last.id,
        "last_visit_at": told.last and told.last.at,
        "due_on": due_on,
        "due_key": due_on or never,
        "open": len(told.open),
        "deadline": min((d["deadline"] for d in told.open if d["deadline"]), default=None),
        "seq": record.seq,
    }
    marks = ", ".join("?" * len(_COLUMNS))
    db.execute(
        f"INSERT INTO premises ({', '.join(_COLUMNS)}) VALUES ({marks})",
        [row[name] for name in _COLUMNS],
    )
    db.execute(
        "INSERT INTO premises_fts (rowid, text) VALUES (?, ?)", (record.first_seq, one.text)
    )
    if one.lat is not None:
        db.execute(
            "INSERT INTO premises_places VALUES (?1, ?2, ?2, ?3, ?3)",
            (record.first_seq, one.lat, one.lon),
        )


def _tell(
    db: sqlite3.Connection, premises: str, authority: str | None, seq: int, told: Supervision
) -> None:
    body = json.dumps(told.as_json(premises), ensure_ascii=False, separators=(",", ":"))
    db.execute("DELETE FROM supervision WHERE premises = ?", (premises,))
    if authority:
        db.execute(
            "INSERT INTO supervision (premises, authority, seq, body) VALUES (?, ?, ?, ?)",
            (premises, authority, seq, body),
        )
