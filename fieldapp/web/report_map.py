"""The map of reports with the same reports as a list, and its areas and squares in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import redirect, request
from flask.typing import ResponseReturnValue

from fieldapp.domain.extent import extent
from fieldapp.domain.grid import EARTH, Grid, grid_at, read_box, write_box
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import tallies
from fieldapp.storage.tallies import Square
from fieldapp.web import access, listing, positions, words
from fieldapp.web.blueprint import web
from fieldapp.web.filters import Chosen
from fieldapp.web.listing import Listing
from fieldapp.web.pages import Page, render
from fieldapp.web.scales import Band, Scale

BESIDE = 25
IN_WORDS = 40
USUAL_ZOOM = 13.0
LAYERS = {"squares": "Rutor", "areas": "Områden", "clusters": "Grupper"}
CORNERS = ("south", "west", "north", "east")


@dataclass(frozen=True)
class ReportMap(Page):
    template: ClassVar = "reports/map.html"
    listing: Listing
    layers: dict[str, str]
    layer: str
    box: dict[str, str]
    total: str
    placed: str
    is_cut: bool


@dataclass(frozen=True)
class Place:
    """An area or a square: how many reports there are, None for too few to be told, and where
    they are listed."""

    words: str
    reports: str | None
    band: int
    url: str


@dataclass(frozen=True)
class Places(Page):
    template: ClassVar = "reports/places.html"
    listing: Listing
    areas: list[Place]
    squares: list[Place]
    metres: int
    left_out: int
    legend: list[Band]
    few: bool


@web.get("/reports/map")
@access.needs("report.read")
def report_map() -> ResponseReturnValue:
    """`south`, `west`, `north` and `east` are a box that was typed. Raises form-incomplete."""
    chosen = Chosen.read(request.args)
    if any(name in request.args for name in CORNERS):
        return redirect(f"/reports/map?{chosen.query(box=_typed())}", 303)
    listing.note(chosen)
    with current_node().db.read() as db:
        shown = listing.placed(db, chosen, BESIDE)
        listed = listing.listing(db, chosen, shown, "/reports/map", "map")
        total = listing.counted(db, chosen).total()
        placed = listing.counted(db, chosen, EARTH).total()
    layers, asked = _layers(), request.args.get("as", "")
    return render(
        ReportMap(
            listed,
            layers=layers,
            layer=asked if asked in layers else "squares",
            box=dict(zip(CORNERS, chosen.box.split(","), strict=False)) if chosen.box else {},
            total=words.grouped(total),
            placed=words.grouped(placed),
            is_cut=placed > BESIDE,
        )
    )


@web.get("/reports/places")
@access.needs("report.read")
def places() -> str:
    """Areas, and the squares with most reports, as tables: all that the map's colours say."""
    chosen, catalog = Chosen.read(request.args), current_node().catalog
    role, zoom = access.present().role, request.args.get("zoom", USUAL_ZOOM, type=float)
    view = read_box(chosen.box) or extent(catalog)
    grid = grid_at(zoom, catalog.centre[0], view)
    listing.note(chosen)
    with current_node().db.read() as db:
        listed = listing.listing(db, chosen, [], "/reports/places", "places")
        found = listing.counted(db, chosen)
        counts = tallies.by_area(found, [area.id for area in catalog.areas])
        squares = tallies.by_square(found, grid, view)
    scale = Scale.of(role, (square.reports for square in squares))
    shown = _most(squares, scale)
    return render(
        Places(
            listed,
            areas=_areas(counts, Scale.of(role, counts.values()), chosen),
            squares=[_square(one, grid, scale, chosen) for one in shown],
            metres=grid.metres,
            left_out=len(squares) - len(shown),
            legend=scale.legend,
            few=scale.keeps_back,
        )
    )


def _layers() -> dict[str, str]:
    """Groups and points tell where single reports are, so they are for those who may be told."""
    keeps_back = Scale.of(access.present().role, ()).keeps_back
    return {name: text for name, text in LAYERS.items() if name != "clusters" or not keeps_back}


def _typed() -> str:
    box = read_box(",".join(request.args.get(name, "").replace(",", ".") for name in CORNERS))
    if box is None:
        what = "skriv fyra tal i grader, syd mindre än nord och väst mindre än öst"
        raise Problem("form-incomplete", what=what)
    return write_box(box)


def _areas(counts: dict[str, int], scale: Scale, chosen: Chosen) -> list[Place]:
    names = current_node().catalog.label
    return [
        _place(names(area), count, scale, chosen.query(area=area))
        for area, count in sorted(counts.items(), key=lambda one: -one[1])
    ]


def _most(squares: Sequence[Square], scale: Scale) -> list[Square]:
    """Those with most reports, of those that may be told."""
    told = [square for square in squares if scale.told(square.reports) is not None]
    return sorted(told, key=lambda square: -square.reports)[:IN_WORDS]


def _square(square: Square, grid: Grid, scale: Scale, chosen: Chosen) -> Place:
    south, west, north, east = box = grid.box(square.row, square.column)
    where = positions.near((south + north) / 2, (west + east) / 2, current_node().catalog)
    return _place(where, square.reports, scale, chosen.query(box=write_box(box)))


def _place(where: str, count: int, scale: Scale, query: str) -> Place:
    told = scale.told(count)
    text = None if told is None else words.grouped(told)
    return Place(where, text, scale.band(count), f"/reports?{query}")
