"""What a value may be. A rule tells in Swedish why a value cannot be received; None when it can.

Every rule takes the catalog too, for the few that ask it. A null clears a field and always may.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.clock import parse_time
from fieldapp.domain.ids import is_id

Rule = Callable[[Any, Catalog], str | None]

_MOST_OFFSET = 10**12
_SOURCES = ("gps", "map", "typed", "area")
_DAY = re.compile(r"20\d\d-\d\d-\d\d", flags=re.ASCII)
WALL_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", flags=re.ASCII)


def text(most: int) -> Rule:
    """Text of at most so many characters."""

    def rule(value: Any, _: Catalog) -> str | None:
        if not isinstance(value, str):
            return "det ska vara en text"
        return None if len(value) <= most else f"texten får vara högst {most} tecken"

    return rule


def whole(least: int, most: int) -> Rule:
    """A whole number between two others, both included."""

    def rule(value: Any, _: Catalog) -> str | None:
        fits = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        return None if fits else f"det ska vara ett heltal från {least} till {most}"

    return rule


def one_of(*choices: str) -> Rule:
    """One of these texts."""

    def rule(value: Any, _: Catalog) -> str | None:
        return None if value in choices else f"det ska vara något av {', '.join(choices)}"

    return rule


def some_of(*choices: str) -> Rule:
    """A list of some of these texts, each at most once."""

    def rule(value: Any, _: Catalog) -> str | None:
        fits = isinstance(value, list) and all(one in choices for one in value)
        if not fits or len(set(value)) < len(value):
            return f"det ska vara en lista av några av {', '.join(choices)}"
        return None

    return rule


def texts(most: int, longest: int) -> Rule:
    """A list of at most so many texts, each at most so long."""

    def rule(value: Any, _: Catalog) -> str | None:
        fits = isinstance(value, list) and len(value) <= most
        fits = fits and all(isinstance(one, str) and len(one) <= longest for one in value)
        return None if fits else f"det ska vara högst {most} texter på högst {longest} tecken"

    return rule


def members(needed: Mapping[str, Rule], other: Mapping[str, Rule] | None = None) -> Rule:
    """An object with these members; `other` may be left out or null, and a newer peer's are kept.

    What it tells begins with the member's name.
    """

    def rule(value: Any, catalog: Catalog) -> str | None:
        if not isinstance(value, Mapping):
            return "det ska vara ett objekt"
        for name, of in {**needed, **(other or {})}.items():
            found = value.get(name)
            if found is None and name not in needed:
                continue
            why = "uppgiften saknas" if found is None else of(found, catalog)
            if why:
                return f"{name}: {why}"
        return None

    return rule


def boolean(value: Any, _: Catalog) -> str | None:
    return None if isinstance(value, bool) else "det ska vara sant eller falskt"


def identity(value: Any, _: Catalog) -> str | None:
    return None if is_id(value) else "det är inget id"


def day(value: Any, _: Catalog) -> str | None:
    """A date, `2026-11-20`."""
    try:
        fits = isinstance(value, str) and _DAY.fullmatch(value) and date.fromisoformat(value)
    except ValueError:
        fits = None
    return None if fits else "det ska vara ett datum som 2026-11-20"


def wall_time(value: Any, _: Catalog) -> str | None:
    """What a clock on the wall shows, `21:35`."""
    fits = isinstance(value, str) and WALL_TIME.fullmatch(value)
    return None if fits else "det ska vara ett klockslag som 21:35"


def category(value: Any, catalog: Catalog) -> str | None:
    return None if _known(value, catalog.observations) else "kategorin finns inte"


def area(value: Any, catalog: Catalog) -> str | None:
    return None if _known(value, catalog.area_ids) else "området finns inte"


def shift_kind(value: Any, catalog: Catalog) -> str | None:
    return None if _known(value, catalog.shift_kind_ids) else "slaget av pass finns inte"


def time(value: Any, _: Catalog) -> str | None:
    """A moment as the device saw it: `at` with its zone, `offset` in ms or null, `zone`."""
    if not isinstance(value, Mapping):
        return "det ska vara en tid"
    offset = value.get("offset")
    if not _is_time(value.get("at")):
        return "tiden går inte att läsa"
    if offset is not None and not _is_number(offset, -_MOST_OFFSET, _MOST_OFFSET):
        return "klockans avvikelse ska vara ett tal i millisekunder"
    return None if isinstance(value.get("zone", ""), str) else "tidszonen ska vara en text"


def position(value: Any, _: Catalog) -> str | None:
    """WGS84, accuracy in metres or null. 0/0 is what a phone says that knows no position."""
    if not isinstance(value, Mapping):
        return "det ska vara en plats"
    lat, lon, accuracy = value.get("lat"), value.get("lon"), value.get("accuracy")
    if not _is_number(lat, -90, 90) or not _is_number(lon, -180, 180):
        return "platsen ligger inte på jorden"
    if lat == 0 and lon == 0:
        return "platsen är inte bestämd"
    if accuracy is not None and not _is_number(accuracy, 0, 10**7):
        return "noggrannheten ska vara i meter"
    return None if value.get("source") in _SOURCES else f"källan ska vara {', '.join(_SOURCES)}"


def photo(value: Any, catalog: Catalog) -> str | None:
    """A photo's manifest: size in bytes, type, width, height, when and where it was taken."""
    if not isinstance(value, Mapping):
        return "det ska vara uppgifter om en bild"
    if not all(_is_count(value.get(name)) for name in ("size", "width", "height")):
        return "bildens storlek ska vara hela tal"
    if not isinstance(value.get("type"), str) or len(value["type"]) > 100:
        return "bildens typ ska vara en text"
    taken, place = value.get("taken_at"), value.get("position")
    return (taken is not None and time(taken, catalog)) or (
        (place is not None and position(place, catalog)) or None
    )


def _known(value: Any, among: Mapping[str, Any] | frozenset[str]) -> bool:
    return isinstance(value, str) and value in among


def _is_number(value: Any, least: float, most: float) -> bool:
    return (
        isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
    )


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**53


def _is_time(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return 2000 <= parse_time(value).year < 2100
    except ValueError:
        return False
