"""Supervision of a premises: what is known of it, when the next visit is due, and how much of the
year's plan has been done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from fieldapp.domain.visits import day_of

_DAYS_OF_YEAR = 365


class Made(NamedTuple):
    """A visit that was made. `at` is UTC text; `next_visit_on` the date that it proposed."""

    id: str
    at: str
    visit_kind: str
    occasion: str
    deficiencies: int
    next_visit_on: str | None


@dataclass(frozen=True, slots=True)
class Supervision:
    """What phones and the desk know of a premises; `due_on` is None when nothing is planned or it
    was never visited. `open` are deficiencies as docs/protocol.md has them."""

    last: Made | None = None
    visits_that_year: int = 0
    due_on: date | None = None
    open: tuple[Mapping[str, Any], ...] = ()

    def as_json(self, premises: str) -> dict[str, Any]:
        """A row of `GET /api/supervision`."""
        last = self.last
        return {
            "id": premises,
            "last_visit": last
            and {
                "id": last.id,
                "at": last.at,
                "occasion": last.occasion,
                "deficiencies": last.deficiencies,
            },
            "visits_this_year": self.visits_that_year,
            "due_on": self.due_on and self.due_on.isoformat(),
            "open": list(self.open),
        }


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the premises that are to be visited in a year: how many have been, and how many as often
    as planned; visits planned, and those made that were."""

    premises: int = 0
    visited: int = 0
    complete: int = 0
    planned: int = 0
    made: int = 0


def supervise(
    visits_per_year: int, visits: Iterable[Made], deficiencies: Sequence[Mapping[str, Any]]
) -> Supervision:
    """What is known of a premises with these visits, in whatever order, and open deficiencies."""
    made = sorted(visits, key=lambda visit: (visit.at, visit.id))
    if not made:
        return Supervision(open=tuple(deficiencies))
    year = day_of(made[-1].at).year
    return Supervision(
        last=made[-1],
        visits_that_year=sum(day_of(visit.at).year == year for visit in made),
        due_on=due_on(visits_per_year, made),
        open=tuple(deficiencies),
    )


def due_on(visits_per_year: int, visits: Sequence[Made]) -> date | None:
    """When the next visit is due, of those made, oldest first: a share of the year after the last
    that counts, or on the day that the newest visit proposed if that is earlier."""
    counted = [visit for visit in visits if counts(visit.visit_kind, visit.occasion)]
    due = []
    if counted and visits_per_year > 0:
        due.append(day_of(counted[-1].at) + timedelta(days=_DAYS_OF_YEAR // visits_per_year))
    if visits and visits[-1].next_visit_on:
        due.append(date.fromisoformat(visits[-1].next_visit_on))
    return min(due, default=None)


def counts(visit_kind: str, occasion: str) -> bool:
    """Whether a visit is one of those that the plan speaks of: made on the spot, and not only to
    see what became of earlier deficiencies."""
    return visit_kind == "field" and occasion != "follow_up"


def is_overdue(due: date | None, today: date) -> bool:
    return due is not None and due < today


def coverage(years: Iterable[tuple[int, int]]) -> Coverage:
    """How much of a year's plan is done, of the visits planned and made at each premises."""
    planned = [(plan, made) for plan, made in years if plan > 0]
    return Coverage(
        premises=len(planned),
        visited=sum(made > 0 for _, made in planned),
        complete=sum(made >= plan for plan, made in planned),
        planned=sum(plan for plan, _ in planned),
        made=sum(min(plan, made) for plan, made in planned),
    )
