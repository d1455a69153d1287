"""What the catalogue of problems is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of problem: its HTTP status, and its words with room for data."""

    status: int
    title: str
    detail: str
