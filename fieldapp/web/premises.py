"""The register of premises: as a list, and on a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import Response, jsonify, request

from fieldapp.domain import policy
from fieldapp.node import current_node
from fieldapp.storage import audit, premises
from fieldapp.storage.database import Connection
from fieldapp.storage.premises import Listed
from fieldapp.web import access
from fieldapp.web.blueprint import web
from fieldapp.web.filters import Select, Tab
from fieldapp.web.lists import ON
from fieldapp.web.pages import Page, now, render, today
from fieldapp.web.premises_filters import Sought, chips, selects, views
from fieldapp.web.premises_rows import PremisesRow, premises_row

PAGE = 50
ON_MAP = 500
_MOST_UNMATCHED = 20
# What is drawn last lies on top.
_ORDER = ("soft", "calm", "warn", "new")


@dataclass(frozen=True)
class Listing:
    """What list and map have in common: the filters, and the premises they find."""

    found: list[PremisesRow]
    sought: Sought
    chips: list[Tab]
    views: list[Tab]
    choices: list[Select]
    kept: list[tuple[str, str]]
    query: str
    action: str
    is_filtered: bool


@dataclass(frozen=True)
class Register(Page):
    template: ClassVar = "premises/index.html"
    listing: Listing
    unmatched: list[PremisesRow]
    more: str | None
    may_write: bool


@dataclass(frozen=True)
class PremisesMap(Page):
    template: ClassVar = "premises/map.html"
    listing: Listing
    is_cut: bool


@web.get("/premises")
@access.needs("premises.read")
def list_premises() -> str:
    sought, after = Sought.read(request.args), request.args.get("after")
    _note_listing(sought)
    with current_node().db.read() as db:
        found, mark = _find(db, sought, after, PAGE)
        is_first = not sought.narrows and not after
        unmatched = _find(db, Sought(found=ON), None, _MOST_UNMATCHED)[0] if is_first else []
        listing = _listing(db, sought, found, "/premises")
    more = f"/premises?{sought.query(after=mark)}" if mark else None
    may_write = policy.may(access.present(), "premises.write")
    return render(Register(listing, _rows(unmatched), more, may_write))


@web.get("/premises/map")
@access.needs("premises.read")
def premises_map() -> str:
    sought = Sought.read(request.args)
    _note_listing(sought)
    with current_node().db.read() as db:
        found, mark = _find(db, sought, None, ON_MAP)
        placed = [one for one in found if one.lat is not None]
        listing = _listing(db, sought, placed, "/premises/map")
    return render(PremisesMap(listing, is_cut=mark is not None))


@web.get("/premises/points")
@access.needs("premises.read")
def premises_points() -> Response:
    """The places of the premises that the map page lists."""
    sought = Sought.read(request.args)
    _note_listing(sought)
    with current_node().db.read() as db:
        found, _ = _find(db, sought, None, ON_MAP)
    drawn = [_point(one) for one in found if one.lat is not None]
    return jsonify(sorted(drawn, key=lambda point: _ORDER.index(str(point["tone"]))))


def _find(
    db: Connection, sought: Sought, after: str | None, limit: int
) -> tuple[list[Listed], str | None]:
    filters = sought.within(access.present(), today().isoformat())
    page = premises.find(db, filters, sought.in_order, after, limit)
    return page.premises, page.after


def _rows(found: list[Listed]) -> list[PremisesRow]:
    return [premises_row(one, current_node().catalog, today()) for one in found]


def _listing(db: Connection, sought: Sought, found: list[Listed], address: str) -> Listing:
    choices, day = selects(sought, current_node().catalog), today().isoformat()
    return Listing(
        found=_rows(found),
        sought=sought,
        chips=chips(db, sought, access.present(), day, address),
        views=views(sought, address),
        choices=choices,
        kept=sought.but({"q", "order", *(choice.name for choice in choices)}),
        query=sought.query(),
        action=address,
        is_filtered=sought.narrows,
    )


def _point(listed: Listed) -> dict[str, object]:
    row = premises_row(listed, current_node().catalog, today())
    tones = (("soft", row.closed), ("new", row.open > 0), ("warn", row.overdue or row.is_unseen))
    return {
        "lat": listed.lat,
        "lon": listed.lon,
        "label": f"{row.name}. {row.where}",
        "href": row.url,
        "tone": next((tone for tone, holds in tones if holds), "calm"),
    }


def _note_listing(sought: Sought) -> None:
    """Notes that lists were seen; what was searched for may be personal and is not noted."""
    with current_node().db.write(synced=False) as db:
        detail = "sökning" if sought.q else sought.query() or None
        audit.append(db, access.present(), "premises-listed", None, now(), detail=detail)
