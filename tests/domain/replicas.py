"""Phones with skewed clocks and a server, and an oracle that knows what each has been told.

The oracle keeps every change and reads the protocol's sentences about what is dropped and what
holds, pair by pair; it shares nothing with the merge but the canonical JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from fieldapp.domain.canonical import canonical
from fieldapp.domain.changes import Part, conflicts, fold, is_deleted, newest, values
from fieldapp.domain.clock import Clock

Claim = tuple[str, str, str, bytes]
"""Field, at, seen and canonical value: one thing that somebody wrote."""

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6),
    lambda below: (
        st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=4), below, max_size=3)
    ),
    max_leaves=5,
)
edits = st.dictionaries(
    st.sampled_from(["note", "count", "place", "photos/a", "𝄞", "__proto__"]),
    st.sampled_from(["", "Två", "🔥", "ﬁ", None, 0, 1, True]) | json_values,
    max_size=3,
)


@dataclass
class Replica:
    """One copy of a record: what was told to it, and the state it has made of that."""

    clock: Clock
    skew: timedelta
    told: list[Part] = field(default_factory=list)
    state: tuple[Part, ...] = ()

    def edit(self, now: datetime, fields: Mapping[str, Any]) -> Part:
        seen = newest(self.state)
        self.clock.observe(seen)
        part = Part(self.clock.tick(now + self.skew), seen, fields)
        self.receive([part])
        return part

    def receive(self, parts: Iterable[Part]) -> None:
        for part in parts:
            self.told.append(part)
            self.state = fold([*self.state, part])
            self.clock.observe(part.at)

    def join(self, other: Replica) -> None:
        self.told += other.told
        self.state = fold([*other.state, *self.state])
        self.clock.observe(newest(self.state))

    def copy(self) -> Replica:
        return replace(self, clock=replace(self.clock), told=list(self.told))


def claims(parts: Iterable[Part]) -> set[Claim]:
    return {
        (name, part.at, part.seen, canonical(value))
        for part in parts
        for name, value in part.fields.items()
    }


def replaced(claim: Claim, all_: Iterable[Claim]) -> bool:
    """Whether somebody wrote the field later, having seen this clock."""
    name, at, _, _ = claim
    return any(name == other[0] and other[1] > at and other[2] >= at for other in all_)


def standing(told: Iterable[Part]) -> set[Claim]:
    all_ = claims(told)
    return {claim for claim in all_ if not replaced(claim, all_)}


def order(claim: Claim) -> tuple[str, str, bytes]:
    return (claim[1], claim[2], claim[3].decode().encode("utf-16-be"))


def check_against_oracle(replica: Replica) -> None:
    stand = standing(replica.told)
    assert claims(replica.state) == stand
    held, found = values(replica.state), conflicts(replica.state)
    assert set(held) == {claim[0] for claim in stand}
    for name, value in held.items():
        rivals = sorted((claim for claim in stand if claim[0] == name), key=order, reverse=True)
        assert canonical(value) == rivals[0][3]
        if len({rival[3] for rival in rivals}) > 1:
            assert [canonical(entry.value) for entry in found[name]] == [one[3] for one in rivals]
        else:
            assert name not in found
    assert is_deleted(replica.state) == _is_removed(stand)


def _is_removed(stand: set[Claim]) -> bool:
    removals = sorted((claim for claim in stand if claim[0] == "deleted"), key=order)
    if not removals or removals[-1][3] != b"true":
        return False
    _, at, seen, _ = removals[-1]
    return all(claim[0] == "deleted" or claim[1] <= seen or claim[1] == at for claim in stand)


def as_json(parts: Iterable[Part]) -> list[dict[str, Any]]:
    return [{"at": part.at, "seen": part.seen, "fields": part.fields} for part in parts]


def outcome(parts: Iterable[Part]) -> str:
    """All that a fold tells, as one canonical text that the other language has to make too."""
    state = fold(parts)
    rivals = {name: [entry.value for entry in all_] for name, all_ in conflicts(state).items()}
    return canonical(
        [as_json(state), values(state), rivals, is_deleted(state), newest(state)]
    ).decode()
