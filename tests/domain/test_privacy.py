"""The privacy guard against the vectors that the phone replays too."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp import catalog
from fieldapp.domain.privacy import Rule, flags

VECTORS = Path(__file__).parents[2] / "sync" / "vectors" / "privacy"
RULES = [Rule(**rule) for rule in json.loads((VECTORS / "rules.json").read_text())["rules"]]
CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted(VECTORS.glob("*.json"))
    for number, case in enumerate(json.loads(path.read_text()).get("cases", []))
]


@pytest.mark.parametrize("case", CASES)
def test_finds_what_the_vector_says_and_nothing_else(case: dict[str, Any]) -> None:
    found = flags(case["text"], RULES)
    assert [_shown(flag) for flag in found] == case["flags"]


def test_every_rule_is_met_by_a_vector() -> None:
    met = {flag["rule"] for param in CASES for flag in param.values[0]["flags"]}
    assert met == {rule.id for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_patterns_avoid_what_the_two_languages_read_differently(rule: Rule) -> None:
    for escape in (r"\b", r"\w", r"\W", r"\d", r"\s", r"\S", "(?P", "(?i"):
        assert escape not in rule.pattern


CATALOG_RULES = catalog.load().privacy_rules
FRAGMENTS = st.sampled_from(
    [param.values[0]["text"] for param in CASES] + [" ", "@", "07", "-", "Å", "heter ", "🙂"]
)


@given(st.lists(FRAGMENTS, max_size=4).map("".join), st.sampled_from((str, str.upper, str.lower)))
def test_what_a_rule_needs_hides_no_match_of_its_pattern(text: str, written: Any) -> None:
    tried_always = [replace(rule, needs=()) for rule in CATALOG_RULES]
    assert flags(written(text), CATALOG_RULES) == flags(written(text), tried_always)


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=200))
def test_flags_lie_within_the_text_in_order_and_apart(text: str) -> None:
    found = flags(text, RULES)
    ends = [0, *(flag.end for flag in found)]
    assert all(end <= flag.start < flag.end for end, flag in zip(ends, found, strict=False))
    assert ends[-1] <= len(text.encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize("text", ["0" * 1000, "a" * 1000, "a@" * 500, "0 " * 500, "+1-" * 333])
def test_a_long_text_is_read_in_time_for_the_next_keystroke(text: str) -> None:
    started = process_time()
    flags(text, RULES)
    assert process_time() - started < 0.25


def _shown(flag: Any) -> dict[str, Any]:
    return {"rule": flag.rule, "start": flag.start, "end": flag.end, "action": flag.action}
