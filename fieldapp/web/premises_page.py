"""One premises: what it may do now, what is planned and was found, and who changed what when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from fieldapp.domain import deficiencies as rules
from fieldapp.domain import policy
from fieldapp.domain.premises_fields import CONTACTS
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import audit, changes, deficiencies, people, premises, visits
from fieldapp.storage.database import Connection
from fieldapp.storage.premises import Listed
from fieldapp.storage.records import Record
from fieldapp.web import access, history, premises_words, times
from fieldapp.web.blueprint import web
from fieldapp.web.deficiency_rows import DeficiencyRow, deficiency_row
from fieldapp.web.facts import Fact, fact
from fieldapp.web.history import Event
from fieldapp.web.inspection_words import RISKS
from fieldapp.web.pages import Page, now, render, today
from fieldapp.web.premises_edit import open_premises
from fieldapp.web.premises_permits import Held, held
from fieldapp.web.premises_rows import PremisesRow, premises_row, where
from fieldapp.web.visit_rows import VisitRow, inspectors, visit_row

_MOST = 200
_FACTS = ("holder", "org_number", "own_id", "address", "locality", "place")


@dataclass(frozen=True)
class Contact:
    """Whom to reach, by role."""

    role: str
    name: str
    phone: str
    email: str


@dataclass(frozen=True)
class ShowPremises(Page):
    template: ClassVar = "premises/show.html"
    id: str
    url: str
    name: str
    where: str
    closed_on: str
    found_in_field: bool
    merged_into: PremisesRow | None
    merged_from: list[PremisesRow]
    permits: list[Held]
    open: list[DeficiencyRow]
    visits: list[VisitRow]
    history: list[Event]
    plan: list[Fact]
    facts: list[Fact]
    place: Mapping[str, Any] | None
    contacts: list[Contact]
    may_write: bool


@web.get("/premises/<uuid:premises>")
@access.needs("premises.read")
def show_premises(premises: UUID) -> str:
    """That it was read is noted first: it may name those who answer for it."""
    with current_node().db.write(synced=False) as db:
        record = open_premises(db, premises, "premises.read")
        audit.append(db, access.present(), "premises-read", record.id, now())
    with current_node().db.read() as db:
        return render(_page(db, record))


def _page(db: Connection, record: Record) -> ShowPremises:
    values, viewer, catalog = record.values, access.present(), current_node().catalog
    listed = premises.get(db, record.id)
    if listed is None:
        raise Problem("not-found")
    lines = changes.of_record(db, record.id)
    made = visits.of_premises(db, record.id)
    authors = {line.change.actor for line in lines}
    labels = people.labels(db, authors | {own for one in made for own in inspectors(one)})
    mine = deficiencies.Filters(
        authorities=[viewer.authority], states=rules.OPEN, premises=record.id
    )
    whole = premises.get(db, listed.root) if listed.is_merged else None
    return ShowPremises(
        id=record.id,
        url=f"/premises/{record.id}",
        name=listed.name or "Objekt utan namn",
        where=where(listed.address, listed.locality, listed.holder),
        closed_on=premises_words.day(listed.closed_on) if listed.closed_on else "",
        found_in_field=listed.found_in_field,
        merged_into=_row(whole) if whole else None,
        merged_from=[_row(one) for one in premises.merged_into(db, record.id)],
        permits=held(values, catalog, now()),
        open=[
            deficiency_row(one, today())
            for one in deficiencies.find(db, mine, limit=_MOST).deficiencies
        ],
        visits=[visit_row(one, labels, catalog, today()) for one in made],
        history=history.events(lines, labels, catalog),
        plan=_plan(listed, sum(one.day.startswith(str(today().year)) for one in made)),
        facts=[
            fact(name, values[name], catalog, "premises") for name in _FACTS if values.get(name)
        ],
        place=values.get("place"),
        contacts=list(_contacts(values)),
        may_write=policy.may(viewer, "premises.write", values),
    )


def _row(listed: Listed) -> PremisesRow:
    return premises_row(listed, current_node().catalog, today())


def _plan(listed: Listed, made_this_year: int) -> list[Fact]:
    row = _row(listed)
    due = premises_words.day(row.due_on) if row.due_on else "inget planerat"
    last = listed.last_visit_at
    told = {
        "Riskklass": RISKS.get(row.risk, "inte bedömd"),
        "Planerade besök per år": str(listed.visits_per_year),
        "Besök i år": str(made_this_year),
        "Senaste besök": times.full(times.local(last)) if last else "aldrig besökt",
        "Nästa besök senast": f"{due}, försenat" if row.overdue else due,
    }
    return [Fact(label, label, value) for label, value in told.items()]


def _contacts(values: Mapping[str, Any]) -> list[Contact]:
    catalog = current_node().catalog
    known = [(role, values.get(f"contacts/{role}")) for role in CONTACTS]
    return [
        Contact(catalog.label(role), *(str(told.get(name) or "") for name in _OF_CONTACT))
        for role, told in known
        if told
    ]


_OF_CONTACT = ("name", "phone", "email")
