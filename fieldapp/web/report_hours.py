"""The hours of the week in which reports happened, as a table that can be seen and read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import request

from fieldapp.domain.disclosure import LEAST
from fieldapp.domain.people import Role
from fieldapp.node import current_node
from fieldapp.storage import tallies
from fieldapp.web import access, listing, words
from fieldapp.web.blueprint import web
from fieldapp.web.filters import Chosen
from fieldapp.web.listing import Listing
from fieldapp.web.pages import Page, render
from fieldapp.web.scales import Band, Scale

HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour of one weekday. `text` is what stands in it, `words` what is read aloud."""

    text: str
    words: str
    band: int
    url: str


@dataclass(frozen=True, slots=True)
class Weekday:
    name: str
    cells: list[Cell]
    total: str


@dataclass(frozen=True)
class HourMatrix(Page):
    template: ClassVar = "reports/hours.html"
    listing: Listing
    days: list[Weekday]
    totals: list[str]
    total: str
    legend: list[Band]
    few: bool
    busiest: str


@web.get("/reports/hours")
@access.needs("report.read")
def hour_matrix() -> str:
    chosen, role = Chosen.read(request.args), access.present().role
    listing.note(chosen)
    with current_node().db.read() as db:
        listed = listing.listing(db, chosen, [], "/reports/hours", "hours")
        hours = tallies.by_week_hour(listing.counted(db, chosen))
    scale = Scale.of(role, hours)
    by_day = [hours[first : first + HOURS_A_DAY] for first in range(0, len(hours), HOURS_A_DAY)]
    return render(
        HourMatrix(
            listed,
            days=[_weekday(day, counts, scale, chosen) for day, counts in enumerate(by_day)],
            totals=[_short(sum(hours[hour::HOURS_A_DAY]), role) for hour in range(HOURS_A_DAY)],
            total=words.grouped(sum(hours)),
            legend=scale.legend,
            few=scale.keeps_back,
            busiest=_busiest(hours, scale),
        )
    )


def _weekday(day: int, counts: Sequence[int], scale: Scale, chosen: Chosen) -> Weekday:
    name = words.WEEKDAYS[day]
    query = chosen.query(weekday=str(day + 1), hour="")
    cells = []
    for hour, count in enumerate(counts):
        text = _short(count, scale.role)
        read = f"{name} kl. {hour}–{hour + 1}: {_in_words(count, scale)}"
        cells.append(Cell(text, read, scale.band(count), f"/reports?{query}&hour={hour}"))
    return Weekday(words.capital(name), cells, _short(sum(counts), scale.role))


def _short(count: int, role: Role) -> str:
    return f"<{LEAST}" if Scale(role, ()).told(count) is None else words.grouped(count)


def _in_words(count: int, scale: Scale) -> str:
    told = scale.told(count)
    return words.few() if told is None else words.count(told, "rapport", "rapporter")


def _busiest(hours: Sequence[int], scale: Scale) -> str:
    """`fredagar kl. 21–22`; nothing when no hour may be told of."""
    count = max(hours)
    if not count or scale.told(count) is None:
        return ""
    day, hour = divmod(hours.index(count), HOURS_A_DAY)
    return f"{words.WEEKDAYS[day]} kl. {hour}–{hour + 1}"
