"""What is drawn on the map of reports: squares, areas, clusters, and points where they are few.

All are counted by the server, of what the page's filters find and the viewer may see. `view` is
the box that is looked at, `zoom` that of a web map.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from flask import Response, jsonify, request

from fieldapp.domain.clusters import Cluster, merged
from fieldapp.domain.extent import extent
from fieldapp.domain.grid import EARTH, Box, grid_at, read_box
from fieldapp.domain.periods import Period, parts, week_of
from fieldapp.node import current_node
from fieldapp.storage import reports, tallies
from fieldapp.storage.reports import Listed
from fieldapp.web import access, listing, spans, words
from fieldapp.web.blueprint import web
from fieldapp.web.filters import Chosen
from fieldapp.web.report_map import USUAL_ZOOM
from fieldapp.web.rows import Row, row
from fieldapp.web.scales import OF_A_WEEK, Scale

MOST_POINTS = 150
DAYS_A_WEEK = 7
TONES = {"submitted": "new", "returned": "warn", "dismissed": "soft", "closed": "soft"}
# What is drawn last lies on top.
ORDER = ("soft", "calm", "warn", "new")


@web.get("/reports/layers/squares")
@access.needs("report.read")
def squares() -> Response:
    """Squares as [south, west, north, east, reports, band]; null for too few to be told."""
    chosen, (zoom, view) = Chosen.read(request.args), _looked_at()
    grid = grid_at(zoom, current_node().catalog.centre[0], view)
    with current_node().db.read() as db:
        every = tallies.by_square(listing.counted(db, chosen), grid, view)
    scale = _scale(chosen, [square.reports for square in every])
    drawn = [
        (*grid.box(one.row, one.column), scale.told(one.reports), scale.band(one.reports))
        for one in every
    ]
    return jsonify(squares=drawn, metres=grid.metres, **_legend(scale))


@web.get("/reports/layers/areas")
@access.needs("report.read")
def areas() -> Response:
    """How many in each area, as [id, reports, band]; null for too few to be told."""
    chosen = Chosen.read(request.args)
    ids = [area.id for area in current_node().catalog.areas]
    with current_node().db.read() as db:
        counts = tallies.by_area(listing.counted(db, chosen), ids)
    scale = Scale.of(access.present().role, counts.values())
    drawn = [(area, scale.told(count), scale.band(count)) for area, count in counts.items()]
    return jsonify(areas=drawn, **_legend(scale))


@web.get("/reports/layers/clusters")
@access.needs("report.read")
def clusters() -> Response:
    """Clusters as [lat, lon, reports, south, west, north, east]; points where they are few.

    Both tell where single reports are, so who may not be told of one gets none.
    """
    chosen, (zoom, view) = Chosen.read(request.args), _looked_at()
    if Scale.of(access.present().role, ()).keeps_back:
        return jsonify(clusters=[], points=[])
    grid = grid_at(zoom - 1, current_node().catalog.centre[0], view)
    with current_node().db.read() as db:
        every = tallies.by_square(listing.counted(db, chosen), grid, view)
        if sum(one.reports for one in every) <= MOST_POINTS:
            found = listing.counted(db, chosen, view).numbers()
            return jsonify(clusters=[], points=_points(reports.by_numbers(db, found)))
    each = [Cluster(one.lat, one.lon, one.reports, grid.box(one.row, one.column)) for one in every]
    drawn = [(one.lat, one.lon, one.count, *one.box) for one in merged(each, grid.metres)]
    return jsonify(clusters=drawn, points=[])


@web.get("/reports/weeks")
@access.needs("report.read")
def weeks() -> Response:
    """The weeks of the chosen period, from the first with reports to the last, for the map's
    slider: [first day, last day, words, reports]. A single week is one of all weeks."""
    chosen = Chosen.read(request.args)
    if chosen.period and chosen.period.days <= DAYS_A_WEEK:
        chosen = replace(chosen, since="", until="")
    with current_node().db.read() as db:
        days = tallies.by_day(listing.counted(db, chosen, EARTH))
    if not days:
        return jsonify(weeks=[])
    first, last = (date.fromordinal(day + tallies.FIRST_DAY) for day in (min(days), max(days)))
    counts = Counter[date]()
    for day, count in days.items():
        counts[week_of(date.fromordinal(day + tallies.FIRST_DAY)).first] += count
    scale = Scale.of(access.present().role, ())
    found = parts(Period(week_of(first).first, week_of(last).last), "week")
    return jsonify(
        weeks=[
            (str(one.first), str(one.last), spans.full(one, "week"), scale.told(counts[one.first]))
            for one in found
        ]
    )


@web.get("/reports/ground")
@access.needs("report.read")
def ground() -> Response:
    """What maps are drawn on."""
    content = current_node().catalog.as_json()
    response = jsonify({name: content[name] for name in ("municipality", "areas", "map")})
    response.headers["Cache-Control"] = "private, max-age=300"
    return response


def _looked_at() -> tuple[float, Box]:
    """The zoom and the box; the municipality when none is told."""
    view = read_box(request.args.get("view", "")) or extent(current_node().catalog)
    return request.args.get("zoom", USUAL_ZOOM, type=float), view


def _scale(chosen: Chosen, counts: list[int]) -> Scale:
    role, period = access.present().role, chosen.period
    if period and period.days <= DAYS_A_WEEK:
        return Scale(role, OF_A_WEEK)
    return Scale.of(role, counts)


def _legend(scale: Scale) -> dict[str, Any]:
    few = words.few() if scale.keeps_back else ""
    return {"legend": [asdict(band) for band in scale.legend], "few": few}


def _points(listed: Sequence[Listed]) -> list[dict[str, object]]:
    drawn = [_point(one, row(one, current_node().catalog)) for one in listed]
    return sorted(drawn, key=lambda point: ORDER.index(str(point["tone"])))


def _point(listed: Listed, shown: Row) -> dict[str, object]:
    return {
        "lat": listed.lat,
        "lon": listed.lon,
        "label": f"{shown.title}. {shown.where}",
        "href": f"/reports/{shown.id}",
        "tone": TONES.get(listed.state, "calm"),
    }
