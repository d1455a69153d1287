"""Reports handed out: CSV, XLSX, GeoJSON and GeoPackage of what the page's filters find."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, request

from fieldapp import tabular
from fieldapp.domain import policy
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.clock import format_time
from fieldapp.domain.people import Person
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import audit, geopackage, reports
from fieldapp.storage.report_filters import Filters
from fieldapp.storage.reports import Listed
from fieldapp.web import access, times, words
from fieldapp.web.blueprint import web
from fieldapp.web.filters import Chosen
from fieldapp.web.pages import now
from fieldapp.web.rows import row, subject

MOST = 100_000
_AT_ONCE = 1000
_GEOJSON = "application/geo+json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Column:
    """One member of what is handed out: its name for machines, its word, and how it is read."""

    name: str
    word: str
    kind: str
    read: Callable[[Listed, Catalog], Any]


COLUMNS = (
    Column("id", "Id", "text", lambda one, _: one.id),
    Column("receipt", "Kvitto", "text", lambda one, _: one.receipt),
    Column("kind", "Slag", "text", lambda one, _: words.KINDS.get(one.kind, one.kind)),
    Column("category", "Kategori", "text", lambda one, catalog: row(one, catalog).title),
    Column("category_id", "Kategorikod", "text", lambda one, _: one.category),
    Column("state", "Läge", "text", lambda one, _: words.STATES.get(one.state, one.state)),  # type: ignore[call-overload]
    Column("happened_at", "Hände", "time", lambda one, _: one.happened_at),
    Column("received_at", "Mottagen", "time", lambda one, _: one.received_at),
    Column("area", "Område", "text", lambda one, catalog: catalog.label(one.area or "")),
    Column("place_name", "Plats i ord", "text", lambda one, _: one.place_name),
    Column("lat", "Latitud", "real", lambda one, _: one.lat),
    Column("lon", "Longitud", "real", lambda one, _: one.lon),
    Column("accuracy", "Noggrannhet (m)", "real", lambda one, _: one.accuracy),
    Column("text", "Text", "text", lambda one, catalog: row(one, catalog).excerpt),
    Column("photos", "Bilder", "integer", lambda one, _: one.photos_expected),
    Column(
        "authority", "Huvudman", "text", lambda one, catalog: catalog.label(one.authority or "")
    ),
    Column("version", "Version", "integer", lambda one, _: one.version),
)


@web.get("/reports/export.<any(csv, xlsx, geojson, gpkg):form>")
@access.needs("report.export")
def export_reports(form: str) -> Response:
    """What the filters find, at most MOST reports. Raises Problem export-too-large."""
    viewer, chosen = access.present(), Chosen.read(request.args)
    found = every(chosen.within(viewer, current_node().catalog), viewer)
    content, kind = FORMS[form](found, current_node().catalog)
    note(viewer, chosen.query() if not chosen.q else "sökning", len(found), form)
    return handed_out(content, kind, f"rapporter.{form}")


def handed_out(content: bytes, kind: str, name: str) -> Response:
    """A file of this type to save; its name gets today's date in it."""
    response = Response(content, mimetype=kind)
    stem, _, suffix = name.rpartition(".")
    dated = f"{stem}-{times.local(format_time(now())):%Y-%m-%d}.{suffix}"
    response.headers["Content-Disposition"] = f'attachment; filename="{dated}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def every(filters: Filters, viewer: Person) -> list[Listed]:
    """All reports that fit and that this person may hand out, read a page at a time so that no
    reader holds the database up."""
    found: list[Listed] = []
    for page in _pages(filters):
        found += [one for one in page if policy.may(viewer, "report.export", subject(one))]
        if len(found) > MOST:
            raise Problem("export-too-large", limit=MOST)
    return found


def note(viewer: Person, query: str, count: int, form: str) -> None:
    """Writes to the audit log what was handed out, and by which filter."""
    detail = f"{form}, {words.count(count, 'rapport', 'rapporter')}, {query or 'alla'}"
    with current_node().db.write() as db:
        audit.append(db, viewer, "reports-exported", None, now(), detail=detail)


def feature(one: Listed, catalog: Catalog) -> dict[str, Any]:
    """A report as a feature of GeoJSON (RFC 7946): no place, no geometry."""
    has_place = one.lat is not None and one.lon is not None
    return {
        "type": "Feature",
        "id": one.id,
        "geometry": {"type": "Point", "coordinates": [one.lon, one.lat]} if has_place else None,
        "properties": {
            column.name: column.read(one, catalog)
            for column in COLUMNS
            if column.name not in ("id", "lat", "lon")
        },
    }


def _pages(filters: Filters) -> Iterator[list[Listed]]:
    before = None
    while True:
        with current_node().db.read() as db:
            page = reports.inbox(db, filters, before, _AT_ONCE)
        yield page.reports
        if page.before is None:
            return
        before = page.before


def _csv(found: Sequence[Listed], catalog: Catalog) -> tuple[bytes, str]:
    return tabular.csv(_header(), _table(found, catalog)), "text/csv"


def _xlsx(found: Sequence[Listed], catalog: Catalog) -> tuple[bytes, str]:
    return tabular.xlsx("Rapporter", _header(), _table(found, catalog)), XLSX


def _geojson(found: Sequence[Listed], catalog: Catalog) -> tuple[bytes, str]:
    features = [feature(one, catalog) for one in found]
    content = json.dumps(
        {"type": "FeatureCollection", "features": features}, ensure_ascii=False
    ).encode()
    return content, _GEOJSON


def _gpkg(found: Sequence[Listed], catalog: Catalog) -> tuple[bytes, str]:
    columns = {column.name: column.kind for column in COLUMNS}
    features = (
        (one.lat, one.lon, [column.read(one, catalog) for column in COLUMNS]) for one in found
    )
    content = geopackage.points("reports", "Rapporter", columns, features, format_time(now()))
    return content, "application/geopackage+sqlite3"


FORMS = {"csv": _csv, "xlsx": _xlsx, "geojson": _geojson, "gpkg": _gpkg}


def _header() -> list[str]:
    return [column.word for column in COLUMNS]


def _table(found: Sequence[Listed], catalog: Catalog) -> Iterator[list[Any]]:
    for one in found:
        yield [_cell(column, column.read(one, catalog)) for column in COLUMNS]


def _cell(column: Column, value: Any) -> Any:
    """Times as a Swedish reader's clock shows them."""
    if column.kind == "time" and value:
        return times.local(value).replace(tzinfo=None, microsecond=0)
    return value
