"""Tables in and out: CSV and XLSX, as people's spreadsheets write and read them.

Alone knows the csv module; workbooks have a module of their own. A table that is read is text
throughout: what a cell means is for its reader to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from csv import Error as CsvError
from csv import reader
from dataclasses import dataclass
from io import StringIO

from fieldapp.domain.cells import FORMULA, Line, in_words
from fieldapp.domain.cells import Cell as Cell
from fieldapp.domain.problems import Problem

MOST_BYTES = 20_000_000
_SEPARATORS = ";\t,"
_MADE_HARMLESS = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its number in the file, its cells by header, and those beyond the
    header. A cell that is not there is an empty text."""

    number: int
    cells: Mapping[str, str]
    beyond: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read: its headers as they are written, and its rows that are not empty."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


def read(content: bytes) -> Table:
    """The table in a CSV file (semicolon, tab or comma; UTF-8, UTF-16 with BOM or Windows-1252)
    or in the first sheet of an XLSX file. What it is, is told by its content.

    Raises Problem table-unreadable.
    """
    if len(content) > MOST_BYTES:
        raise _unreadable(f"filen är större än {MOST_BYTES // 1_000_000} MB")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise _unreadable("det är en äldre Excelfil (.xls); spara om den som .xlsx eller CSV")
    lines = _sheet(content) if content.startswith(b"PK\x03\x04") else _csv_lines(_decoded(content))
    return _table([line for line in lines if any(cell.strip() for cell in line[1])])


def csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A CSV file as Swedish spreadsheets open it at a double click: semicolons, decimal commas,
    UTF-8 with BOM, CRLF. A text that a spreadsheet would take for a formula gets an apostrophe."""
    written = [";".join(_quoted(_in_csv(cell)) for cell in row) for row in (header, *rows)]
    return "".join(f"{line}\r\n" for line in written).encode("utf-8-sig", "replace")


def xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """An XLSX file with one sheet of this title: the header frozen, columns as wide as what they
    hold, dates as dates, numbers as numbers, and texts as texts whatever they begin with."""
    # Brought in here, so that a server starts without it.
    from fieldapp import workbooks

    return workbooks.write(title, header, rows)


def _sheet(content: bytes) -> list[Line]:
    from fieldapp import workbooks

    try:
        return workbooks.read(content)
    except workbooks.Damaged as error:
        raise _unreadable("den går inte att öppna som XLSX; spara om den i Excel") from error


def _unreadable(why: str) -> Problem:
    return Problem("table-unreadable", why=why)


def _table(lines: list[Line]) -> Table:
    if not lines:
        raise _unreadable("den är tom; den första raden ska vara rubriker")
    header = [cell.strip() for cell in lines[0][1]]
    while header and not header[-1]:
        header.pop()
    for number, name in enumerate(header, 1):
        if not name:
            raise _unreadable(f"kolumn {number} har ingen rubrik på den första raden")
        if name.casefold() in (other.casefold() for other in header[: number - 1]):
            raise _unreadable(f"två kolumner har rubriken {name}; ta bort eller döp om den ena")
    return Table(tuple(header), tuple(_row(header, *line) for line in lines[1:]))


def _row(header: list[str], number: int, cells: list[str]) -> Row:
    named = dict.fromkeys(header, "") | dict(zip(header, cells, strict=False))
    return Row(number, named, tuple(cell for cell in cells[len(header) :] if cell.strip()))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in content:
        raise _unreadable("den är varken CSV eller XLSX")
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unreadable("bokstäverna går inte att läsa; spara om den som CSV i UTF-8")


def _csv_lines(text: str) -> Iterator[Line]:
    separator, skipped, text = _separator(text)
    rows = reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 1 + skipped
    try:
        for cells in rows:
            yield number, [_as_it_was(cell) for cell in cells]
            number = 1 + skipped + rows.line_num
    except CsvError as error:
        why = f'citattecknen på rad {number} går inte ihop; " i en text skrivs ""'
        raise _unreadable(why) from error


def _separator(text: str) -> tuple[str, int, str]:
    """What parts the cells: what a first line `sep=;` says, else the first kind in the header.
    Then how many lines said so, and the text without them."""
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r"sep=(.)\r?", first)
    if told:
        return told[1], 1, rest
    outside = re.sub(r'"(?:[^"]|"")*"', "", text)
    header = next((line for line in re.split(r"[\r\n]+", outside) if line), "")
    return next((one for one in _SEPARATORS if one in header), ";"), 0, text


def _in_csv(cell: Cell) -> str:
    if isinstance(cell, str):
        text = cell.replace("\0", "\ufffd")
        return f"'{text}" if FORMULA.match(text) else text
    return in_words(cell).replace(".", ",") if isinstance(cell, float) else in_words(cell)


def _as_it_was(cell: str) -> str:
    return cell[1:] if _MADE_HARMLESS.match(cell) else cell


def _quoted(text: str) -> str:
    plain = not re.search(r'[;,\t"\r\n]', text) and text == text.strip()
    return text if plain else '"{}"'.format(text.replace('"', '""'))
