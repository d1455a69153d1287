"""The visits that inspectors have sent: by how far they have come, and by what they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import request

from fieldapp.domain import policy
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.people import Person
from fieldapp.domain.visits import STATES
from fieldapp.node import current_node
from fieldapp.storage import audit, people, supervision, visits
from fieldapp.storage.database import Connection
from fieldapp.storage.visits import Filters, Listed
from fieldapp.web import access, inspection_words
from fieldapp.web.addresses import Address
from fieldapp.web.blueprint import web
from fieldapp.web.filters import Select, Tab
from fieldapp.web.lists import ON, chip, day_in, state_tabs
from fieldapp.web.pages import Page, now, render, today
from fieldapp.web.visit_rows import VisitRow, inspectors, visit_row

PAGE = 50
SHOWN = tuple(state for state in STATES if state != "draft")


@dataclass(frozen=True)
class Chosen(Address):
    """The filters in the address; what is empty does not narrow. Days are as `2026-11-20`."""

    state: str = ""
    kind: str = ""
    occasion: str = ""
    inspector: str = ""
    premises: str = ""
    since: str = ""
    until: str = ""
    found: str = ""
    late: str = ""

    def within(self, viewer: Person, today: str) -> Filters:
        """The filters for storage: never wider than what the viewer may see. `today` as text."""
        return Filters(
            authorities=[viewer.authority],
            states=(self.state,) if self.state in SHOWN else None,
            visit_kind=self.kind,
            occasion=self.occasion,
            inspector=self.inspector,
            premises=self.premises,
            since=day_in(self.since),
            until=day_in(self.until),
            with_deficiencies=self.found == ON,
            statement_before=today if self.late == ON else "",
        )


@dataclass(frozen=True)
class Visits(Page):
    template: ClassVar = "visits/index.html"
    found: list[VisitRow]
    chosen: Chosen
    tabs: list[Tab]
    chips: list[Tab]
    choices: list[Select]
    kept: list[tuple[str, str]]
    query: str
    older: str | None
    is_filtered: bool
    may_export: bool


@web.get("/visits")
@access.needs("inspection.read")
def list_visits() -> str:
    chosen, viewer = Chosen.read(request.args), access.present()
    filters, catalog = chosen.within(viewer, today().isoformat()), current_node().catalog
    with current_node().db.write(synced=False) as db:
        audit.append(db, viewer, "visits-listed", None, now(), detail=chosen.query() or None)
    with current_node().db.read() as db:
        page = visits.find(db, filters, request.args.get("before"), PAGE)
        counts = visits.by_state(db, filters)
        labels = _labels(db, page.visits)
        choices = _selects(chosen, _makers(db, viewer), catalog)
    asked = {"since", "until", *(choice.name for choice in choices)}
    return render(
        Visits(
            found=[visit_row(one, labels, catalog, today()) for one in page.visits],
            chosen=chosen,
            tabs=state_tabs("/visits", chosen, inspection_words.VISIT_STATES, counts),
            chips=[
                chip("/visits", chosen, "found", "Med brister"),
                chip("/visits", chosen, "late", "Yttrande försenat"),
            ],
            choices=choices,
            kept=chosen.but(asked),
            query=chosen.query(),
            older=f"/visits?{chosen.query(before=page.before)}" if page.before else None,
            is_filtered=bool(chosen.but({"state"})),
            may_export=policy.may(viewer, "inspection.export"),
        )
    )


def _labels(db: Connection, found: list[Listed]) -> dict[str, str]:
    return people.labels(db, {own for one in found for own in inspectors(one)})


def _makers(db: Connection, viewer: Person) -> list[tuple[str, str]]:
    """Those who were on a visit this year or the last, by label."""
    year = today().year
    made = {
        one.person
        for each in (year, year - 1)
        for one in supervision.had(db, [viewer.authority], each)
    }
    labels = people.labels(db, made)
    return sorted(((own, labels.get(own, "okänd")) for own in made), key=lambda one: one[1])


def _selects(chosen: Chosen, makers: list[tuple[str, str]], catalog: Catalog) -> list[Select]:
    kinds = [(one.id, one.label) for one in catalog.visits.kinds]
    occasions = [(one.id, one.label) for one in catalog.visits.occasions]
    return [
        Select("kind", "Slag av tillsyn", kinds, chosen.kind),
        Select("occasion", "Typ av besök", occasions, chosen.occasion),
        Select("inspector", "Inspektör", makers, chosen.inspector),
    ]
