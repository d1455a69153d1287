"""The privacy guard: what in a text looks like it is about a person.

The same rules run on the phone; both sides are held together by sync/vectors/privacy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Action = Literal["stop", "ask"]
_DIGIT = re.compile("[1-9]")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern in the common subset of Python's re and JavaScript's RegExp with the u flag.

    `needs` are texts of which every match holds one, whatever its case, with 0 for any digit:
    looked for first, for the pattern itself is slow. None given, the pattern is always tried.
    """

    id: str
    pattern: str
    ignore_case: bool
    action: Action
    hint: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """Where a rule matched: `start` and `end` count UTF-16 code units, as a phone's strings do."""

    rule: str
    start: int
    end: int
    action: Action
    hint: str


def flags(text: str, rules: Iterable[Rule]) -> list[Flag]:
    """What the rules find, in the order of the text. Where two overlap the earlier rule stands."""
    taken: list[tuple[int, int, Rule]] = []
    folded = _DIGIT.sub("0", text.casefold())
    for rule in rules:
        if not _may_match(rule, folded):
            continue
        free = [found for found in _spans(text, rule) if not _overlaps(found, taken)]
        taken += [(start, end, rule) for start, end in free]
    return [
        Flag(rule.id, _units(text[:start]), _units(text[:end]), rule.action, rule.hint)
        for start, end, rule in sorted(taken, key=lambda found: found[0])
    ]


def _may_match(rule: Rule, folded: str) -> bool:
    for need in rule.needs:
        if need in folded:
            return True
    return not rule.needs


def _spans(text: str, rule: Rule) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _compiled(rule).finditer(text) if match.group())


def _overlaps(span: tuple[int, int], taken: Iterable[tuple[int, int, Rule]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end, _ in taken)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@lru_cache(maxsize=256)
def _compiled(rule: Rule) -> re.Pattern[str]:
    return re.compile(rule.pattern, re.IGNORECASE if rule.ignore_case else 0)
