"""A premises as one row of a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldapp.domain import supervision
from fieldapp.domain.catalog import Catalog
from fieldapp.storage.premises import Listed


@dataclass(frozen=True)
class PremisesRow:
    """What a list says of a premises. `last_visit` is UTC text, `due_on` a date as text.

    `is_unseen`: visits are planned and none was ever made.
    """

    id: str
    url: str
    name: str
    where: str
    permits: list[str]
    risk: str
    last_visit: str | None
    due_on: str | None
    overdue: bool
    is_unseen: bool
    open: int
    found_in_field: bool
    closed: bool


def premises_row(listed: Listed, catalog: Catalog, today: date) -> PremisesRow:
    due = date.fromisoformat(listed.due_on) if listed.due_on else None
    kinds = [catalog.permits[kind] for kind in listed.permits if kind in catalog.permits]
    return PremisesRow(
        id=listed.id,
        url=f"/premises/{listed.id}",
        name=listed.name or "Objekt utan namn",
        where=where(listed.address, listed.locality, listed.holder),
        permits=[kind.short for kind in kinds],
        risk=str(listed.risk or ""),
        last_visit=listed.last_visit_at,
        due_on=listed.due_on,
        overdue=supervision.is_overdue(due, today),
        is_unseen=bool(listed.visits_per_year) and not listed.last_visit_at,
        open=listed.open,
        found_in_field=listed.found_in_field,
        closed=listed.closed_on is not None,
    )


def where(*parts: str) -> str:
    return " · ".join(part for part in parts if part) or "Ingen adress angiven"
