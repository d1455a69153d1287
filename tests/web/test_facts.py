"""Fields as facts in words."""

from __future__ import annotations

from typing import Any

import pytest

from fieldapp import catalog
from fieldapp.domain.catalog import Catalog
from fieldapp.web.facts import fact, facts, value_in_words
from tests.web.conftest import time


@pytest.fixture(scope="module")
def rules() -> Catalog:
    return catalog.load()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("area", "kavlinge-centrum", "Kävlinge centrum"),
        ("participants_count", 3, "3 personer"),
        ("nothing_to_report", True, "ja"),
        ("called_112", False, "nej"),
        ("shift_calmness", 5, "5 – mycket oroligt"),
        ("started_at", time(), "fre 20 nov 2026 21:07"),
        ("calls/112", 0, "0"),
        ("note", None, "borttaget"),
        (f"photos/{'a' * 64}", {"size": 1}, "bild"),
        ("a new field", {"a": "å"}, '{"a": "å"}'),
        ("shift_calmness", 9, "9"),
        ("started_at", "igår", "igår"),
    ],
)
def test_a_value_is_told_in_words(name: str, value: Any, said: str, rules: Catalog) -> None:
    assert value_in_words(name, value, rules) == said


def test_facts_come_in_the_order_one_reads_them_and_strangers_last(rules: Catalog) -> None:
    values = {"zebra": 1, "place_name": "Torget", "happened_at": time(), "note": "Hej."}
    assert [one.name for one in facts(values, rules)] == [
        "note",
        "happened_at",
        "place_name",
        "zebra",
    ]


def test_what_is_told_elsewhere_or_is_empty_is_left_out(rules: Catalog) -> None:
    place = {"lat": 55.8, "lon": 13.1}
    values = {
        "authority": "forening",
        "version": 1,
        "category": "OB19",
        "summary": None,
        "note": "",
        f"photos/{'a' * 64}": {"size": 1},
        "place": place,
        "stood": place,
    }
    assert [one.name for one in facts(values, rules)] == ["place"]


def test_a_text_carries_its_hints_once(rules: Catalog) -> None:
    found = fact("note", "070-000 00 00 och 070-000 00 01", rules)
    assert found.is_text
    assert str(found.value).count("<mark") == 2
    assert len(found.hints) == 1
