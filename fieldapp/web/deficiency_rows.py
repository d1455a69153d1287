"""A deficiency as one row of a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldapp.domain import deficiencies
from fieldapp.storage.deficiencies import Listed


@dataclass(frozen=True)
class DeficiencyRow:
    """What a list says of a deficiency. `observed` is UTC text, `deadline` a date as text."""

    url: str
    visit: str
    item: str
    question: str
    reference: str
    severity: str
    note: str
    premises: str
    observed: str
    state: str
    deadline: str | None
    overdue: bool
    case_number: str


def deficiency_row(listed: Listed, today: date) -> DeficiencyRow:
    return DeficiencyRow(
        url=f"/deficiencies/{listed.visit}/{listed.item}",
        visit=listed.visit,
        item=listed.item,
        question=listed.question,
        reference=listed.reference or "",
        severity=listed.severity,
        note=listed.note,
        premises=listed.premises_name or "Okänt objekt",
        observed=listed.observed_at,
        state=listed.state,
        deadline=listed.deadline,
        overdue=is_overdue(listed.state, listed.deadline, today),
        case_number=listed.case_number or "",
    )


def is_overdue(state: str, deadline: str | None, today: date) -> bool:
    return state in deficiencies.OPEN and bool(deadline) and str(deadline) < today.isoformat()
