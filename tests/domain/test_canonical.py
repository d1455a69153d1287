"""Canonical JSON: the quick way writes what the careful one writes."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.canonical import CanonicalizationError, canonical

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
)


@given(JSON)
def test_it_writes_the_bytes_of_the_standard(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@given(JSON)
def test_what_was_written_is_written_alike_again(value: Any) -> None:
    written = canonical(value)
    assert canonical(json.loads(written)) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1.0, "1"),
        (-0.0, "0"),
        (0.0001, "0.0001"),
        (0.00001, "0.00001"),
        (1e-7, "1e-7"),
        (1e15 + 0.5, "1000000000000000.5"),
        (1e21, "1e+21"),
        (1e20, "100000000000000000000"),
        ({"\ufb33": 1, "\U0001f600": 2}, '{"\U0001f600":2,"\ufb33":1}'),
        ({"b": [], "a": {}}, '{"a":{},"b":[]}'),
        ("\x7f\x1f\u2028/", '"\x7f\\u001f\u2028/"'),
    ],
)
def test_what_the_two_could_write_differently(value: Any, written: str) -> None:
    assert canonical(value).decode() == written


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1: 2}, {"a": object()}, "\ud800"])
def test_what_json_cannot_hold_is_refused(value: Any) -> None:
    with pytest.raises(CanonicalizationError):
        canonical(value)


def test_what_is_nested_without_end_is_refused() -> None:
    nested: list[Any] = []
    for _ in range(100_000):
        nested = [nested]
    with pytest.raises(CanonicalizationError):
        canonical(nested)
