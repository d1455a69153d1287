"""One report, or those of a selection, as a PDF to hand out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from fieldapp.documents import reports as documents
from fieldapp.documents.reports import Extract, Picture
from fieldapp.domain import policy
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import changes, people, reports
from fieldapp.storage.database import Connection
from fieldapp.web import access, history, report_exports, times, words
from fieldapp.web.blueprint import web
from fieldapp.web.facts import TEXTS, Fact, facts
from fieldapp.web.filters import Chosen
from fieldapp.web.opened import Opened, open_report
from fieldapp.web.pages import now
from fieldapp.web.report_photos import photos
from fieldapp.web.rows import row, subject

MOST = 100


@web.get("/reports/<uuid:report>/report.pdf")
@access.needs("report.export")
def report_pdf(report: UUID) -> ResponseReturnValue:
    with current_node().db.read() as db:
        opened = open_report(db, report)
        access.require("report.export", opened.subject)
        if opened.listed.kind == "visit":
            return redirect(f"/visits/{report}/protocol.pdf", 303)
        found = [_extract(db, opened)]
    report_exports.note(access.present(), f"rapport {opened.listed.receipt}", 1, "pdf")
    return _answer(found, f"rapport-{opened.listed.receipt}")


@web.get("/reports/export.pdf")
@access.needs("report.export")
def selection_pdf() -> Response:
    """What the page's filters find, at most MOST reports. Raises Problem export-too-large."""
    viewer, chosen = access.present(), Chosen.read(request.args)
    filters = chosen.within(viewer, current_node().catalog)
    with current_node().db.read() as db:
        page = reports.inbox(db, filters, limit=MOST)
        if page.before is not None:
            raise Problem("export-too-large", limit=MOST)
        # A visit's own document is its protocol.
        wanted = [one for one in page.reports if one.kind not in policy.INSPECTION_KINDS]
        may = [one for one in wanted if policy.may(viewer, "report.export", subject(one))]
        if not may:
            raise Problem("export-empty")
        found = [_extract(db, open_report(db, listed.id)) for listed in may]
    query = "sökning" if chosen.q else chosen.query()
    report_exports.note(viewer, query, len(found), "pdf")
    return _answer(found, "rapporter")


def _answer(found: list[Extract], name: str) -> Response:
    node, moment = current_node(), now().astimezone(times.ZONE)
    content = documents.pdf(found, f"{node.catalog.name} kommun", moment, node.db.photos)
    response = Response(content, mimetype="application/pdf")
    named = f'attachment; filename="{name}-{moment:%Y-%m-%d}.pdf"'
    response.headers["Content-Disposition"] = named
    return response


def _extract(db: Connection, opened: Opened) -> Extract:
    catalog, listed, values = current_node().catalog, opened.listed, opened.record.values
    shown, told = row(listed, catalog), facts(values, catalog)
    lines = changes.of_record(db, listed.id)
    labels = people.labels(db, {line.change.actor for line in lines})
    manifest = reports.photos_of(db, listed.id)
    seen = (access.present(), opened.subject, catalog)
    return Extract(
        title=shown.title,
        where=shown.where,
        when=times.full(times.local(shown.happened)),
        state=words.STATES[listed.state],  # type: ignore[index]
        receipt=listed.receipt,
        texts=[(one.label, str(values[one.name])) for one in told if one.is_text],
        facts=[(one.label, _plain(one, values)) for one in told if not one.is_text],
        photos=[
            Picture(one.sha256, one.taken, one.arrived)
            for one in photos(manifest, values, opened.said, *seen)
        ],
        history=[
            (times.full(times.local(event.received)), f"{event.what} av {event.who}")
            for event in history.events(lines, labels, catalog)
        ],
    )


def _plain(fact: Fact, values: Mapping[str, Any]) -> str:
    """Without the marks that the page has for what may be personal."""
    return str(values[fact.name] if fact.name in TEXTS else fact.value)
