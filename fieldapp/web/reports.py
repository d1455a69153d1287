"""The inbox: the reports that come to this desk, as a list and as news."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import Response, jsonify, request, session

from fieldapp.domain import policy
from fieldapp.domain.clock import format_time
from fieldapp.domain.people import Person
from fieldapp.node import current_node
from fieldapp.storage import report_counts, reports, saved_filters
from fieldapp.storage.database import Connection
from fieldapp.storage.saved_filters import SavedFilter
from fieldapp.web import access, bulk_reviews, gaps, listing, threads, times
from fieldapp.web.blueprint import web
from fieldapp.web.filters import Chosen
from fieldapp.web.listing import Listing
from fieldapp.web.pages import Page, now, render
from fieldapp.web.threads import Mine
from fieldapp.web.words import at_least, count

PAGE = 50
MOST_NEWS = 100


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
    most_ranked: int
    undo: list[str]
    reasons: list[str]
    saved: list[SavedFilter]
    mine: list[Mine]


@web.get("/reports")
@access.needs("report.read")
def inbox() -> str:
    chosen, before = Chosen.read(request.args), request.args.get("before")
    viewer, catalog = access.present(), current_node().catalog
    listing.note(chosen)
    with current_node().db.read() as db:
        found, mark = listing.find(db, chosen, before, PAGE)
        listed = listing.listing(db, chosen, found, "/reports", "list")
        newest = reports.latest_seq(db)
        silent = gaps.count(db, viewer, now())
        unanswered = _unanswered(db, viewer)
        saved = saved_filters.of(db, viewer.id)
        mine = threads.mine(db, times.local(format_time(now())).date())
    older = chosen.query(before=mark) if mark else None
    here = f"/reports?{chosen.query()}"
    return render(
        Inbox(
            listed,
            older,
            chosen.query(after=str(newest)),
            here,
            silent,
            may_export=policy.may(viewer, "report.export"),
            may_review=policy.may(viewer, "report.review"),
            unanswered=unanswered,
            most_ranked=reports.CANDIDATES,
            undo=session.pop(bulk_reviews.UNDO, []),
            reasons=bulk_reviews.reasons(catalog),
            saved=saved,
            mine=mine,
        )
    )


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
    number = at_least(counts.by_state["submitted"], "submitted" in counts.more)
    return Unanswered(number, oldest)
