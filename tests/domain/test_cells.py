"""Cells as text, the same in every kind of table."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from fieldapp.domain.cells import FORMULA, Cell, in_words


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("Krog", "Krog"),
        (True, "ja"),
        (False, "nej"),
        (7, "7"),
        (1.5, "1.5"),
        (date(2026, 9, 11), "2026-09-11"),
        (datetime(2026, 9, 11, 19, 35, 59, tzinfo=UTC), "2026-09-11 19:35"),
        (time(1, 10), "01:10"),
    ],
)
def test_a_cell_reads_as_text(cell: Cell, text: str) -> None:
    assert in_words(cell) == text


@pytest.mark.parametrize(
    ("text", "is_formula"),
    [("=1", True), ("'=1", True), ("@A", True), ("a=1", False), ("'a", False), ("", False)],
)
def test_what_a_spreadsheet_would_run_is_known(text: str, is_formula: bool) -> None:
    assert bool(FORMULA.match(text)) is is_formula
