"""Tables: what is written is read back, however a spreadsheet saved it, and runs nothing."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from fieldapp import tabular
from fieldapp.domain.problems import Problem
from fieldapp.tabular import Table

Texts = list[list[str]]

CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0"), max_size=12
) | st.sampled_from(
    ["=1+1", "+46 70", "-", "@SUM(A1)", "'=1", "''", '"', "åäö", "a;b", "1,5", "\t", " x ", "–"]
)
NAMES = st.text(st.sampled_from("abcåäö ,;\t'=\"\n"), min_size=1, max_size=8).map(str.strip)
SEPARATORS = st.sampled_from(";,\t")


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], Texts]:
    """A header of distinct names, and rows that are not empty."""
    header = draw(st.lists(NAMES.filter(bool), min_size=1, max_size=4, unique_by=str.casefold))
    row = st.lists(CELLS, min_size=len(header), max_size=len(header))
    rows = draw(st.lists(row.filter(lambda cells: any(map(str.strip, cells))), max_size=5))
    assume(not header[0].startswith("sep="))
    return header, rows


def texts(table: Table) -> tuple[list[str], Texts]:
    assert not [row for row in table.rows if row.beyond]
    return list(table.header), [list(row.cells.values()) for row in table.rows]


@settings(deadline=None)
@given(tables())
def test_a_csv_file_that_is_written_is_read_back(table: tuple[list[str], Texts]) -> None:
    assert texts(tabular.read(tabular.csv(*table))) == table


@settings(deadline=None)
@given(tables(), SEPARATORS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_it_is_read_in_every_encoding_and_with_every_separator(
    table: tuple[list[str], Texts], separator: str, encoding: str
) -> None:
    header, rows = table
    quoted = [['"{}"'.format(cell.replace('"', '""')) for cell in row] for row in (header, *rows)]
    text = "\n".join(separator.join(row) for row in quoted)
    # An apostrophe before a formula is what writing puts there: it is not read as part of it.
    assume(not any(cell.startswith("'") for row in (header, *rows) for cell in row))
    assume(not text.startswith("\ufeff"))
    written = text.encode(encoding, "ignore")
    assume(written.decode(encoding) == text)
    if encoding == "cp1252":
        assume(not is_utf8(written) or text.isascii())
    assert texts(tabular.read(written)) == table


def is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_a_spreadsheet_opens_the_csv_at_a_double_click() -> None:
    written = tabular.csv(["Namn", "Båda"], [["Krog; Exempel", 55.79301], ["å", True]])
    assert written == (
        b'\xef\xbb\xbfNamn;B\xc3\xa5da\r\n"Krog; Exempel";"55,79301"\r\n\xc3\xa5;ja\r\n'
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\tA", "\r=1", "'=1"])
def test_a_text_runs_in_no_spreadsheet(text: str) -> None:
    line = tabular.csv(["a"], [[text]]).decode("utf-8-sig").split("\r\n", 1)[1]
    assert line.lstrip('"').startswith("'")
    book = load_workbook(BytesIO(tabular.xlsx("t", ["a"], [[text]])))
    assert book.worksheets[0]["A2"].data_type == "s"


def test_a_workbook_is_a_table_too() -> None:
    table = tabular.read(tabular.xlsx("Objekt", ["id", "namn"], [["1", None], [None, None], [2]]))
    assert [(row.number, dict(row.cells)) for row in table.rows] == [
        (2, {"id": "1", "namn": ""}),
        (4, {"id": "2", "namn": ""}),
    ]


def test_rows_keep_their_numbers_and_say_what_is_beyond_the_header() -> None:
    table = tabular.read(b'sep=;\nid;namn\n\n1;"Krog\nExempel"\n2;a;b\n3\n')
    assert [(row.number, row.beyond) for row in table.rows] == [(4, ()), (6, ("b",)), (7, ())]
    assert table.rows[2].cells == {"id": "3", "namn": ""}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "tom"),
        (b"\n;;\n", "tom"),
        (b"id;;namn\n", "kolumn 2 har ingen rubrik"),
        (b"id;namn;ID\n", "två kolumner har rubriken ID"),
        (b'id;namn\n1;"Krog\n', "rad 2"),
        (b"id;namn\n1;\x8dx\n", "bokstäverna"),
        (b"\x89PNG\0\0", "varken CSV eller XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "äldre Excelfil"),
        (b"PK\x03\x04 and no more", "går inte att öppna som XLSX"),
        (b"a" * (tabular.MOST_BYTES + 1), "större än 20 MB"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(content: bytes, why: str) -> None:
    with pytest.raises(Problem) as told:
        tabular.read(content)
    assert told.value.name == "table-unreadable"
    assert why in told.value.detail
