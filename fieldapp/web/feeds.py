"""Feeds of reports for QGIS, BI and the like: GeoJSON behind an address that holds its own key.

Pages link to the next one as OGC API – Features does (17-069r4, 7.15.6).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from secrets import token_bytes
from typing import ClassVar
from urllib.parse import parse_qsl
from uuid import UUID

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from fieldapp.domain import policy
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.people import Person
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import audit, feeds, people, reports
from fieldapp.storage.feeds import Feed
from fieldapp.web import access, words
from fieldapp.web.accounts import public_url
from fieldapp.web.blueprint import web
from fieldapp.web.filters import Chosen
from fieldapp.web.forms import FeedForm
from fieldapp.web.pages import Page, now, render
from fieldapp.web.report_exports import feature
from fieldapp.web.rows import subject

USUAL, MOST = 500, 2000


@dataclass(frozen=True)
class Shown:
    """A feed as the list shows it."""

    feed: Feed
    maker: str
    may_close: bool


@dataclass(frozen=True)
class Feeds(Page):
    template: ClassVar = "feeds/index.html"
    feeds: list[Shown]
    form: FeedForm
    url: str


@web.get("/feeds")
@access.needs("report.export")
def list_feeds() -> str:
    return _page(FeedForm(query=request.query_string.decode()))


@web.post("/feeds")
@access.needs("report.export")
def make_feed() -> ResponseReturnValue:
    """Its address is shown once, in this answer: only the token's hash is kept."""
    form, moment, viewer = FeedForm(), now(), access.present()
    if not form.validate():
        return _page(form), 422
    query = Chosen.read(dict(parse_qsl(form.query.data or ""))).query()
    with current_node().db.write() as db:
        own = uuid7(moment, token_bytes(ENTROPY_BYTES))
        token = feeds.open_feed(db, own, str(form.label.data), query, viewer.id, moment)
        audit.append(db, viewer, "feed-opened", own, moment, detail=query or "alla")
    return _page(FeedForm(formdata=None), f"{public_url()}/feeds/{token}/reports.geojson")


@web.post("/feeds/<uuid:feed>/closing")
@access.needs("report.export")
def close_feed(feed: UUID) -> ResponseReturnValue:
    moment, viewer = now(), access.present()
    with current_node().db.write() as db:
        found = feeds.get(db, str(feed))
        if found is None or not _may_close(viewer, found):
            raise Problem("not-found")
        feeds.close_feed(db, found.id, moment)
        audit.append(db, viewer, "feed-closed", found.id, moment)
    return redirect("/feeds", 303)


@web.get("/feeds/<token>/reports.geojson")
@access.everyone
def read_feed(token: str) -> Response:
    """One page of the feed, the newest first; `limit` and `before` as its own links say."""
    limit = min(max(request.args.get("limit", USUAL, type=int), 1), MOST)
    with current_node().db.read() as db:
        feed = feeds.by_token(db, token)
        maker = people.get(db, feed.person)
        if maker is None or not policy.may(maker, "report.export"):
            raise Problem("feed-closed")
        chosen = Chosen.read(dict(parse_qsl(feed.query)))
        page = reports.inbox(
            db, chosen.within(maker, current_node().catalog), request.args.get("before"), limit
        )
    found = [one for one in page.reports if policy.may(maker, "report.export", subject(one))]
    with current_node().db.write() as db:
        feeds.read_now(db, feed.id, now())
        detail = f"flöde, {words.count(len(found), 'rapport', 'rapporter')}"
        audit.append(db, maker, "reports-exported", feed.id, now(), detail=detail)
    address = f"{public_url()}/feeds/{token}/reports.geojson?limit={limit}"
    links = [{"rel": "self", "href": address, "type": "application/geo+json"}]
    if page.before:
        links.append({**links[0], "rel": "next", "href": f"{address}&before={page.before}"})
    features = [feature(one, current_node().catalog) for one in found]
    told = {"type": "FeatureCollection", "numberReturned": len(found)}
    body = json.dumps({**told, "features": features, "links": links}, ensure_ascii=False)
    return Response(body, mimetype="application/geo+json")


def _page(form: FeedForm, url: str = "") -> str:
    viewer = access.present()
    with current_node().db.read() as db:
        found = feeds.everyone(db)
        labels = people.labels(db, {feed.person for feed in found})
    shown = [
        Shown(feed, labels.get(feed.person, "okänd"), _may_close(viewer, feed))
        for feed in found
        if _may_see(viewer, feed)
    ]
    return render(Feeds(shown, form, url))


def _may_see(viewer: Person, feed: Feed) -> bool:
    return viewer.role == "coordinator" or feed.person == viewer.id


def _may_close(viewer: Person, feed: Feed) -> bool:
    return not feed.closed_at and _may_see(viewer, feed)
