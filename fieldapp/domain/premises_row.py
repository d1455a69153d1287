"""What one row of a register of premises changes, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.places import METRES_PER_DEGREE
from fieldapp.domain.premises_fields import PERMITS, WEEKDAYS

Values = Mapping[str, Any]

_SERVING = ("serving_indoors", "serving_temporary", "catering")
_OUTDOORS = "permits/serving_outdoors"
_FAR = 100_000 / METRES_PER_DEGREE
_PLACE = ("lat", "lon")


class Wrong(ValueError):
    """What is wrong with a row, and at which column's field."""

    def __init__(self, column: str, what: str) -> None:
        self.column, self.what = column, what
        super().__init__(what)


def changes(given: Values, was: Values, catalog: Catalog) -> dict[str, Any]:
    """The fields that would have another value than they had."""
    plain = {
        name: value
        for name, value in given.items()
        if "/" not in name and name not in (*_PLACE, "permits", "outdoors")
    }
    wanted = {
        **plain,
        **_place(given, was, catalog),
        **_contacts(given, was),
        **_permits(given, was),
    }
    return {name: value for name, value in wanted.items() if value != was.get(name)}


def _place(given: Values, was: Values, catalog: Catalog) -> dict[str, Any]:
    if not any(name in given for name in _PLACE):
        return {}
    lat, lon = (given.get(name) for name in _PLACE)
    if lat is None and lon is None:
        return {"place": None}
    if lat is None or lon is None:
        missing = _PLACE[0] if lat is None else _PLACE[1]
        raise Wrong(missing, "en plats har både latitud och longitud. Fyll i båda eller ingen")
    centre = catalog.centre
    if abs(lat - centre[0]) > _FAR or abs(lon - centre[1]) > 2 * _FAR:
        what = (
            f"{lat}, {lon} ligger långt från {catalog.name}. Har latitud och longitud bytt plats?"
        )
        raise Wrong("lat", f"{what} Skriv latitud först, som 55,79301")
    place = was.get("place") or {}
    if (place.get("lat"), place.get("lon")) == (lat, lon):
        return {}
    return {"place": {"lat": lat, "lon": lon, "accuracy": None, "source": "typed"}}


def _contacts(given: Values, was: Values) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {}
    for name, value in given.items():
        if name.startswith("contacts/"):
            path, _, member = name.rpartition("/")
            found.setdefault(path, dict(was.get(path) or {}))[member] = value
    return {path: _kept(value) or None for path, value in found.items()}


def _permits(given: Values, was: Values) -> dict[str, Any]:
    """The row's permits, with what it says of them: of those for serving if it has any, not of
    serving outdoors, which has a column of its own."""
    found = {
        f"permits/{kind}": dict(was.get(f"permits/{kind}") or {})
        for kind in given.get("permits") or ()
    }
    told = {
        name.partition("/")[2]: one for name, one in given.items() if name.startswith("permit/")
    }
    if told:
        held = [kind for kind in PERMITS if was.get(f"permits/{kind}") is not None]
        of = [name.partition("/")[2] for name in found] or held
        kinds = [kind for kind in of if kind in _SERVING] or of
        if not kinds:
            raise Wrong("permits", "raden säger något om ett tillstånd men inte vilket. Skriv det")
        for kind in kinds:
            path = f"permits/{kind}"
            found[path] = _permit(found.get(path) or dict(was.get(path) or {}), told)
    if "outdoors" in given:
        outdoors = given["outdoors"]
        if outdoors is not None:
            own = found.get(_OUTDOORS) or dict(was.get(_OUTDOORS) or {})
            found[_OUTDOORS] = {**own, **outdoors}
    return dict(found)


def _permit(own: dict[str, Any], told: Values) -> dict[str, Any]:
    week = told.get("hours", own.get("hours")) or {}
    days = {name.partition("/")[2]: one for name, one in told.items() if name.startswith("hours/")}
    hours = {day: one for day in WEEKDAYS if (one := {**week, **days}.get(day))}
    members = {name: one for name, one in told.items() if "/" not in name and name != "hours"}
    says_hours = "hours" in told or bool(days)
    return _kept({**own, **members, **({"hours": hours or None} if says_hours else {})})


def _kept(value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in value.items() if one not in (None, "")}
