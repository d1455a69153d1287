"""Reads what a municipality wrote in the catalog's tables, and says what is wrong where.

Every getter takes a name out of the table; what is left at the end was misspelt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from fieldapp.domain.places import Ring

_MISSING = object()


class CatalogError(ValueError):
    """An entry of the catalog that cannot be used: in which file, which item, and why."""

    def __init__(self, file: str, item: str, reason: str) -> None:
        self.file, self.item, self.reason = file, item, reason
        super().__init__(f"{file}.toml, {item}: {reason}")


class Table:
    """One item of one file. A name with a default may be left out."""

    def __init__(self, file: str, item: str, entries: Any) -> None:
        self.file, self.item = file, item
        if not isinstance(entries, Mapping):
            raise self.error("ska vara en tabell")
        self._left = dict(entries)

    def error(self, reason: str) -> CatalogError:
        return CatalogError(self.file, self.item, reason)

    def text(self, name: str, default: str | None = None, *, pattern: str = "") -> str:
        value = self._take(name, default)
        if not isinstance(value, str) or not (re.fullmatch(pattern, value) if pattern else True):
            form = f" av formen {pattern}" if pattern else ""
            raise self.error(f"{name} ska vara en text{form}")
        return value

    def flag(self, name: str, default: bool | None = None) -> bool:
        value = self._take(name, default)
        if not isinstance(value, bool):
            raise self.error(f"{name} ska vara true eller false")
        return value

    def number(self, name: str, least: float, most: float) -> float:
        value = self._take(name, None)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(f"{name} ska vara ett tal")
        if not least <= value <= most:
            raise self.error(f"{name} ska vara mellan {least} och {most}, inte {value}")
        return value

    def whole(self, name: str, least: int, most: int) -> int:
        value = self.number(name, least, most)
        if not isinstance(value, int):
            raise self.error(f"{name} ska vara ett heltal")
        return value

    def texts(
        self, name: str, among: Sequence[str] | None = None, default: tuple[str, ...] | None = None
    ) -> tuple[str, ...]:
        """A list of texts, each of which must be among these."""
        values = self._take(name, default)
        if not isinstance(values, list | tuple) or not all(
            isinstance(value, str) for value in values
        ):
            raise self.error(f"{name} ska vara en lista av texter")
        strange = [value for value in values if among is not None and value not in among]
        if strange:
            raise self.error(f"{name} nämner {strange[0]!r}, som inte finns")
        return tuple(values)

    def choice(self, name: str, among: Sequence[str], default: str | None = None) -> str:
        value = self.text(name, default)
        if value not in among:
            raise self.error(f"{name} ska vara något av {', '.join(among)}, inte {value!r}")
        return value

    def day(self, name: str) -> date | None:
        """A date, written as a TOML date or as text; None when left out."""
        value = self._left.pop(name, None)
        try:
            return date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError as error:
            raise self.error(f"{name} ska vara ett datum som 2026-01-31") from error

    def table(self, name: str) -> Table:
        return Table(self.file, f"{self.item}.{name}", self._take(name, None))

    def ring(self, name: str) -> Ring | None:
        """A ring of [lon, lat]; None when left out."""
        points = self._left.pop(name, None)
        if points is None:
            return None
        if not isinstance(points, list) or len(points) < 3 or not all(map(_is_point, points)):
            raise self.error(f"{name} ska vara minst tre punkter [lon, lat]")
        return tuple((float(lon), float(lat)) for lon, lat in points)

    def items(self, name: str) -> Iterator[Table]:
        """The tables of a list, each called by its id. Raises CatalogError for an id twice."""
        entries = self._take(name, None)
        if not isinstance(entries, list):
            raise self.error(f"{name} ska vara en lista av tabeller, [[{name}]]")
        seen = set()
        for place, entry in enumerate(entries, 1):
            own = entry.get("id") if isinstance(entry, Mapping) else None
            item = Table(self.file, f"{name} {own or f'nr {place}'}", entry)
            if own in seen:
                raise item.error("id finns två gånger")
            seen.add(own)
            yield item

    def end(self) -> None:
        """Raises CatalogError for what nobody asked for."""
        if self._left:
            raise self.error(f"okänd uppgift: {', '.join(sorted(self._left))}")

    def _take(self, name: str, default: Any) -> Any:
        value = self._left.pop(name, _MISSING)
        if value is not _MISSING:
            return value
        if default is None:
            raise self.error(f"{name} saknas")
        return default


class Files:
    """The tables of all files, by the files' names without `.toml`."""

    def __init__(self, files: Mapping[str, Mapping[str, Any]]) -> None:
        self._files = files

    def table(self, file: str) -> Table:
        if file not in self._files:
            raise CatalogError(file, "filen", "saknas")
        return Table(file, "filen", self._files[file])

    def items(self, file: str, name: str) -> Iterator[Table]:
        """The tables of a file that is nothing but this list."""
        table = self.table(file)
        yield from table.items(name)
        table.end()


def _is_point(point: Any) -> bool:
    return (
        isinstance(point, list)
        and len(point) == 2
        and all(isinstance(number, int | float) for number in point)
        and abs(point[0]) <= 180
        and abs(point[1]) <= 90
    )
