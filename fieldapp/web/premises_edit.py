"""A premises is entered or changed at the desk: only what was changed is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_bytes
from typing import Any, ClassVar
from uuid import UUID

from flask import redirect
from flask.typing import ResponseReturnValue

from fieldapp.domain import policy
from fieldapp.domain.changes import fold, values
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.premises_fields import CONTACTS
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import audit, changes, people, records
from fieldapp.storage.database import Connection
from fieldapp.storage.log import Line
from fieldapp.storage.records import Record
from fieldapp.web import access, facts
from fieldapp.web.blueprint import web
from fieldapp.web.pages import Page, now, render
from fieldapp.web.premises_sheet import Sheet

Options = list[tuple[str, str]]


@dataclass(frozen=True)
class Clash:
    """A field that somebody else changed while this person had the form open. `at` is UTC text."""

    label: str
    before: str
    theirs: str
    mine: str
    who: str
    at: str


@dataclass(frozen=True)
class PremisesSheet(Page):
    template: ClassVar = "premises/form.html"
    title: str
    action: str
    back: str
    back_text: str
    sheet: Sheet
    kinds: Options
    roles: Options
    failed: Problem | None
    invalid: bool
    clashes: list[Clash]


@web.get("/premises/new")
@access.needs("premises.write")
def new_premises() -> str:
    return _form(Sheet.of({}, 0, *_shape()))


@web.post("/premises")
@access.needs("premises.write")
def add_premises() -> ResponseReturnValue:
    sheet, viewer, moment = Sheet.sent(*_shape()), access.present(), now()
    if not sheet.validate({}):
        return _form(sheet, invalid=True), 422
    said = {name: value for name, value in sheet.values({}).items() if value is not None}
    own = uuid7(moment, token_bytes(ENTROPY_BYTES))
    fields = {**said, "authority": viewer.authority}
    try:
        with current_node().db.write() as db:
            write_premises(db, own, fields, detail="nytt")
    except Problem as problem:
        return _form(sheet, failed=problem), problem.status
    return redirect(f"/premises/{own}", 303)


@web.get("/premises/<uuid:premises>/edit")
@access.needs("premises.write")
def edit_premises(premises: UUID) -> str:
    with current_node().db.read() as db:
        record = open_premises(db, premises, "premises.write")
    return _form(Sheet.of(record.values, record.seq, *_shape()), record)


@web.post("/premises/<uuid:premises>/edit")
@access.needs("premises.write")
def change_premises(premises: UUID) -> ResponseReturnValue:
    """Writes what was changed. What another has changed meanwhile is told, and nothing written."""
    sheet = Sheet.sent(*_shape())
    with current_node().db.read() as db:
        record = open_premises(db, premises, "premises.write")
    if not sheet.validate(record.values):
        return _form(sheet, record, invalid=True), 422
    try:
        with current_node().db.write() as db:
            record = open_premises(db, premises, "premises.write")
            said, clashes = _store(db, record, sheet)
    except Problem as problem:
        return _form(sheet, record, failed=problem), problem.status
    if clashes:
        # What this person left alone is shown as the other made it, so that it stays so.
        again = Sheet.of({**record.values, **said}, record.seq, *_shape())
        return _form(again, record, clashes=clashes), 409
    return redirect(f"/premises/{record.id}", 303)


def open_premises(db: Connection, premises: UUID, action: policy.Action) -> Record:
    """Raises the problem `not-found` also for one that the viewer may not know of."""
    record = records.get(db, "premises", str(premises))
    if not record or not policy.may(access.present(), "premises.read", record.values):
        raise Problem("not-found")
    access.require(action, record.values)
    return record


def values_at(lines: list[Line], seq: int) -> dict[str, Any]:
    """The record's values as the log had them up to this seq."""
    return values(fold(line.change.part for line in lines if line.seq <= seq))


def _store(db: Connection, record: Record, sheet: Sheet) -> tuple[dict[str, Any], list[Clash]]:
    """Writes what the sheet changes, or nothing if another has changed some of it since. Gives the
    changes, and what clashed."""
    lines = changes.of_record(db, record.id)
    before = values_at(lines, sheet.seen)
    said = sheet.changes(before)
    theirs = {
        name
        for name, value in said.items()
        if record.values.get(name) not in (before.get(name), value)
    }
    if theirs:
        labels = people.labels(db, {line.change.actor for line in lines})
        writers = {
            name: line
            for line in lines
            for name in theirs & line.change.fields.keys()
            if line.change.fields[name] == record.values.get(name)
        }
        return said, [
            _clash(name, line, labels, before.get(name), said[name])
            for name, line in writers.items()
        ]
    fields = {name: value for name, value in said.items() if value != record.values.get(name)}
    if fields:
        write_premises(db, record.id, fields)
    return said, []


def write_premises(
    db: Connection,
    own: str,
    fields: dict[str, Any],
    action: audit.Action = "premises-written",
    detail: str | None = None,
) -> None:
    """Appends a change of the premises by the viewer, and notes it in the audit log."""
    viewer, moment = access.present(), now()
    changes.append_own(db, "premises", own, fields, viewer, current_node().catalog, moment)
    audit.append(db, viewer, action, own, moment, detail=detail)


def _clash(name: str, line: Line, labels: dict[str, str], before: Any, mine: Any) -> Clash:
    catalog = current_node().catalog
    said = [facts.value_in_words(name, one, catalog) for one in (before, mine)]
    return Clash(
        label=facts.label(name, catalog, "premises"),
        before=said[0],
        theirs=facts.value_in_words(name, line.change.fields[name], catalog),
        mine=said[1],
        who=labels.get(line.change.actor, "Okänd"),
        at=line.received_at,
    )


def _shape() -> tuple[list[str], list[str]]:
    """The kinds of permit and the roles that the sheet has forms for."""
    kinds, roles = _options()
    return [kind for kind, _ in kinds], [role for role, _ in roles]


def _options() -> tuple[Options, Options]:
    catalog = current_node().catalog
    kinds = [(one.id, one.label) for one in catalog.permits.values()]
    return kinds, [(role, catalog.label(role)) for role in CONTACTS]


def _form(
    sheet: Sheet,
    record: Record | None = None,
    *,
    failed: Problem | None = None,
    invalid: bool = False,
    clashes: Sequence[Clash] = (),
) -> str:
    kinds, roles = _options()
    own = f"/premises/{record.id}" if record else ""
    name = str(record.values.get("name") or "Objektet") if record else ""
    return render(
        PremisesSheet(
            title=f"Ändra {name}" if record else "Nytt objekt",
            action=f"{own}/edit" if record else "/premises",
            back=own or "/premises",
            back_text=name or "Objekt",
            sheet=sheet,
            kinds=kinds,
            roles=roles,
            failed=failed,
            invalid=invalid,
            clashes=list(clashes),
        )
    )
