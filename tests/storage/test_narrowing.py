"""Conditions of a list, and marks of where its pages end."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.storage.narrowing import Narrowing, mark_of

ROWS = st.lists(
    st.tuples(st.text(max_size=3), st.integers(0, 9)), unique=True, min_size=1, max_size=12
)


def asked(chosen: Narrowing, rows: list[tuple[Any, ...]], order: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE TABLE t (a TEXT, b INTEGER)")
        db.executemany("INSERT INTO t VALUES (?, ?)", rows)
        found = db.execute(
            f"SELECT a, b FROM t WHERE {chosen.where} ORDER BY {order}", chosen.arguments
        )
        return [tuple(row) for row in found]


def test_nothing_narrows_nothing() -> None:
    chosen = Narrowing()
    chosen.to_any_of("a", None)
    chosen.to_those_equal(a="", b=None)
    chosen.beyond(("a", "b"), None)
    assert (chosen.where, chosen.arguments) == ("TRUE", [])


@pytest.mark.parametrize(("values", "found"), [([], []), (["x"], ["x"]), (["x", "y"], ["x", "y"])])
def test_any_of_some(values: list[str], found: list[str]) -> None:
    chosen = Narrowing()
    chosen.to_any_of("a", values)
    rows = [("x", 1), ("y", 2), ("z", 3)]
    assert [row[0] for row in asked(chosen, rows, "a")] == found


@given(ROWS, st.booleans())
def test_marks_divide_a_list_without_gap_or_repetition(
    rows: list[tuple[Any, ...]], descending: bool
) -> None:
    order = "a DESC, b DESC" if descending else "a, b"
    whole = asked(Narrowing(), rows, order)
    for last, following in pairwise([*whole, None]):
        chosen = Narrowing()
        chosen.beyond(("a", "b"), mark_of(last or ()), descending=descending)
        assert next(iter(asked(chosen, rows, order)), None) == following


@given(st.text())
def test_a_strange_mark_breaks_nothing(mark: str) -> None:
    chosen = Narrowing()
    chosen.beyond(("a", "b"), mark)
    assert chosen.where.count("?") == len(chosen.arguments)
