"""A premises as the desk lists it, and which one it turned out to be when two were made one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fieldapp.domain import permits
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.swedish import folded, sort_key

Values = Mapping[str, Any]
_SEARCHED = ("name", "address", "locality", "holder", "own_id", "org_number")


@dataclass(slots=True)
class Premises:
    """What the log says of a premises. `permits` are the kinds that it has or has had a term of,
    not those that were taken away; `sort` and `text` are for ordering and searching."""

    authority: str | None
    name: str
    sort: str
    holder: str
    org_number: str
    own_id: str
    address: str
    locality: str
    area: str | None
    lat: float | None
    lon: float | None
    risk: int | None
    visits_per_year: int
    permits: list[str]
    found_in_field: bool
    merged_into: str | None
    closed_on: str | None
    text: str


def project(values: Values, catalog: Catalog) -> Premises:
    """The premises with these values."""
    place = values.get("place") or {}
    lat, lon = place.get("lat"), place.get("lon")
    kinds = permits.held(values)
    area = None if lat is None or lon is None else catalog.area_at(lat, lon)
    searched = [str(values.get(name) or "") for name in _SEARCHED]
    words = [catalog.label(one) for one in (*kinds, area) if one]
    name = values.get("name") or ""
    return Premises(
        authority=values.get("authority"),
        name=name,
        sort=sort_key(name),
        holder=values.get("holder") or "",
        org_number=values.get("org_number") or "",
        own_id=values.get("own_id") or "",
        address=values.get("address") or "",
        locality=values.get("locality") or "",
        area=area,
        lat=lat,
        lon=lon,
        risk=values.get("risk"),
        visits_per_year=values.get("visits_per_year") or 0,
        permits=kinds,
        found_in_field=values.get("found_in_field") is True,
        merged_into=values.get("merged_into"),
        closed_on=values.get("closed_on"),
        text=folded("\n".join(filter(None, (*searched, *words)))),
    )


def resolved(own: str, merged: Mapping[str, str]) -> str:
    """Which premises this one turned out to be; `merged` are those that were merged, and into
    which. Of some that were merged into each other, the one with the least id stands."""
    way = [own]
    while (further := merged.get(way[-1])) is not None:
        if further in way:
            return min(way[way.index(further) :])
        way.append(further)
    return way[-1]
