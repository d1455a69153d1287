"""A premises' permits and contacts in words: hours by the week, seasons, terms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from fieldapp.domain.premises_fields import WEEKDAYS
from fieldapp.web import times
from fieldapp.web.inspection_words import AUDIENCES

Values = Mapping[str, Any]

CLOSED = "stängt"


def permit(value: Values) -> str:
    """All of it in a line; `finns` when nothing is said of it but that."""
    audience = AUDIENCES.get(str(value.get("audience") or ""), "")
    parts = [
        str(value.get("number") or ""),
        term(value),
        audience.lower(),
        week(value.get("hours") or {}),
        season(value.get("season")),
        str(value.get("conditions") or ""),
    ]
    return "; ".join(part for part in parts if part) or "finns"


def contact(value: Values) -> str:
    return ", ".join(str(value[name]) for name in ("name", "phone", "email") if value.get(name))


def week(hours: Values) -> str:
    """`mån–tors 11.00–22.00, fre–lör 11.00–01.00`; a day that is not there is closed."""
    days = [(day, span(hours.get(name))) for day, name in zip(times.DAYS, WEEKDAYS, strict=True)]
    open_days = [group for group in _alike(days) if group[1] != CLOSED]
    return ", ".join(f"{name} {told}" for name, told in open_days)


def days(hours: Values) -> list[tuple[str, str]]:
    """The whole week as rows of days and hours, those that are alike together."""
    told = [(day, span(hours.get(name))) for day, name in zip(times.DAYS, WEEKDAYS, strict=True)]
    return _alike(told)


def span(kept: str | None) -> str:
    """`11:00-01:00` as `11.00–01.00`."""
    return kept.replace(":", ".").replace("-", "–") if kept else CLOSED


def season(value: Values | None) -> str:
    """`1 maj–30 sep`; nothing for the whole year."""
    if not value:
        return ""
    return f"{_day_of_year(value['from'])}–{_day_of_year(value['to'])}"


def term(value: Values) -> str:
    """`från 1 maj 2024`, `till 30 sep 2026`, or both; nothing when neither is told."""
    parts = [
        f"{word} {day(value[name])}"
        for name, word in (("from", "från"), ("to", "till"))
        if value.get(name)
    ]
    return " ".join(parts)


def day(kept: str) -> str:
    """`2026-11-20` as `20 nov 2026`."""
    found = date.fromisoformat(kept)
    return f"{found.day} {times.MONTHS[found.month - 1]} {found.year}"


def _alike(told: list[tuple[str, str]]) -> list[tuple[str, str]]:
    groups = [[day for day, _ in run] for _, run in groupby(told, key=lambda one: one[1])]
    spans = [span for span, _ in groupby(told, key=lambda one: one[1])]
    names = [run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in groups]
    return list(zip(names, spans, strict=True))


def _day_of_year(kept: str) -> str:
    month, number = kept.split("-")
    return f"{int(number)} {times.MONTHS[int(month) - 1]}"
