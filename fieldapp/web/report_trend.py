"""How many reports there were in each week, month or year, beside the same one a year before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from typing import ClassVar

from flask import request

from fieldapp.domain.clock import format_time
from fieldapp.domain.periods import (
    Period,
    Unit,
    a_year_before,
    last_twelve_months,
    parts,
    unit_for,
)
from fieldapp.node import current_node
from fieldapp.storage import tallies
from fieldapp.storage.tallies import FIRST_DAY
from fieldapp.web import access, listing, spans, times, words
from fieldapp.web.blueprint import web
from fieldapp.web.charts import Chart, Point, chart
from fieldapp.web.filters import Chosen
from fieldapp.web.listing import Listing
from fieldapp.web.pages import Page, now, render
from fieldapp.web.scales import Scale

FEW_TO_COMPARE = 20
UNITS: dict[Unit, str] = {"week": "vecka", "month": "månad", "year": "år"}


@dataclass(frozen=True, slots=True)
class Row:
    """A week, month or year in words and numbers."""

    words: str
    reports: str
    before: str
    change: str
    url: str


@dataclass(frozen=True)
class Trend(Page):
    template: ClassVar = "reports/trend.html"
    listing: Listing
    rows: list[Row]
    chart: Chart
    unit: str
    period: str
    total: str
    before: str


@web.get("/reports/trend")
@access.needs("report.read")
def trend() -> str:
    """Of the period that is chosen; of the last twelve months when none is."""
    chosen = Chosen.read(request.args)
    listing.note(chosen)
    period = _period(chosen, times.local(format_time(now())).date())
    unit = unit_for(period)
    found = [(part, a_year_before(part, unit)) for part in parts(period, unit)]
    wide = Period(min(before.first for _, before in found), period.last)
    with current_node().db.read() as db:
        listed = listing.listing(db, chosen, [], "/reports/trend", "trend")
        days = tallies.by_day(listing.counted(db, _of(chosen, wide)))
    counts = _Counts(days)
    scale = Scale(access.present().role, ())
    points = [
        Point(
            spans.short(one, unit),
            spans.full(one, unit),
            scale.told(counts.within(one)),
            scale.told(counts.within(before)),
            f"/reports?{_of(chosen, one).query()}",
        )
        for one, before in found
    ]
    return render(
        Trend(
            listed,
            rows=[_row(point) for point in points],
            chart=chart(points),
            unit=UNITS[unit],
            period=spans.span(period),
            total=words.grouped(counts.within(period)),
            before=words.grouped(sum(counts.within(before) for _, before in found)),
        )
    )


class _Counts:
    """Counts by day, summed so that any period is two look-ups."""

    def __init__(self, days: Mapping[int, int]) -> None:
        self._days = sorted(days)
        self._sums = [0, *accumulate(days[day] for day in self._days)]

    def within(self, period: Period) -> int:
        first, last = (day.toordinal() - FIRST_DAY for day in (period.first, period.last))
        return self._up_to(last + 1) - self._up_to(first)

    def _up_to(self, day: int) -> int:
        return self._sums[bisect_left(self._days, day)]


def _period(chosen: Chosen, today: date) -> Period:
    """What is chosen, also when it is open in one end; an impossible one is the last year."""
    usual = last_twelve_months(today)
    first, last = _day(chosen.since), _day(chosen.until)
    if first is None and last is not None:
        return last_twelve_months(last)
    period = Period(first or usual.first, last or max(today, first or today))
    return period if period.days > 0 else usual


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _of(chosen: Chosen, period: Period) -> Chosen:
    return replace(chosen, since=period.first.isoformat(), until=period.last.isoformat())


def _row(point: Point) -> Row:
    change = _change(point.reports, point.before)
    return Row(point.words, _told(point.reports), _told(point.before), change, point.url)


def _told(count: int | None) -> str:
    return words.few() if count is None else words.grouped(count)


def _change(reports: int | None, before: int | None) -> str:
    """`+12 %`, or `+3` when there were so few that a share says nothing."""
    if reports is None or before is None:
        return "–"
    more = reports - before
    sign = "+" if more > 0 else "−" if more < 0 else "±"
    if before < FEW_TO_COMPARE:
        return f"{sign}{words.grouped(abs(more))}"
    return f"{sign}{words.grouped(round(abs(more) / before * 100))}\N{NO-BREAK SPACE}%"
