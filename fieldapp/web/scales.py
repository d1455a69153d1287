"""How a picture's counts are told: in which band of colour each is drawn, and to whom at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fieldapp.domain import bands
from fieldapp.domain.disclosure import is_told
from fieldapp.domain.people import Role
from fieldapp.web.words import grouped

# The weeks of a map are looked at one after the other, and a colour must mean the same in all.
OF_A_WEEK = (1, 2, 5, 10, 20)


@dataclass(frozen=True, slots=True)
class Band:
    """A band as the legend shows it, 1 the lowest."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The bands of one picture for a reader of this role; `least` is the first count of each."""

    role: Role
    least: Sequence[int]

    @classmethod
    def of(cls, role: Role, counts: Iterable[int]) -> Scale:
        """Fitted to those of these counts that are told."""
        return cls(role, bands.bounds(count for count in counts if is_told(count, role)))

    @property
    def keeps_back(self) -> bool:
        """Whether small counts are kept from this reader."""
        return not is_told(1, self.role)

    def told(self, count: int) -> int | None:
        """The count, or None when it is too small for this reader."""
        return count if is_told(count, self.role) else None

    def band(self, count: int) -> int:
        """Where in the legend a count is; 0 for none and for one that is not told."""
        return bands.band(self.told(count) or 0, self.least)

    @property
    def legend(self) -> list[Band]:
        return [
            Band(place, _span(first, last))
            for place, (first, last) in enumerate(bands.spans(self.least), start=1)
        ]


def _span(first: int, last: int | None) -> str:
    """`1–4`, `7`, `300 eller fler`."""
    if last is None:
        return f"{grouped(first)} eller fler"
    return grouped(first) if first == last else f"{grouped(first)}–{grouped(last)}"
