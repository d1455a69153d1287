"""The deficiencies that visits found: those most overdue first, and counted."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import urlencode

from flask import request

from fieldapp.domain import deficiencies as rules
from fieldapp.domain import policy
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.people import Person
from fieldapp.node import current_node
from fieldapp.storage import audit, deficiencies, premises
from fieldapp.storage.database import Connection
from fieldapp.storage.deficiencies import Count, Filters
from fieldapp.web import access
from fieldapp.web.addresses import Address
from fieldapp.web.blueprint import web
from fieldapp.web.deficiency_rows import DeficiencyRow, deficiency_row
from fieldapp.web.filters import Select, Tab
from fieldapp.web.inspection_words import DEFICIENCY_STATES, SEVERITIES
from fieldapp.web.lists import ON, chip, day_in
from fieldapp.web.pages import Page, now, render, today

PAGE = 50
EVERY = "all"
_STATES: dict[str, Collection[rules.State]] = {
    EVERY: rules.STATES,
    **{state: (state,) for state in rules.STATES},
}
_VIEWS = (
    ("/deficiencies", "Lista"),
    ("/deficiencies/by-premises", "Per objekt"),
    ("/deficiencies/by-item", "Per kontrollpunkt"),
)


@dataclass(frozen=True)
class Chosen(Address):
    """The filters in the address. No state is those that are open still; `all` is every one."""

    state: str = ""
    severity: str = ""
    checklist: str = ""
    item: str = ""
    premises: str = ""
    since: str = ""
    until: str = ""
    overdue: str = ""

    def within(self, viewer: Person, today: str) -> Filters:
        """The filters for storage: never wider than what the viewer may see. `today` as text."""
        return Filters(
            authorities=[viewer.authority],
            states=_STATES.get(self.state, rules.OPEN),
            item=self.item,
            checklist=self.checklist,
            severity=self.severity,
            premises=self.premises,
            since=day_in(self.since),
            until=day_in(self.until),
            overdue_on=today if self.overdue == ON else "",
        )


@dataclass(frozen=True)
class Deficiencies(Page):
    template: ClassVar = "deficiencies/index.html"
    found: list[DeficiencyRow]
    tabs: list[Tab]
    chips: list[Tab]
    views: list[Tab]
    choices: list[Select]
    kept: list[tuple[str, str]]
    narrowed: str
    query: str
    more: str | None
    is_filtered: bool
    may_export: bool


@dataclass(frozen=True)
class Counted:
    """How many of one point, or at one premises. `url` is that of their list but for the state."""

    text: str
    more: str
    url: str
    open: int
    overdue: int
    all: int


@dataclass(frozen=True)
class Counts(Page):
    template: ClassVar = "deficiencies/counts.html"
    title: str
    column: str
    views: list[Tab]
    counted: list[Counted]


@web.get("/deficiencies")
@access.needs("inspection.read")
def list_deficiencies() -> str:
    chosen, viewer = Chosen.read(request.args), access.present()
    filters, catalog = chosen.within(viewer, today().isoformat()), current_node().catalog
    _note_listing(chosen)
    with current_node().db.read() as db:
        page = deficiencies.find(db, filters, request.args.get("after"), PAGE)
        counts = deficiencies.by_state(db, filters)
        narrowed = _narrowed(db, chosen, catalog)
    choices = _selects(chosen, catalog)
    return render(
        Deficiencies(
            found=[deficiency_row(one, today()) for one in page.deficiencies],
            tabs=_tabs(chosen, counts),
            chips=[chip("/deficiencies", chosen, "overdue", "Försenade")],
            views=_views("/deficiencies"),
            choices=choices,
            kept=chosen.but(choice.name for choice in choices),
            narrowed=narrowed,
            query=chosen.query(),
            more=f"/deficiencies?{chosen.query(after=page.after)}" if page.after else None,
            is_filtered=bool(chosen.but({"state"})),
            may_export=policy.may(viewer, "inspection.export"),
        )
    )


@web.get("/deficiencies/by-premises")
@access.needs("inspection.read")
def deficiencies_by_premises() -> str:
    counted = _counted(deficiencies.per_premises, "premises")
    views = _views("/deficiencies/by-premises")
    return render(Counts("Brister per objekt", "Objekt", views, counted))


@web.get("/deficiencies/by-item")
@access.needs("inspection.read")
def deficiencies_by_item() -> str:
    counted = _counted(deficiencies.per_item, "item")
    views = _views("/deficiencies/by-item")
    return render(Counts("Brister per kontrollpunkt", "Kontrollpunkt", views, counted))


def _counted(count: Callable[[Connection, Filters], list[Count]], by: str) -> list[Counted]:
    viewer, day = access.present(), today().isoformat()
    everything = Chosen(state=EVERY)
    filters = everything.within(viewer, day)
    _note_listing(everything)
    with current_node().db.read() as db:
        overdue = {one.id: one.found for one in count(db, replace(filters, overdue_on=day))}
        return [
            Counted(
                text=one.name or one.id or "Okänt objekt",
                more=one.id if by == "item" else "",
                url=f"/deficiencies?{urlencode({by: one.id})}",
                open=one.open,
                overdue=overdue.get(one.id, 0),
                all=one.found,
            )
            for one in count(db, filters)
        ]


def _tabs(chosen: Chosen, counts: dict[rules.State, int]) -> list[Tab]:
    open_still = sum(counts[state] for state in rules.OPEN)
    named = [
        ("", "Alla öppna", open_still),
        *((state, text, counts[state]) for state, text in DEFICIENCY_STATES.items()),  # type: ignore[index]
        (EVERY, "Alla", sum(counts.values())),
    ]
    return [
        Tab(f"/deficiencies?{chosen.query(state=own)}", text, str(number), own == chosen.state)
        for own, text, number in named
    ]


def _views(here: str) -> list[Tab]:
    return [Tab(url, text, "", url == here) for url, text in _VIEWS]


def _selects(chosen: Chosen, catalog: Catalog) -> list[Select]:
    checklists = [(one.id, one.title) for one in catalog.checklists.values()]
    return [
        Select("severity", "Allvar", list(SEVERITIES.items()), chosen.severity),
        Select("checklist", "Checklista", checklists, chosen.checklist),
    ]


def _narrowed(db: Connection, chosen: Chosen, catalog: Catalog) -> str:
    """What the address narrows to that no field of the form shows."""
    of = premises.get(db, chosen.premises) if chosen.premises else None
    told = [
        f"Bara hos {of.name}." if of and of.authority == access.present().authority else "",
        f"Bara {chosen.item}: {catalog.label(chosen.item)}" if chosen.item else "",
    ]
    return " ".join(text for text in told if text)


def _note_listing(chosen: Chosen) -> None:
    with current_node().db.write(synced=False) as db:
        detail = chosen.query() or None
        audit.append(db, access.present(), "deficiencies-listed", None, now(), detail=detail)
