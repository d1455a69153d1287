"""Reads what a municipality wrote in the catalog's tables, and says what is wrong where.

Every getter takes a name out of the table; what is left at the end was misspelt. A getter that
finds a mistake notes it and answers with something harmless, so that one reading finds them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fieldapp.domain.places import Ring

WHOLE_FILE = "filen"
_MISSING = object()


@dataclass(frozen=True, slots=True)
class Mistake:
    """What cannot be used: in which file, which item, and why, in Swedish."""

    file: str
    item: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, {self.item}: {self.reason}"


class CatalogError(ValueError):
    """A catalog that cannot be used. `mistakes` are all that were found, in the files' order."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))


class Table:
    """One item of one file. A name with a default may be left out.

    One whose entries are None is not there at all: that has been told, and nothing more is said.
    """

    def __init__(self, file: str, item: str, entries: Any, mistakes: list[Mistake]) -> None:
        self.file, self.item, self.mistakes = file, item, mistakes
        if entries is not None and not isinstance(entries, Mapping):
            self.wrong("ska vara en tabell")
            entries = None
        self._left = None if entries is None else dict(entries)

    def wrong(self, reason: str) -> None:
        """Notes a mistake in this item."""
        self.mistakes.append(Mistake(self.file, self.item, reason))

    def text(self, name: str, default: str | None = None, *, pattern: str = "") -> str:
        value = self._take(name, default)
        if value is _MISSING:
            return ""
        if isinstance(value, str) and (not pattern or re.fullmatch(pattern, value)):
            return value
        form = f" av formen {pattern}" if pattern else ""
        self.wrong(f"{name} ska vara en text{form}")
        return ""

    def words(self, name: str) -> str:
        """A text that must say something."""
        value = self._take(name, None)
        if isinstance(value, str) and value.strip():
            return value
        if value is not _MISSING:
            self.wrong(f"{name} ska vara en text som säger något")
        return ""

    def flag(self, name: str, default: bool | None = None) -> bool:
        value = self._take(name, default)
        if value is not _MISSING and not isinstance(value, bool):
            self.wrong(f"{name} ska vara true eller false")
        return value is True

    def number(self, name: str, least: float, most: float) -> float:
        value = self._take(name, None)
        if value is _MISSING:
            return least
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.wrong(f"{name} ska vara ett tal")
            return least
        if not least <= value <= most:
            self.wrong(f"{name} ska vara mellan {least} och {most}, inte {value}")
            return least
        return value

    def whole(self, name: str, least: int, most: int) -> int:
        value = self.number(name, least, most)
        if not isinstance(value, int):
            self.wrong(f"{name} ska vara ett heltal")
            return least
        return value

    def texts(
        self, name: str, among: Iterable[str] | None = None, default: tuple[str, ...] | None = None
    ) -> tuple[str, ...]:
        """A list of texts, each of which must be among these."""
        values = self._take(name, default)
        if values is _MISSING:
            return ()
        if not isinstance(values, list | tuple) or not all(
            isinstance(value, str) for value in values
        ):
            self.wrong(f"{name} ska vara en lista av texter")
            return ()
        known = values if among is None else tuple(among)
        for strange in dict.fromkeys(value for value in values if value not in known):
            self.wrong(f"{name} nämner {strange!r}, som inte finns")
        return tuple(value for value in values if value in known)

    def choice(self, name: str, among: Sequence[str], default: str | None = None) -> str:
        value = self._take(name, default)
        if isinstance(value, str) and value in among:
            return value
        if value is not _MISSING:
            self.wrong(f"{name} ska vara något av {', '.join(among)}, inte {value!r}")
        return among[0]

    def day(self, name: str) -> date | None:
        """A date, written as a TOML date or as text; None when left out."""
        value = (self._left or {}).pop(name, None)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.wrong(f"{name} ska vara ett datum som 2026-01-31")
            return None

    def table(self, name: str) -> Table:
        value = self._take(name, None)
        entries = None if value is _MISSING else value
        return Table(self.file, f"{self.item}.{name}", entries, self.mistakes)

    def ring(self, name: str) -> Ring | None:
        """A ring of [lon, lat]; None when left out."""
        points = (self._left or {}).pop(name, None)
        if points is None:
            return None
        if not isinstance(points, list) or len(points) < 3 or not all(map(_is_point, points)):
            self.wrong(f"{name} ska vara minst tre punkter [lon, lat]")
            return ()
        return tuple((float(lon), float(lat)) for lon, lat in points)

    def items(self, name: str, *, unique: bool = True) -> Iterator[Table]:
        """The tables of a list, each called by its id, which stands once if it is `unique`."""
        entries = self._take(name, None)
        if entries is _MISSING:
            return
        if not isinstance(entries, list):
            self.wrong(f"{name} ska vara en lista av tabeller, [[{name}]]")
            return
        within, seen = "" if self.item == WHOLE_FILE else f"{self.item}, ", set()
        for place, entry in enumerate(entries, 1):
            own = entry.get("id") if isinstance(entry, Mapping) else None
            called = own if own and isinstance(own, str) else f"nr {place}"
            item = Table(self.file, f"{within}{name} {called}", entry, self.mistakes)
            if unique and called in seen:
                item.wrong("id finns två gånger")
            seen.add(called)
            yield item

    def end(self) -> None:
        """Notes what nobody asked for."""
        if self._left:
            self.wrong(f"okänd uppgift: {', '.join(sorted(map(str, self._left)))}")

    def _take(self, name: str, default: Any) -> Any:
        if self._left is None:
            return _MISSING
        value = self._left.pop(name, default)
        if value is None:
            self.wrong(f"{name} saknas")
            return _MISSING
        return value


class Files:
    """The tables of all files, by the files' names without `.toml`.

    `mistakes` are those that were made before, such as of files that could not be read.
    """

    def __init__(self, files: Mapping[str, Any], mistakes: Iterable[Mistake] = ()) -> None:
        self.mistakes = list(mistakes)
        self._files = files
        self._asked: set[str] = set()
        self._unread = {mistake.file for mistake in self.mistakes}

    def table(self, file: str) -> Table:
        self._asked.add(file)
        name = f"{file}.toml"
        if file not in self._files and name not in self._unread:
            self._unread.add(name)
            self.mistakes.append(Mistake(name, WHOLE_FILE, "saknas"))
        return Table(name, WHOLE_FILE, self._files.get(file), self.mistakes)

    def items(self, file: str, name: str) -> Iterator[Table]:
        """The tables of a file that is nothing but this list."""
        table = self.table(file)
        yield from table.items(name)
        table.end()

    def under(self, folder: str) -> list[Table]:
        """Every file of a folder, by name."""
        return [self.table(file) for file in sorted(self._files) if file.startswith(f"{folder}/")]

    def known(self, ids: Iterable[str], *, of: str) -> list[str] | None:
        """These ids, for others to name; None when a file that may have more could not be read.

        `of` is what the files' names begin with.
        """
        return None if any(name.startswith(of) for name in self._unread) else list(ids)

    def end(self, *others: str) -> None:
        """Notes files that nobody asked for and that are not among these others."""
        for file in sorted({*self._files} - self._asked - {*others}):
            self.mistakes.append(Mistake(f"{file}.toml", WHOLE_FILE, "okänd fil"))


def _is_point(point: Any) -> bool:
    return (
        isinstance(point, list)
        and len(point) == 2
        and all(isinstance(number, int | float) for number in point)
        and abs(point[0]) <= 180
        and abs(point[1]) <= 90
    )
