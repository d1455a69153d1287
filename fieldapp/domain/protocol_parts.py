"""The parts of a visit's protocol: points and their checklists, photos, what was gone through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

SEVERITIES = ("critical", "serious", "minor", "information")
"""The gravest first."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo of the visit. `number` is its place among the visit's photos, from 1."""

    number: int
    sha256: str
    item: str | None
    taken_at: datetime | None
    size: int
    is_evidence: bool
    has_arrived: bool


@dataclass(frozen=True, slots=True)
class Point:
    """A point that was gone through. `value` is the answer as docs/protocol.md writes it.

    `state` is a deficiency's as the desk knows it now; it is no part of the document.
    """

    id: str
    question: str
    reference: str
    severity: str
    answer: str
    value: Any
    note: str
    said: str
    observed_at: datetime | None
    observed_by: str
    is_corrected: bool
    deadline: date | None
    pictures: tuple[Picture, ...]
    state: str = ""

    @property
    def is_deficiency(self) -> bool:
        return bool(self.answer == "assessment" and self.value == "deficiency")


@dataclass(frozen=True, slots=True)
class Section:
    """A checklist as the visit has it: the points gone through, and those that were not."""

    id: str
    title: str
    version: str
    points: tuple[Point, ...]
    unchecked: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A deficiency of an earlier visit that was followed up. `visited_on` is None when that visit
    is not known here."""

    item: str
    question: str
    reference: str
    visited_at: datetime | None
    outcome: str
    note: str


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Who the visit was gone through with. `strokes` are x, y, x, y, … on the
    paper they were drawn on."""

    role: str
    name: str
    manner: str
    comment: str
    at: datetime | None
    strokes: tuple[tuple[float, ...], ...]
