"""Visits and deficiencies handed out as tables: what the page's filters find, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from flask import Response, request

from fieldapp import tabular
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import audit, deficiencies, people, visits
from fieldapp.storage.database import Connection
from fieldapp.tabular import Cell
from fieldapp.web import access, times, words
from fieldapp.web.blueprint import web
from fieldapp.web.deficiencies import Chosen as ChosenDeficiencies
from fieldapp.web.deficiency_rows import is_overdue
from fieldapp.web.inspection_words import DEFICIENCY_STATES, MANNERS, SEVERITIES, VISIT_STATES
from fieldapp.web.pages import now, today
from fieldapp.web.report_exports import MOST, XLSX, handed_out
from fieldapp.web.visit_rows import inspectors
from fieldapp.web.visits import Chosen as ChosenVisits

FORMS = "any(csv, xlsx)"
_AT_ONCE = 1000
Labels = Mapping[str, str]
Columns = Mapping[str, Callable[[Any, Labels], Cell]]


def _catalog(value: str | None) -> str:
    return current_node().catalog.label(value or "")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(text: str | None) -> Cell:
    """As a Swedish reader's clock shows it."""
    return times.local(text).replace(tzinfo=None, microsecond=0) if text else None


VISITS: Columns = {
    "Objekt": lambda one, _: one.premises_name,
    "Började": lambda one, _: _time(one.at),
    "Slutade": lambda one, _: _time(one.ended_at),
    "Slag av tillsyn": lambda one, _: _catalog(one.visit_kind),
    "Typ av besök": lambda one, _: _catalog(one.occasion),
    "Inspektörer": lambda one, labels: ", ".join(
        labels.get(own, "okänd") for own in inspectors(one)
    ),
    "Läge": lambda one, _: VISIT_STATES.get(one.state, one.state),
    "Brister": lambda one, _: one.deficiencies,
    "Kritiska brister": lambda one, _: one.critical,
    "Skickat": lambda one, _: _day(one.sent_on),
    "Sätt": lambda one, _: MANNERS.get(one.manner or "", ""),
    "Yttrande senast": lambda one, _: _day(one.statement_due),
    "Yttrande inkom": lambda one, _: _day(one.statement_on),
    "Diarienummer": lambda one, _: one.case_number,
    "Mottaget": lambda one, _: _time(one.received_at),
    "Kvitto": lambda one, _: one.receipt,
}

DEFICIENCIES: Columns = {
    "Objekt": lambda one, _: one.premises_name,
    "Besök": lambda one, _: _time(one.visit_at),
    "Punkt": lambda one, _: one.item,
    "Fråga": lambda one, _: one.question,
    "Lagrum": lambda one, _: one.reference,
    "Allvar": lambda one, _: SEVERITIES.get(one.severity, one.severity),
    "Iakttagelse": lambda one, _: one.note,
    "Vad som sades": lambda one, _: one.said,
    "Iakttagen": lambda one, _: _time(one.observed_at),
    "Rättad på plats": lambda one, _: one.corrected,
    "Läge": lambda one, _: DEFICIENCY_STATES.get(one.state, one.state),
    "Ska vara åtgärdad": lambda one, _: _day(one.deadline),
    "Försenad": lambda one, _: is_overdue(one.state, one.deadline, today()),
    "Diarienummer": lambda one, _: one.case_number,
    "Övervägs av nämnden": lambda one, _: _catalog(one.measure),
    "Skäl": lambda one, _: one.reason,
}


@web.get(f"/visits/export.<{FORMS}:form>")
@access.needs("inspection.export")
def export_visits(form: str) -> Response:
    """At most MOST visits. Raises Problem export-too-large."""
    chosen, viewer = ChosenVisits.read(request.args), access.present()
    filters = chosen.within(viewer, today().isoformat())

    def page(db: Connection, mark: str | None) -> tuple[list[Any], str | None]:
        some = visits.find(db, filters, mark, _AT_ONCE)
        return some.visits, some.before

    found = _every(page)
    with current_node().db.read() as db:
        labels = people.labels(db, {own for one in found for own in inspectors(one)})
    _note("besök", found, chosen.query(), form)
    return _file("tillsynsbesok", "Tillsynsbesök", VISITS, found, labels, form)


@web.get(f"/deficiencies/export.<{FORMS}:form>")
@access.needs("inspection.export")
def export_deficiencies(form: str) -> Response:
    """At most MOST deficiencies. Raises Problem export-too-large."""
    chosen, viewer = ChosenDeficiencies.read(request.args), access.present()
    filters = chosen.within(viewer, today().isoformat())

    def page(db: Connection, mark: str | None) -> tuple[list[Any], str | None]:
        some = deficiencies.find(db, filters, mark, _AT_ONCE)
        return some.deficiencies, some.after

    found = _every(page)
    _note("brister", found, chosen.query(), form)
    return _file("brister", "Brister", DEFICIENCIES, found, {}, form)


def _every(
    page: Callable[[Connection, str | None], tuple[list[Any], str | None]],
) -> list[Any]:
    """All that fit, read a page at a time so that no reader holds the database up."""
    found: list[Any] = []
    mark = None
    while True:
        with current_node().db.read() as db:
            some, mark = page(db, mark)
        found += some
        if len(found) > MOST:
            raise Problem("export-too-large", limit=MOST)
        if mark is None:
            return found


def _note(what: str, found: Sequence[Any], query: str, form: str) -> None:
    """Writes to the audit log what was handed out, and by which filter."""
    detail = f"{form}, {words.count(len(found), 'rad', 'rader')} {what}, {query or 'alla'}"
    with current_node().db.write() as db:
        audit.append(db, access.present(), "inspections-exported", None, now(), detail=detail)


def _file(
    name: str, title: str, columns: Columns, found: Sequence[Any], labels: Labels, form: str
) -> Response:
    header, rows = list(columns), _rows(columns, found, labels)
    if form == "csv":
        return handed_out(tabular.csv(header, rows), "text/csv", f"{name}.csv")
    return handed_out(tabular.xlsx(title, header, rows), XLSX, f"{name}.xlsx")


def _rows(columns: Columns, found: Sequence[Any], labels: Labels) -> Iterator[list[Cell]]:
    for one in found:
        yield [read(one, labels) for read in columns.values()]
