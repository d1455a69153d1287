"""A report's photos as the desk shows them: whether they have arrived, and whether readers may."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fieldapp.domain import policy
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.changes import receipt_code
from fieldapp.domain.people import Person
from fieldapp.storage.records import Record
from fieldapp.storage.reports import ReportPhoto
from fieldapp.web import positions, times


@dataclass(frozen=True)
class Photo:
    """One photo of a report's manifest."""

    sha256: str
    arrived: bool
    shareable: bool
    taken: str
    where: str
    receipt: str


def photos(
    manifest: Sequence[ReportPhoto],
    values: Mapping[str, Any],
    said: Sequence[Record],
    viewer: Person,
    report: policy.Subject,
    catalog: Catalog,
) -> list[Photo]:
    """Those that the viewer may see. `said` is what was said about the report, oldest first."""
    released = {
        record.values.get("sha256"): record.values.get("shareable") is True
        for record in said
        if record.kind == "photo"
    }
    found = [
        _photo(one, values.get(f"photos/{one.sha256}") or {}, released, catalog)
        for one in manifest
    ]
    return [
        one
        for one in found
        if policy.may(viewer, "photo.read", {**report, "shareable": one.shareable})
    ]


def _photo(
    one: ReportPhoto,
    taken: Mapping[str, Any],
    released: Mapping[Any, bool],
    catalog: Catalog,
) -> Photo:
    at, position = taken.get("taken_at"), taken.get("position")
    return Photo(
        sha256=one.sha256,
        arrived=one.kept_at is not None,
        shareable=released.get(one.sha256, False),
        taken=times.full(times.moment(at)) if at else "okänd tid",
        where=positions.in_words(position, catalog) if position else "",
        receipt=receipt_code(one.sha256),
    )
