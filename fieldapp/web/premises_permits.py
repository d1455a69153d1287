"""The permits of a premises' page: what each says, and whether it allows anything now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fieldapp.domain import permits
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.permits import PERMIT_FIELD, Permit
from fieldapp.web import premises_words, times
from fieldapp.web.facts import Fact
from fieldapp.web.inspection_words import AUDIENCES


@dataclass(frozen=True)
class Held:
    """One permit. `tone` is is-open, is-shut, is-ended, or nothing; `days` its week in words."""

    label: str
    now: str
    tone: str
    facts: list[Fact]
    days: list[tuple[str, str]]


def held(values: Mapping[str, Any], catalog: Catalog, moment: datetime) -> list[Held]:
    """Those that the premises has, in the catalog's order."""
    kinds = [kind for kind in catalog.permits if values.get(f"{PERMIT_FIELD}{kind}") is not None]
    strange = [kind for kind in permits.held(values) if kind not in kinds]
    return [
        _held(values[f"{PERMIT_FIELD}{kind}"], catalog.label(kind), moment)
        for kind in [*kinds, *strange]
    ]


def now_in_words(permit: Permit, moment: datetime) -> tuple[str, str]:
    """`Öppet nu, till 01.00`, and its tone."""
    today, allowed = moment.astimezone(times.ZONE).date(), permits.hours(permit, moment)
    if allowed.open:
        return f"Får ha öppet nu{_until(allowed.ends, today)}", "is-open"
    if (permit.get("to") or f"{today}") < f"{today}":
        return f"Upphörde {premises_words.day(permit['to'])}", "is-ended"
    if allowed.begins:
        return f"Stängt nu, får öppna {_when(allowed.begins, today)}", "is-shut"
    if allowed.open is None and allowed.in_force:
        return "Gäller, inga tider angivna", ""
    if (permit.get("from") or f"{today}") > f"{today}":
        return f"Gäller från {premises_words.day(permit['from'])}", "is-shut"
    season = premises_words.season(permit.get("season"))
    return f"Stängt nu, säsong {season}" if season else "Stängt nu", "is-shut"


def _held(permit: Permit, label: str, moment: datetime) -> Held:
    text, tone = now_in_words(permit, moment)
    told = {
        "Nummer": permit.get("number"),
        "Gäller": premises_words.term(permit),
        "Säsong": premises_words.season(permit.get("season")),
        "Gäller för": AUDIENCES.get(str(permit.get("audience") or "")),
        "Villkor": permit.get("conditions"),
    }
    facts = [
        Fact(name, name, str(value), is_wide=name == "Villkor")
        for name, value in told.items()
        if value
    ]
    hours = permit.get("hours")
    return Held(label, text, tone, facts, premises_words.days(hours) if hours else [])


def _until(ends: str | None, today: date) -> str:
    return f", till {_when(ends, today)}" if ends else ""


def _when(text: str, today: date) -> str:
    """`01.00`, with the day before it when that is not today or tonight."""
    moment = datetime.fromisoformat(text)
    clock = f"{moment:%H.%M}"
    ahead = (moment.date() - today).days
    if ahead == 0 or (ahead == 1 and moment.hour < 6):
        return clock
    return f"{times.day(moment)} {clock}"
