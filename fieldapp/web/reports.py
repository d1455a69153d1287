"""The inbox: the reports that come to this desk, as a list, on a map, and as news."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import Response, jsonify, request, session

from fieldapp.domain import policy
from fieldapp.domain.clock import format_time
from fieldapp.domain.people import Person
from fieldapp.node import current_node
from fieldapp.storage import audit, report_counts, reports, saved_filters
from fieldapp.storage.database import Connection
from fieldapp.storage.reports import Listed
from fieldapp.storage.saved_filters import SavedFilter
from fieldapp.web import access, bulk_reviews, gaps, threads, times
from fieldapp.web.blueprint import web
from fieldapp.web.filters import Chosen, Select, Tab, selects, states_for, tabs
from fieldapp.web.pages import Page, now, render
from fieldapp.web.rows import Row, row, subject
from fieldapp.web.threads import Mine
from fieldapp.web.words import count

PAGE = 50
ON_MAP = 500
MOST_NEWS = 100
TONES = {"submitted": "new", "returned": "warn", "dismissed": "soft", "closed": "soft"}
# What is drawn last lies on top.
ORDER = ("soft", "calm", "warn", "new")


@dataclass(frozen=True)
class Listing:
    """What list and map have in common: the filters, and the reports they find."""

    found: list[Row]
    chosen: Chosen
    tabs: list[Tab]
    choices: list[Select]
    query: str
    action: str
    view: str
    is_filtered: bool


@dataclass(frozen=True)
class Unanswered:
    """How many reports wait for an answer, and since when the oldest of them does (UTC text)."""

    count: str
    oldest: str


@dataclass(frozen=True)
class Inbox(Page):
    template: ClassVar = "reports/index.html"
    listing: Listing
    older: str | None
    news: str
    here: str
    silent: int
    may_export: bool
    may_review: bool
    unanswered: Unanswered | None
    undo: list[str]
    reasons: list[str]
    saved: list[SavedFilter]
    mine: list[Mine]


@dataclass(frozen=True)
class ReportMap(Page):
    template: ClassVar = "reports/map.html"
    listing: Listing
    is_cut: bool


@web.get("/reports")
@access.needs("report.read")
def inbox() -> str:
    chosen, before = Chosen.read(request.args), request.args.get("before")
    viewer, catalog = access.present(), current_node().catalog
    _note_listing(chosen)
    with current_node().db.read() as db:
        found, mark = _find(db, chosen, before, PAGE)
        listing = _listing(db, chosen, found, "/reports", "list")
        newest = reports.latest_seq(db)
        silent = gaps.count(db, viewer, now())
        unanswered = _unanswered(db, viewer)
        saved = saved_filters.of(db, viewer.id)
        mine = threads.mine(db, times.local(format_time(now())).date())
    older = chosen.query(before=mark) if mark else None
    here = f"/reports?{chosen.query()}"
    return render(
        Inbox(
            listing,
            older,
            chosen.query(after=str(newest)),
            here,
            silent,
            may_export=policy.may(viewer, "report.export"),
            may_review=policy.may(viewer, "report.review"),
            unanswered=unanswered,
            undo=session.pop(bulk_reviews.UNDO, []),
            reasons=bulk_reviews.reasons(catalog),
            saved=saved,
            mine=mine,
        )
    )


@web.get("/reports/map")
@access.needs("report.read")
def report_map() -> str:
    chosen = Chosen.read(request.args)
    _note_listing(chosen)
    with current_node().db.read() as db:
        found, mark = _find(db, chosen, None, ON_MAP)
        placed = [one for one in found if one.lat is not None]
        listing = _listing(db, chosen, placed, "/reports/map", "map")
    return render(ReportMap(listing, is_cut=mark is not None))


@web.get("/reports/points")
@access.needs("report.read")
def points() -> Response:
    """The places of the reports that the map page lists."""
    chosen, catalog = Chosen.read(request.args), current_node().catalog
    _note_listing(chosen)
    with current_node().db.read() as db:
        found, _ = _find(db, chosen, None, ON_MAP)
    drawn = [_point(one, row(one, catalog)) for one in found if one.lat is not None]
    return jsonify(sorted(drawn, key=lambda point: ORDER.index(str(point["tone"]))))


@web.get("/reports/ground")
@access.needs("report.read")
def ground() -> Response:
    """What maps are drawn on."""
    content = current_node().catalog.as_json()
    response = jsonify({name: content[name] for name in ("municipality", "areas", "map")})
    response.headers["Cache-Control"] = "private, max-age=300"
    return response


@web.get("/reports/news")
@access.needs("report.read")
def news() -> Response:
    """How many reports have come after `after`, and that in words."""
    filters = Chosen.read(request.args).within(access.present(), current_node().catalog)
    after = request.args.get("after", 0, type=int)
    with current_node().db.read() as db:
        found = report_counts.newer(db, filters, after, MOST_NEWS)
    return jsonify(count=found, text=f"Visa {count(found, 'ny rapport', 'nya rapporter')}")


def _unanswered(db: Connection, viewer: Person) -> Unanswered | None:
    """Of all that the viewer may answer, whatever the page is narrowed to."""
    if not policy.may(viewer, "report.review"):
        return None
    filters = Chosen(state="submitted").within(viewer, current_node().catalog)
    oldest = report_counts.oldest(db, filters)
    if oldest is None:
        return None
    counts = report_counts.by_state(db, filters, ["submitted"])
    number = counts.by_state["submitted"]
    return Unanswered(f"{number}+" if "submitted" in counts.more else str(number), oldest)


def _find(
    db: Connection, chosen: Chosen, before: str | None, limit: int
) -> tuple[list[Listed], str | None]:
    """The reports; those of a receipt code when what is searched for is one."""
    viewer = access.present()
    by_code = [
        one for one in reports.by_receipt(db, chosen.q) if policy.sees(viewer, subject(one))
    ]
    if by_code:
        return by_code, None
    page = reports.inbox(db, chosen.within(viewer, current_node().catalog), before, limit)
    return page.reports, page.before


def _point(listed: Listed, shown: Row) -> dict[str, object]:
    return {
        "lat": listed.lat,
        "lon": listed.lon,
        "label": f"{shown.title}. {shown.where}",
        "href": f"/reports/{shown.id}",
        "tone": TONES.get(listed.state, "calm"),
    }


def _listing(
    db: Connection, chosen: Chosen, found: list[Listed], address: str, view: str
) -> Listing:
    viewer, catalog = access.present(), current_node().catalog
    counts = report_counts.by_state(db, chosen.within(viewer, catalog), states_for(viewer))
    return Listing(
        found=[row(one, catalog) for one in found],
        chosen=chosen,
        tabs=tabs(chosen, counts, address),
        choices=selects(chosen, viewer, catalog),
        query=chosen.query(),
        action=address,
        view=view,
        is_filtered=chosen.narrows,
    )


def _note_listing(chosen: Chosen) -> None:
    """Notes that lists were seen; what was searched for may be personal and is not noted."""
    with current_node().db.write() as db:
        detail = "sökning" if chosen.q else chosen.query() or None
        audit.append(db, access.present(), "reports-listed", None, now(), detail=detail)
