"""A report as the desk lists it, made of its values, its reviews and the catalog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fieldapp.domain import privacy, reviews, visits
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.clock import true_time as true_time
from fieldapp.domain.records import photos

Values = Mapping[str, Any]

_FREE_TEXT = ("note", "summary", "place_name", "dialogue")
# What a report is a kind of within its kind: the field that says so.
_CATEGORIES = {"shift": "shift_kind", "visit": "occasion", "control_purchase": "product"}


# Not frozen: a thousand are made at a time, and frozen ones take three times as long to make.
@dataclass(slots=True)
class Report:
    """What the log says of a report. Times are UTC text; places WGS84; `accuracy` is in metres.

    `category` is an observation's category, a shift's kind, a visit's occasion or a control
    purchase's product; `place_name` also a premises' name; `photos` are manifests by SHA-256.
    """

    kind: str
    authority: str | None
    state: reviews.State
    version: int
    category: str | None
    area: str | None
    shift: str | None
    reporter: str | None
    happened_at: str | None
    submitted_at: str | None
    lat: float | None
    lon: float | None
    accuracy: float | None
    place_name: str | None
    text: str
    flags: int
    photos: Mapping[str, Values]


def project(kind: str, values: Values, made: Sequence[Values], catalog: Catalog) -> Report:
    """The report with these values and these reviews (their values, oldest first)."""
    place = values.get("place") or values.get("stood") or {}
    lat, lon = place.get("lat"), place.get("lon")
    category = values.get(_CATEGORIES.get(kind, "category"))
    premises = values.get("premises_name")
    area = values.get("area")
    if not area and lat is not None and lon is not None:
        area = catalog.area_at(lat, lon)
    free = [found for name in _FREE_TEXT if (found := values.get(name))]
    if kind == "visit":
        free += visits.texts(values)
    words = [catalog.label(name) for name in (category, area) if name]
    return Report(
        kind=kind,
        authority=values.get("authority"),
        state=reviews.state(values, made),
        version=reviews.version(values),
        category=category,
        area=area,
        shift=values.get("shift"),
        reporter=values.get("reporter"),
        happened_at=true_time(values.get("happened_at") or values.get("started_at")),
        submitted_at=true_time(values.get("submitted_at")),
        lat=lat,
        lon=lon,
        accuracy=place.get("accuracy"),
        place_name=values.get("place_name") or premises,
        text="\n".join([*free, *([premises] if premises else []), *words]),
        flags=sum(len(privacy.flags(text, catalog.privacy_rules)) for text in free),
        photos=photos(values),
    )
