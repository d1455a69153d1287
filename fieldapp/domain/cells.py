"""What a cell of a table may hold, and how it reads as text."""

from __future__ import annotations

import re
from datetime import date, datetime, time

Cell = str | int | float | bool | date | datetime | time | None
Line = tuple[int, list[str]]
"""A row's number in its file, counted from 1, and its cells."""

FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would take for a formula, or for the start of one once it has been saved."""


def in_words(value: Cell) -> str:
    """A moment is told to the minute, as its own zone's clock shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(" ", "minutes")
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, date) else str(value)
