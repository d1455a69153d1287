"""A catalog that was damaged anyhow is fit for use or told of; it never breaks the loader."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import fieldapp.catalog
from fieldapp.domain.catalog import Catalog, CatalogError
from fieldapp.domain.tables import Mistake

FILES = fieldapp.catalog.tables(fieldapp.catalog.FOLDER, [])
Path = tuple[str | int, ...]


def _paths(found: Any, so_far: Path = ()) -> list[Path]:
    inner: Any = ()
    if isinstance(found, dict):
        inner = found.items()
    elif isinstance(found, list):
        inner = enumerate(found)
    deeper = [path for name, value in inner for path in _paths(value, (*so_far, name))]
    return [so_far, *deeper] if so_far else deeper


PATHS = [path for path in _paths(FILES) if path[0] != "retention"]
ITEM = 3
"""File, list and place in it: from here on down it is one item."""
SCALARS = st.one_of(
    st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.dates(), st.datetimes()
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


def _holder(tables: Any, path: Path) -> Any:
    for name in path[:-1]:
        tables = tables[name]
    return tables


def _mistakes(tables: Any) -> tuple[Mistake, ...]:
    try:
        Catalog.from_tables(tables).as_json()
    except CatalogError as error:
        return error.mistakes
    return ()


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PATHS), ANYTHING), min_size=1, max_size=3))
def test_any_value_anywhere_is_read_or_told(damages: list[tuple[Path, Any]]) -> None:
    tables = copy.deepcopy(FILES)
    for path, value in sorted(damages, key=lambda damage: -len(damage[0])):
        _holder(tables, path)[path[-1]] = value
    for mistake in _mistakes(tables):
        assert mistake.file.endswith(".toml")
        assert mistake.item
        assert mistake.reason


@settings(deadline=None)
@given(st.sampled_from(PATHS))
def test_what_is_taken_out_or_doubled_is_read_or_told(path: Path) -> None:
    for doubled in (False, True):
        tables = copy.deepcopy(FILES)
        holder = _holder(tables, path)
        if doubled and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[int(path[-1])]))
        else:
            del holder[path[-1]]
        assert all(one.file and one.item and one.reason for one in _mistakes(tables))


@settings(deadline=None)
@given(st.sampled_from([path for path in PATHS if len(path) > ITEM]))
def test_what_cannot_be_right_is_told_with_its_file_and_its_item(path: Path) -> None:
    file, group, place = path[:ITEM]
    tables = copy.deepcopy(FILES)
    entry = tables[file][group][place] if isinstance(place, int) else {}
    called = f"{group} {entry['id']}" if "id" in entry and path[-1] != "id" else str(group)
    _holder(tables, path)[path[-1]] = {"x": 1}
    told = [one for one in _mistakes(tables) if one.file == f"{file}.toml"]
    assert any(called in one.item for one in told)
