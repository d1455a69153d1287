"""What a premises' fields may hold: docs/protocol.md, the kind `premises`."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.organisations import org_number
from fieldapp.domain.values import (
    WALL_TIME,
    Rule,
    boolean,
    day,
    identity,
    members,
    one_of,
    position,
    text,
    whole,
)

PERMITS = (
    "serving_indoors", "serving_outdoors", "serving_temporary", "catering", "folkol_serving",
    "folkol", "tobacco", "ecig", "nicotine", "farm_sales", "smoke_free",
)  # fmt: skip
CONTACTS = ("permit_holder", "serving_supervisor", "manager")
WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_MIDNIGHT = "24:00"
_LEAP_YEAR = 2024
_YEAR_DAY = re.compile(r"\d\d-\d\d", flags=re.ASCII)

FIELDS: dict[str, Rule] = {
    "name": text(120),
    "holder": text(120),
    "address": text(200),
    "locality": text(80),
    "own_id": text(40),
    "org_number": org_number,
    "place": position,
    "risk": whole(1, 4),
    "visits_per_year": whole(0, 12),
    "found_in_field": boolean,
    "merged_into": identity,
    "closed_on": day,
}


def rule_of_path(name: str) -> Rule | None:
    """The rule of `permits/<kind>` or `contacts/<role>`; None for a path that is not known."""
    head, _, tail = name.partition("/")
    if head == "permits":
        return permit if tail in PERMITS else _no_permit
    if head == "contacts":
        return _contact if tail in CONTACTS else _no_contact
    return None


def hours(value: Any, _: Catalog) -> str | None:
    """`{"fr": "11:00-01:00"}`: from and to by the day it begins; past midnight when `to` is not
    after `from`. A day that is left out or null is closed."""
    if not isinstance(value, dict) or not set(value) <= set(WEEKDAYS):
        return f"det ska vara tider per veckodag, {', '.join(WEEKDAYS)}"
    for weekday, told in value.items():
        if told is not None and not (isinstance(told, str) and _is_span(told)):
            return f"{weekday}: det ska vara två klockslag som 11:00-01:00"
    return None


def year_day(value: Any, _: Catalog) -> str | None:
    """A day of every year, `05-01`."""
    try:
        fits = isinstance(value, str) and _YEAR_DAY.fullmatch(value) is not None
        exists = fits and date.fromisoformat(f"{_LEAP_YEAR}-{value}")
    except ValueError:
        exists = None
    return None if exists else "det ska vara månad och dag som 05-01"


def _is_span(told: str) -> bool:
    begins, dash, ends = told.partition("-")
    closes = ends == _MIDNIGHT or WALL_TIME.fullmatch(ends)
    return bool(dash and WALL_TIME.fullmatch(begins) and closes)


_PERMIT = members(
    {},
    {
        "number": text(60),
        "from": day,
        "to": day,
        "hours": hours,
        "season": members({"from": year_day, "to": year_day}),
        "conditions": text(2000),
        "audience": one_of("public", "closed_party"),
    },
)
_contact = members({}, {"name": text(120), "phone": text(40), "email": text(120)})


def permit(value: Any, catalog: Catalog) -> str | None:
    """What a permit or a notification says; every member may be left out."""
    why = _PERMIT(value, catalog)
    if why:
        return why
    first, last = value.get("from"), value.get("to")
    return "to: är före from" if first and last and last < first else None


def _no_permit(value: Any, _: Catalog) -> str:
    return "slaget av tillstånd finns inte"


def _no_contact(value: Any, _: Catalog) -> str:
    return "rollen finns inte"
