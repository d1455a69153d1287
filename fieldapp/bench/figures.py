"""What a measurement gives: figures with their floor or peer, and whether they meet their goal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Series:
    """One quantity, measured once per repetition. Never empty."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.values)

    @property
    def least(self) -> float:
        return min(self.values)

    @property
    def most(self) -> float:
        return max(self.values)


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound on the figure itself or on its ratio to what was measured beside it."""

    of: Literal["figure", "ratio"]
    sense: Literal["≤", "≥"]
    bound: float

    def is_met(self, value: float) -> bool:
        return value <= self.bound if self.sense == "≤" else value >= self.bound


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the report. Without a series it could not be measured, and `note` says why."""

    number: int
    what: str
    unit: str
    ours: Series | None
    beside: Series | None = None
    by: str = "floor"
    goal: Goal | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours by the other's, of medians."""
        if self.ours is None or self.beside is None or not self.beside.median:
            return None
        return self.ours.median / self.beside.median

    @property
    def met(self) -> bool | None:
        """None without a goal or a measurement."""
        if self.goal is None or self.ours is None:
            return None
        value = self.ours.median if self.goal.of == "figure" else self.ratio
        return None if value is None else self.goal.is_met(value)


def at_most(bound: float) -> Goal:
    return Goal("figure", "≤", bound)


def at_least(bound: float) -> Goal:
    return Goal("figure", "≥", bound)


def ratio_at_most(bound: float) -> Goal:
    return Goal("ratio", "≤", bound)


def ratio_at_least(bound: float) -> Goal:
    return Goal("ratio", "≥", bound)


def series(values: Sequence[float]) -> Series:
    return Series(tuple(values))


def alternate(repetitions: int, *subjects: Callable[[], T]) -> list[list[T]]:
    """Runs A B A B …, so that what disturbs the machine disturbs both; a list for each subject."""
    results: list[list[T]] = [[] for _ in subjects]
    for _ in range(repetitions):
        for subject, found in zip(subjects, results, strict=True):
            found.append(subject())
    return results
