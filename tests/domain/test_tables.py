"""Tables of a catalog: every mistake is noted once, with file, item and reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.tables import CatalogError, Files, Mistake, Table

VALUES = st.recursive(
    st.one_of(
        st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.dates(), st.datetimes()
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
GETTERS: list[Callable[[Table], Any]] = [
    lambda table: table.text("x"),
    lambda table: table.text("x", pattern="[a-z]+"),
    lambda table: table.words("x"),
    lambda table: table.flag("x"),
    lambda table: table.number("x", 1, 5),
    lambda table: table.whole("x", 1, 5),
    lambda table: table.texts("x"),
    lambda table: table.texts("x", ("a", "b")),
    lambda table: table.choice("x", ("a", "b")),
    lambda table: table.day("x"),
    lambda table: table.ring("x"),
    lambda table: table.table("x"),
    lambda table: list(table.items("x")),
]


def table(**entries: Any) -> Table:
    return Table("a.toml", "post", entries, [])


def reasons(found: Table) -> list[str]:
    return [mistake.reason for mistake in found.mistakes]


@given(VALUES, st.sampled_from(GETTERS))
def test_whatever_is_written_is_read_or_told(value: Any, getter: Callable[[Table], Any]) -> None:
    found = table(x=value)
    getter(found)
    found.end()
    for mistake in found.mistakes:
        assert mistake.file == "a.toml"
        assert mistake.item
        assert mistake.reason


@pytest.mark.parametrize("getter", GETTERS[:9])
def test_what_is_missing_is_told_once(getter: Callable[[Table], Any]) -> None:
    found = table()
    getter(found)
    assert reasons(found) == ["x saknas"]


@pytest.mark.parametrize(
    ("getter", "value"),
    [
        (lambda table: table.words("x"), " \n"),
        (lambda table: table.whole("x", 1, 5), 2.0),
        (lambda table: table.number("x", 1, 5), float("nan")),
        (lambda table: table.number("x", 1, 5), True),
        (lambda table: table.day("x"), datetime(2026, 1, 1)),  # noqa: DTZ001
        (lambda table: table.day("x"), 20260101),
        (lambda table: table.choice("x", ("a", "b")), ["a"]),
        (lambda table: table.items("x").__next__().end(), [{"id": "å", "y": 1}]),
    ],
)
def test_what_only_looks_right_is_told(getter: Callable[[Table], Any], value: Any) -> None:
    found = table(x=value)
    getter(found)
    assert len(found.mistakes) == 1


def test_every_stranger_of_a_list_is_told_and_the_rest_is_kept() -> None:
    found = table(x=["a", "c", "b", "d", "c"])
    assert found.texts("x", ("a", "b")) == ("a", "b")
    assert [reason[:14] for reason in reasons(found)] == ["x nämner 'c', ", "x nämner 'd', "]


def test_a_date_may_be_written_both_ways() -> None:
    assert table(x="2026-06-01").day("x") == table(x=date(2026, 6, 1)).day("x")


def test_what_is_not_a_table_is_told_once_and_not_for_each_of_its_names() -> None:
    found = Table("a.toml", "post", ["x"], [])
    found.text("x")
    found.number("y", 0, 1)
    found.end()
    assert reasons(found) == ["ska vara en tabell"]


def test_items_are_called_by_their_id_or_their_place() -> None:
    found = Table("a.toml", "filen", {"x": [{"id": "en"}, {}, {"id": 3}, {"id": "en"}]}, [])
    assert [one.item for one in found.items("x")] == ["x en", "x nr 2", "x nr 3", "x en"]
    assert list(map(str, found.mistakes)) == ["a.toml, x en: id finns två gånger"]
    assert [one.item for one in table(x=[{"id": "en"}]).items("x")] == ["post, x en"]


def test_files_that_are_missing_or_that_nobody_knows_are_told() -> None:
    files = Files({"a": {}, "strange": {}, "lists/one": {}, "other": {}})
    files.table("a")
    files.table("b")
    assert [one.file for one in files.under("lists")] == ["lists/one.toml"]
    files.end("other")
    told = ["b.toml, filen: saknas", "strange.toml, filen: okänd fil"]
    assert list(map(str, files.mistakes)) == told


def test_a_file_that_could_not_be_read_is_told_of_as_that_only() -> None:
    files = Files({}, [Mistake("a.toml", "filen", "går inte att läsa")])
    assert list(files.items("a", "x")) == []
    assert len(files.mistakes) == 1
    assert files.known(["one"], of="b.") == ["one"]
    assert files.known(["one"], of="a.") is None


def test_an_error_says_all_its_mistakes_on_a_line_each() -> None:
    error = CatalogError([Mistake("a.toml", "x en", "är fel"), Mistake("b.toml", "y", "saknas")])
    assert str(error) == "a.toml, x en: är fel\nb.toml, y: saknas"
