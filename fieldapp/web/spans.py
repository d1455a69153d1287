"""Periods of days in words."""

from __future__ import annotations

from fieldapp.domain.periods import Period, Unit
from fieldapp.web.times import MONTHS


def span(period: Period) -> str:
    """`16 nov–22 nov 2026`; a single day alone."""
    first, last = period.first, period.last
    ends = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return ends
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {MONTHS[first.month - 1]}{year}–{ends}"


def short(part: Period, unit: Unit) -> str:
    """What stands under it in a chart: `v. 47`, `nov`, `jan 2026`, `2026`."""
    if unit == "week":
        return f"v. {part.first.isocalendar().week}"
    month = MONTHS[part.first.month - 1]
    if unit == "month":
        return month if part.first.month > 1 else f"{month} {part.first.year}"
    return str(part.first.year)


def full(part: Period, unit: Unit) -> str:
    """`vecka 47, 16 nov–22 nov 2026`, `nov 2026`, `2026`."""
    if unit == "week":
        return f"vecka {part.first.isocalendar().week}, {span(part)}"
    if unit == "month":
        return f"{MONTHS[part.first.month - 1]} {part.first.year}"
    return str(part.first.year)
