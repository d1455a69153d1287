"""Two premises that are the same: one becomes part of the other, and can be parted from it again.

Nothing is moved or removed: the one that is merged names the other, and what is asked of the other
takes its visits and deficiencies in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot
from typing import Any, ClassVar
from uuid import UUID

from flask import redirect, request
from flask.typing import ResponseReturnValue

from fieldapp.domain.ids import is_id
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import premises as stored
from fieldapp.storage.database import Connection
from fieldapp.storage.premises import Filters, Listed
from fieldapp.storage.records import Record
from fieldapp.web import access, facts
from fieldapp.web.blueprint import web
from fieldapp.web.pages import Page, render, today
from fieldapp.web.premises_edit import open_premises, write_premises
from fieldapp.web.premises_rows import PremisesRow, premises_row

_MOST = 12
# In degrees of latitude; here some 500 m.
_NEAR = 0.0045
_ORDER = ("name", "holder", "org_number", "own_id", "address", "locality", "place")
# What is of no help to tell two premises apart by.
_NOT_COMPARED = frozenset({"authority", "found_in_field", "merged_into", "deleted"})


@dataclass(frozen=True)
class Line:
    """One fact of both, in words."""

    label: str
    here: str
    there: str

    @property
    def differs(self) -> bool:
        return bool(self.here and self.there and self.here != self.there)


@dataclass(frozen=True)
class Merge(Page):
    template: ClassVar = "premises/merge.html"
    id: str
    url: str
    name: str
    q: str
    found: list[PremisesRow]
    other: PremisesRow | None
    compared: list[Line]


@web.get("/premises/<uuid:premises>/merge")
@access.needs("premises.write")
def choose_merge(premises: UUID) -> str:
    """Those that it might be the same as, or one of them beside it."""
    q, other = request.args.get("q", "").strip(), request.args.get("with", "")
    with current_node().db.read() as db:
        record = open_premises(db, premises, "premises.write")
        there = open_premises(db, UUID(other), "premises.write") if is_id(other) else None
        found = [] if there else _like(db, record, q)
        whole = stored.get(db, there.id) if there else None
    return render(
        Merge(
            id=record.id,
            url=f"/premises/{record.id}",
            name=str(record.values.get("name") or "objektet"),
            q=q,
            found=[_row(one) for one in found],
            other=_row(whole) if whole else None,
            compared=_compared(record, there) if there else [],
        )
    )


@web.post("/premises/<uuid:premises>/merge")
@access.needs("premises.write")
def merge_premises(premises: UUID) -> ResponseReturnValue:
    into = request.form.get("into", "")
    if not is_id(into):
        raise Problem("form-incomplete", what="välj vilket objekt det är samma som")
    with current_node().db.write() as db:
        record = open_premises(db, premises, "premises.write")
        other = open_premises(db, UUID(into), "premises.write")
        _check(record, other)
        write_premises(db, record.id, {"merged_into": other.id}, "premises-merged")
    return redirect(f"/premises/{other.id}", 303)


@web.post("/premises/<uuid:premises>/separation")
@access.needs("premises.write")
def separate_premises(premises: UUID) -> ResponseReturnValue:
    with current_node().db.write() as db:
        record = open_premises(db, premises, "premises.write")
        if record.values.get("merged_into"):
            write_premises(db, record.id, {"merged_into": None}, "premises-merged")
    return redirect(f"/premises/{premises}", 303)


@web.post("/premises/<uuid:premises>/registration")
@access.needs("premises.write")
def register_premises(premises: UUID) -> ResponseReturnValue:
    """What was found in the field is new, and part of the register from now on."""
    with current_node().db.write() as db:
        record = open_premises(db, premises, "premises.write")
        if record.values.get("found_in_field"):
            write_premises(db, record.id, {"found_in_field": False})
    return redirect(f"/premises/{premises}", 303)


def _row(listed: Listed) -> PremisesRow:
    return premises_row(listed, current_node().catalog, today())


def _like(db: Connection, record: Record, q: str) -> list[Listed]:
    """Those that are searched for; without a search, the nearest first and then those that have a
    word of its name."""
    mine = Filters(authorities=[access.present().authority])
    if q:
        return _others(record, stored.find(db, replace(mine, text=q), limit=_MOST).premises)
    place, near = record.values.get("place"), []
    if place:
        lat, lon = place["lat"], place["lon"]
        box = (lat - _NEAR, lon - 2 * _NEAR, lat + _NEAR, lon + 2 * _NEAR)
        near = stored.find(db, replace(mine, box=box), limit=_MOST).premises
        near.sort(key=lambda one: hypot((one.lat or 0) - lat, ((one.lon or 0) - lon) / 2))
    words = [word for word in str(record.values.get("name") or "").split() if len(word) > 3]
    named = [
        one
        for word in words
        for one in stored.find(db, replace(mine, text=word), limit=9).premises
    ]
    return _others(record, [*near, *named])[:_MOST]


def _others(record: Record, found: list[Listed]) -> list[Listed]:
    """Each once, and not the premises itself."""
    return list({one.id: one for one in found if one.id != record.id}.values())


def _compared(here: Record, there: Record) -> list[Line]:
    """What either says, the facts of the form first."""
    catalog = current_node().catalog
    named = sorted(({*here.values} | {*there.values}) - _NOT_COMPARED, key=_place)
    told = [(name, here.values.get(name), there.values.get(name)) for name in named]
    return [
        Line(facts.label(name, catalog, "premises"), *(_in_words(name, one) for one in values))
        for name, *values in told
        if any(value is not None for value in values)
    ]


def _place(name: str) -> tuple[int, str]:
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)


def _in_words(name: str, value: Any) -> str:
    return "" if value is None else facts.value_in_words(name, value, current_node().catalog)


def _check(record: Record, other: Record) -> None:
    """Raises the problem `merge-not-possible` for what would go in a ring, or into nothing."""
    if record.id == other.id:
        raise Problem("merge-not-possible", why="det är ett och samma objekt")
    if record.values.get("merged_into"):
        raise Problem("merge-not-possible", why="det är redan sammanslaget med ett annat")
    if other.values.get("merged_into"):
        raise Problem("merge-not-possible", why="det andra är självt sammanslaget med ett annat")
