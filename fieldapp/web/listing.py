"""What list, map and times of reports have in common: their filters, and the reports they find."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from fieldapp.domain import policy
from fieldapp.domain.grid import EARTH, Box, meet
from fieldapp.node import current_node
from fieldapp.storage import audit, report_counts, reports, tallies
from fieldapp.storage.database import Connection
from fieldapp.storage.reports import Listed
from fieldapp.storage.tallies import Found
from fieldapp.web import access
from fieldapp.web.filters import (
    Chip,
    Chosen,
    Select,
    Tab,
    chips,
    orders,
    selects,
    states_for,
    tabs,
)
from fieldapp.web.pages import now
from fieldapp.web.rows import Row, row, subject


@dataclass(frozen=True)
class Listing:
    """The filters as a page shows them, and the reports that it lists."""

    found: list[Row]
    chosen: Chosen
    tabs: list[Tab]
    choices: list[Select]
    orders: Select
    chips: list[Chip]
    query: str
    action: str
    view: str
    is_filtered: bool


def find(
    db: Connection, chosen: Chosen, before: str | None, limit: int
) -> tuple[list[Listed], str | None]:
    """The reports; those of a receipt code when what is searched for is one."""
    if by_code := _by_code(db, chosen):
        return by_code, None
    filters = chosen.within(access.present(), current_node().catalog)
    read = reports.best if chosen.is_ranked else reports.inbox
    page = read(db, filters, before, limit)
    return page.reports, page.before


def placed(db: Connection, chosen: Chosen, limit: int) -> list[Listed]:
    """Those of the same reports that have a place."""
    if by_code := _by_code(db, chosen):
        return [one for one in by_code if one.lat is not None]
    filters = chosen.within(access.present(), current_node().catalog)
    return reports.inbox(db, replace(filters, box=meet(filters.box, EARTH)), None, limit).reports


def counted(db: Connection, chosen: Chosen, view: Box | None = None) -> Found:
    """The same reports, to be counted; of those with a place in the view if one is given."""
    among: Collection[int] | None = None
    if by_code := _by_code(db, chosen):
        chosen, among = Chosen(), [one.number for one in by_code]
    filters = chosen.within(access.present(), current_node().catalog)
    if view:
        filters = replace(filters, box=meet(filters.box, view))
    return tallies.find(db, filters, among)


def listing(
    db: Connection, chosen: Chosen, found: list[Listed], address: str, view: str
) -> Listing:
    viewer, catalog = access.present(), current_node().catalog
    counts = report_counts.by_state(db, chosen.within(viewer, catalog), states_for(viewer))
    return Listing(
        found=[row(one, catalog) for one in found],
        chosen=chosen,
        tabs=tabs(chosen, counts, address),
        choices=selects(chosen, viewer, catalog),
        orders=orders(chosen),
        chips=chips(chosen, address),
        query=chosen.query(),
        action=address,
        view=view,
        is_filtered=chosen.narrows,
    )


def note(chosen: Chosen) -> None:
    """Notes that lists were seen; what was searched for may be personal and is not noted."""
    with current_node().db.write(synced=False) as db:
        detail = "sökning" if chosen.q else chosen.query() or None
        audit.append(db, access.present(), "reports-listed", None, now(), detail=detail)


def _by_code(db: Connection, chosen: Chosen) -> list[Listed]:
    found = reports.by_receipt(db, chosen.q) if chosen.q else []
    return [one for one in found if policy.sees(access.present(), subject(one))]
