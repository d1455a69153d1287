"""A visit as one row of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fieldapp.domain.catalog import Catalog
from fieldapp.storage.visits import Listed


@dataclass(frozen=True)
class VisitRow:
    """What a list says of a visit. `started` is UTC text, `sent_on` and `statement_due` dates as
    text; `statement_late`: the day has passed and no statement has come."""

    id: str
    premises: str
    what: str
    who: str
    started: str
    state: str
    deficiencies: int
    critical: int
    conflicts: int
    waiting: int
    receipt: str
    sent_on: str | None
    statement_due: str | None
    statement_late: bool


def visit_row(
    listed: Listed, labels: Mapping[str, str], catalog: Catalog, today: date
) -> VisitRow:
    """`labels` are people's, by id."""
    kinds = [catalog.label(one) for one in (listed.visit_kind, listed.occasion) if one]
    due, has_come = listed.statement_due, listed.statement_on is not None
    return VisitRow(
        id=listed.id,
        premises=listed.premises_name or "Besök utan objekt",
        what=" · ".join(kinds),
        who=", ".join(labels.get(one, "okänd") for one in inspectors(listed)),
        started=listed.at,
        state=listed.state,
        deficiencies=listed.deficiencies,
        critical=listed.critical,
        conflicts=listed.conflicts,
        waiting=listed.photos_expected - listed.photos_arrived,
        receipt=listed.receipt,
        sent_on=listed.sent_on,
        statement_due=None if has_come else due,
        statement_late=bool(due) and not has_come and str(due) < today.isoformat(),
    )


def inspectors(listed: Listed) -> list[str]:
    """The ids of those who made it, the reporter first."""
    reporter = [listed.reporter] if listed.reporter else []
    return [*reporter, *(one for one in listed.inspectors if one != listed.reporter)]
