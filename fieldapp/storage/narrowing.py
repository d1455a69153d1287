"""How lists of supervision are narrowed, and where a page of them ended."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any


class Narrowing:
    """Conditions that all hold, and what they are asked with."""

    def __init__(self) -> None:
        self._clauses: list[str] = []
        self.arguments: list[Any] = []

    @property
    def where(self) -> str:
        return " AND ".join(self._clauses) or "TRUE"

    def to(self, clause: str, *arguments: Any) -> None:
        self._clauses.append(clause)
        self.arguments += arguments

    def to_any_of(self, column: str, values: Collection[Any] | None) -> None:
        """None does not narrow; an empty collection finds nothing.

        One value may choose the index; several are looked for along the index of the order, which
        soon fills a page, and not gathered first.
        """
        if values is not None and len(values) == 1:
            self.to(f"{column} = ?", *values)
        elif values is not None:
            listed = json.dumps(sorted(values))
            self.to(f"+{column} IN (SELECT value FROM json_each(?))", listed)

    def to_those_equal(self, **values: Any) -> None:
        """By the columns' names; what is empty does not narrow."""
        for column, value in values.items():
            if value not in ("", None):
                self.to(f"{column.replace('__', '.')} = ?", value)

    def beyond(self, keys: Sequence[str], mark: str | None, *, descending: bool = False) -> None:
        """To what comes after the mark that `mark_of` made; a strange one does not narrow."""
        values = _read(mark)
        if len(values) == len(keys):
            sign = "<" if descending else ">"
            marks = ", ".join("?" * len(keys))
            self.to(f"({', '.join(keys)}) {sign} ({marks})", *values)


def mark_of(values: Sequence[Any]) -> str:
    """Where a page ended: the values of the columns that its order stands on."""
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def _read(mark: str | None) -> list[Any]:
    try:
        values = json.loads(mark or "[]")
    except ValueError:
        return []
    plain = isinstance(values, list) and all(isinstance(one, str | int) for one in values)
    return values if plain else []
