"""What values may be."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain import values
from fieldapp.domain.values import Rule
from tests import make

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)
CLOCK = "2026-11-20T21:07:30.123+01:00"
GOOD: list[tuple[str, Rule, Any]] = [
    ("text as long as may be", values.text(3), "åäö"),
    ("the least number", values.whole(2, 15), 2),
    ("the greatest number", values.whole(2, 15), 15),
    ("a choice", values.one_of("a", "b"), "b"),
    ("a truth", values.boolean, False),
    ("an id", values.identity, "019aa001-0000-7000-8000-0000000000aa"),
    ("a category", values.category, "OB19"),
    ("an area", values.area, "vikhog"),
    ("a kind of pass", values.shift_kind, "fieldTeam"),
    ("a time", values.time, {"at": CLOCK, "offset": -350, "zone": "Europe/Stockholm"}),
    ("a time whose offset is not known", values.time, {"at": CLOCK, "offset": None, "zone": "x"}),
    ("a time of a newer peer", values.time, {"at": CLOCK, "offset": 1, "source": "gps"}),
    ("a position", values.position, make.position()),
    ("no accuracy", values.position, {**make.position(), "accuracy": None}),
    ("a photo", values.photo, make.manifest()),
    ("a photo with its place", values.photo, make.manifest(position=make.position())),
]
BAD: list[tuple[Rule, Any, str]] = [
    (values.text(3), "åäöö", "texten får vara högst 3 tecken"),
    (values.text(3), 7, "det ska vara en text"),
    (values.whole(2, 15), 1, "det ska vara ett heltal från 2 till 15"),
    (values.whole(2, 15), 16, "det ska vara ett heltal från 2 till 15"),
    (values.whole(0, 15), True, "det ska vara ett heltal från 0 till 15"),
    (values.whole(0, 15), 3.0, "det ska vara ett heltal från 0 till 15"),
    (values.one_of("a", "b"), ["a"], "det ska vara något av a, b"),
    (values.boolean, 1, "det ska vara sant eller falskt"),
    (values.identity, "019AA001-0000-7000-8000-0000000000AA", "det är inget id"),
    (values.category, "OB99", "kategorin finns inte"),
    (values.category, {"OB01": 1}, "kategorin finns inte"),
    (values.area, "atlantis", "området finns inte"),
    (values.shift_kind, "dayWalk", "slaget av pass finns inte"),
    (values.time, CLOCK, "det ska vara en tid"),
    (values.time, {"at": "2026-11-20T21:07:30", "offset": 0}, "tiden går inte att läsa"),
    (values.time, {"at": "1970-01-01T00:00:00Z", "offset": 0}, "tiden går inte att läsa"),
    (values.time, {"at": "i går", "offset": 0}, "tiden går inte att läsa"),
    (
        values.time,
        {"at": CLOCK, "offset": 10**15},
        "klockans avvikelse ska vara ett tal i millisekunder",
    ),
    (values.time, {"at": CLOCK, "offset": 0, "zone": 1}, "tidszonen ska vara en text"),
    (values.position, [55, 13], "det ska vara en plats"),
    (values.position, {**make.position(), "lat": 91}, "platsen ligger inte på jorden"),
    (values.position, {**make.position(), "lon": "13"}, "platsen ligger inte på jorden"),
    (values.position, {**make.position(), "lat": 0, "lon": 0}, "platsen är inte bestämd"),
    (values.position, {**make.position(), "accuracy": -1}, "noggrannheten ska vara i meter"),
    (
        values.position,
        {**make.position(), "source": "wifi"},
        "källan ska vara gps, map, typed, area",
    ),
    (values.photo, "bild", "det ska vara uppgifter om en bild"),
    (values.photo, make.manifest(size=0), "bildens storlek ska vara hela tal"),
    (values.photo, make.manifest(width=None), "bildens storlek ska vara hela tal"),
    (values.photo, make.manifest(type=None), "bildens typ ska vara en text"),
    (values.photo, make.manifest(taken_at="nyss"), "det ska vara en tid"),
    (values.photo, make.manifest(position={"lat": 1}), "platsen ligger inte på jorden"),
]
RULES = [rule for _, rule, _ in GOOD]


@pytest.mark.parametrize(("rule", "value"), [g[1:] for g in GOOD], ids=[g[0] for g in GOOD])
def test_a_good_value_is_received(rule: Rule, value: Any) -> None:
    assert rule(value, make.catalog()) is None


@pytest.mark.parametrize(("rule", "value", "why"), BAD)
def test_a_bad_value_is_told_why(rule: Rule, value: Any, why: str) -> None:
    assert rule(value, make.catalog()) == why


@given(st.sampled_from(RULES), ANYTHING)
def test_no_value_breaks_a_rule(rule: Rule, value: Any) -> None:
    told = rule(value, make.catalog())
    assert told is None or (isinstance(told, str) and told)
