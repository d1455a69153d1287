"""What the register is narrowed to, as the address says it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.people import Person
from fieldapp.storage import premises
from fieldapp.storage.database import Connection
from fieldapp.storage.premises import Filters, Order
from fieldapp.web.addresses import Address
from fieldapp.web.filters import Select, Tab
from fieldapp.web.inspection_words import ORDERS, RISKS
from fieldapp.web.lists import ON, chip


@dataclass(frozen=True)
class Sought(Address):
    """The filters in the address; what is empty does not narrow."""

    q: str = ""
    permit: str = ""
    area: str = ""
    risk: str = ""
    overdue: str = ""
    never: str = ""
    open: str = ""
    found: str = ""
    closed: str = ""
    order: str = ""

    def within(self, viewer: Person, today: str) -> Filters:
        """The filters for storage: never wider than what the viewer may see. `today` as text."""
        return Filters(
            authorities=[viewer.authority],
            text=self.q,
            permit=self.permit,
            area=self.area,
            risk=int(self.risk) if self.risk in RISKS else None,
            overdue_on=today if self.overdue == ON else "",
            never_visited=self.never == ON,
            with_open=self.open == ON,
            found_in_field=self.found == ON,
            closed=self.closed == ON,
        )

    @property
    def in_order(self) -> Order:
        return cast(Order, self.order) if self.order in ORDERS else "name"

    @property
    def narrows(self) -> bool:
        return bool(self.but({"order"}))


def chips(db: Connection, sought: Sought, viewer: Person, today: str, address: str) -> list[Tab]:
    """The filters that are on or off, with how many of all that fit them."""

    def count(**on: bool | str) -> str:
        whole = replace(Sought().within(viewer, today), **on)  # type: ignore[arg-type]
        return str(premises.count(db, whole))

    return [
        chip(address, sought, "overdue", "Försenade", count(overdue_on=today)),
        chip(address, sought, "never", "Aldrig besökta", count(never_visited=True)),
        chip(address, sought, "open", "Med öppna brister", count(with_open=True)),
        chip(address, sought, "found", "Hittade i fält", count(found_in_field=True)),
        chip(address, sought, "closed", "Nedlagda", count(closed=True)),
    ]


def views(sought: Sought, address: str) -> list[Tab]:
    shown = (("/premises", "Lista"), ("/premises/map", "Karta"))
    return [Tab(f"{url}?{sought.query()}", text, "", url == address) for url, text in shown]


def selects(sought: Sought, catalog: Catalog) -> list[Select]:
    """The lists to choose from."""
    permits = [(one.id, one.label) for one in catalog.permits.values()]
    return [
        Select("permit", "Tillstånd", permits, sought.permit),
        Select("area", "Område", [(one.id, one.name) for one in catalog.areas], sought.area),
        Select("risk", "Riskklass", list(RISKS.items()), sought.risk),
    ]
