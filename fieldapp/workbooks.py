"""Workbooks (XLSX) as rows of texts, and rows as workbooks. Alone knows openpyxl."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from fieldapp.domain.cells import FORMULA, Cell, Line, in_words

_WIDEST, _NARROWEST = 60, 8
_NOT_IN_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")


class Damaged(ValueError):
    """What was given is no workbook, or not a whole one."""


def write(title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """An XLSX file with one sheet of this title: the header frozen, columns as wide as what they
    hold, dates as dates, numbers as numbers, and texts as texts whatever they begin with."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _NOT_IN_A_TITLE.sub(" ", _NOT_IN_XML.sub("", title))[:31].strip("' ") or "Tabell"
    widths = [0] * len(header)
    for number, row in enumerate((header, *rows), 1):
        for column, cell in enumerate(row, 1):
            shown = _fill(sheet.cell(number, column), cell)
            if column <= len(widths):
                widths[column - 1] = max(widths[column - 1], shown)
    for column, width in enumerate(widths, 1):
        sheet.cell(1, column).font = Font(bold=True)
        fitting = min(max(width + 2, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(column)].width = fitting
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def read(content: bytes) -> list[Line]:
    """The rows of the first sheet. Raises Damaged."""
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it leaves out of a workbook, which is not in its cells.
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(content), read_only=True, data_only=True)
            rows = enumerate(book.worksheets[0].iter_rows(), 1)
            return [(number, [_in_sheet(square) for square in row]) for number, row in rows]
    except (
        BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        SyntaxError,
        OSError,
    ) as error:
        raise Damaged(str(error)) from error


def _in_sheet(square: Any) -> str:
    value = square.value
    if isinstance(value, datetime) and "h" not in str(square.number_format).lower():
        value = value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return in_words(value)


def _fill(square: Any, cell: Cell) -> int:
    """Fills a square. Gives how many characters its longest line shows."""
    if isinstance(cell, bool | str):
        text = _NOT_IN_XML.sub("\ufffd", in_words(cell)).replace("\r\n", "\n").replace("\r", "\n")
        square.value, square.data_type = text, "s"
        square.quotePrefix = bool(FORMULA.match(text))
        if "\n" in text or len(text) > _WIDEST:
            square.alignment = Alignment(wrap_text=True, vertical="top")
        return max(map(len, text.split("\n")))
    square.value = cell.replace(tzinfo=None) if isinstance(cell, datetime) else cell
    if isinstance(cell, datetime):
        square.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(cell, date):
        square.number_format = "yyyy-mm-dd"
    elif isinstance(cell, time):
        square.number_format = "hh:mm"
    return len(in_words(cell))
