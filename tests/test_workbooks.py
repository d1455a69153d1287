"""Workbooks: what is written is read back, dates are dates, and nothing is run."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime, time
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from fieldapp import workbooks
from tests.test_tabular import Texts, tables


def told(content: bytes) -> Texts:
    """The rows that a workbook is read as."""
    return [cells for _, cells in workbooks.read(content)]


@settings(deadline=None)
@given(tables(), st.text(max_size=40))
def test_a_workbook_that_is_written_is_read_back(
    table: tuple[list[str], Texts], title: str
) -> None:
    header, rows = table
    expected = [[in_xml(cell) for cell in row] for row in rows]
    assert told(workbooks.write(title, header, rows)) == [header, *expected]


def in_xml(text: str) -> str:
    """What XML can hold of a text: no control characters, and lines that end in one way."""
    kept = [
        one if one in "\t\n\r" or ("\x1f" < one < "\ufffe" or one > "\uffff") else "\ufffd"
        for one in text
    ]
    return "".join(kept).replace("\r\n", "\n").replace("\r", "\n")


def test_a_workbook_has_a_frozen_header_dates_as_dates_and_room_for_its_cells() -> None:
    row = ["Påhittet" * 3, date(2026, 9, 11), datetime(2026, 9, 11, 19, 35, tzinfo=UTC), 2, 1.5]
    content = workbooks.write("Besök: 2026/1", ["Objekt", "Dag", "Tid", "Antal", "Mått"], [row])
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    assert (sheet.title, sheet.freeze_panes) == ("Besök  2026 1", "A2")
    assert str(sheet["B2"].value) == "2026-09-11 00:00:00"
    assert [cell.is_date for cell in sheet[2]] == [False, True, True, False, False]
    assert sheet.column_dimensions["A"].width == 26
    assert told(content)[1] == ["Påhittet" * 3, "2026-09-11", "2026-09-11 19:35", "2", "1.5"]


def test_what_others_put_in_a_workbook_is_read_as_text() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([])
    sheet.append(["Id", "Från", "Öppnar", "Ja", None, None])
    sheet.append([12.0, date(2026, 1, 31), time(11, 0), True])
    written = BytesIO()
    book.save(written)
    number, cells = workbooks.read(written.getvalue())[-1]
    assert number == 3
    assert cells[:4] == ["12", "2026-01-31", "11:00", "ja"]


def test_an_archive_that_is_no_workbook_is_told_as_such() -> None:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(workbooks.Damaged):
        workbooks.read(written.getvalue())
