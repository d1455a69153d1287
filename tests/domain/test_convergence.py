"""Replicas that edit, meet and miss each other end with equal states, in both languages."""

import json
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from fieldapp.domain.canonical import canonical
from fieldapp.domain.changes import DELETED, Part, fold
from fieldapp.domain.clock import Clock
from tests.domain.replicas import (
    Replica,
    as_json,
    check_against_oracle,
    claims,
    edits,
    json_values,
    outcome,
    replaced,
)

FOLD_IN_JAVASCRIPT = Path(__file__).parents[1] / "phone" / "fold.js"
SKEWS = [timedelta(), timedelta(days=-731), timedelta(days=731), timedelta(minutes=-3)]
who = st.integers(0, 20)


class Meetings(RuleBasedStateMachine):
    """A server and phones. Nothing is ordered but what each writes itself."""

    cases: ClassVar[list[list[Part]]] = []

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 11, 20, 20, tzinfo=UTC)
        self.replicas: list[Replica] = []
        self.flying: list[list[Part]] = []

    def one(self, number: int) -> Replica:
        return self.replicas[number % len(self.replicas)]

    @initialize(phones=st.integers(2, 4))
    def begin(self, phones: int) -> None:
        for number in range(phones + 1):
            clock = Clock(f"{number:016x}")
            self.replicas.append(Replica(clock, SKEWS[number % len(SKEWS)]))

    @rule(number=who, fields=edits, passed=st.sampled_from([0, 0, 1, 60_000]))
    def edit(self, number: int, fields: dict[str, Any], passed: int) -> None:
        self.now += timedelta(milliseconds=passed)
        self.one(number).edit(self.now, fields)

    @rule(number=who, mark=st.sampled_from([True, True, False]))
    def remove(self, number: int, mark: bool) -> None:
        self.one(number).edit(self.now, {DELETED: mark})

    @rule(number=who, data=st.data())
    def send(self, number: int, data: st.DataObject) -> None:
        """Some of what it has, in any order and with repeats: a batch may be cut."""
        if told := self.one(number).told:
            batch = data.draw(st.lists(st.sampled_from(told), min_size=1, max_size=8))
            self.flying.append(batch)

    @precondition(lambda self: self.flying)
    @rule(number=who, which=who, last=st.booleans())
    def arrive(self, number: int, which: int, last: bool) -> None:
        """Late, and perhaps not for the last time."""
        batch = self.flying[which % len(self.flying)]
        self.one(number).receive(batch)
        if last:
            self.flying.remove(batch)

    @rule(one=who, other=who)
    def join(self, one: int, other: int) -> None:
        self.one(one).join(self.one(other))

    @precondition(lambda self: len(self.replicas) < 7)
    @rule(number=who)
    def restore_from_a_copy(self, number: int) -> None:
        self.replicas.append(self.one(number).copy())

    @invariant()
    def each_holds_what_the_protocol_says(self) -> None:
        for replica in self.replicas:
            check_against_oracle(replica)

    def teardown(self) -> None:
        written = [part for replica in self.replicas for part in replica.told]
        for turn, replica in enumerate(self.replicas):
            replica.receive(written[turn:] + written[:turn])
            check_against_oracle(replica)
        states = {canonical(as_json(replica.state)) for replica in self.replicas}
        assert len(states) <= 1
        all_ = claims(written)
        lost = all_.difference(*(claims(replica.state) for replica in self.replicas))
        assert all(replaced(claim, all_) for claim in lost)
        self.cases.append(written)


def assert_javascript_agrees(cases: list[list[Part]], folder: Path) -> None:
    file = folder / "cases.json"
    made = [{"parts": as_json(parts), "outcome": outcome(parts)} for parts in cases]
    file.write_text(json.dumps(made), "utf-8")
    run = ["node", str(FOLD_IN_JAVASCRIPT), str(file)]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout == f"{len(cases)} agree\n"


def test_replicas_converge_whatever_the_network_does(tmp_path: Path) -> None:
    Meetings.cases.clear()
    steps = settings(max_examples=70, stateful_step_count=30, deadline=None)
    run_state_machine_as_test(Meetings, settings=steps)  # type: ignore[no-untyped-call]
    assert len(Meetings.cases) >= 50
    assert_javascript_agrees(Meetings.cases[-400:], tmp_path)


clocks = st.sampled_from([f"2026-11-20T20:00:00.00{n}Z-0000-{'ab'[n % 2] * 16}" for n in range(6)])
hostile = st.lists(
    st.builds(Part, clocks, st.just("") | clocks, edits | st.just({DELETED: True})), max_size=8
)


@settings(max_examples=300, deadline=None)
@given(hostile, hostile, hostile)
def test_folding_is_a_join_even_of_what_is_never_let_in(
    one: list[Part], two: list[Part], three: list[Part]
) -> None:
    everything = outcome([*one, *two, *three])
    assert outcome([*three, *one, *two, *one]) == everything
    assert outcome([*fold([*fold(two), *fold(three)]), *one]) == everything
    assert outcome([*fold([*fold(one), *fold(two)]), *fold(three)]) == everything
    assert outcome(fold(fold(one))) == outcome(one)


def test_javascript_agrees_on_what_is_never_let_in(tmp_path: Path) -> None:
    cases: list[list[Part]] = []

    @settings(max_examples=300, deadline=None, database=None)
    @given(hostile, json_values)
    def collect(parts: list[Part], value: Any) -> None:
        cases.append([*parts, Part("2026-11-20T20:00:00.009Z-0000-" + "c" * 16, "", {"v": value})])

    collect()
    assert_javascript_agrees(cases, tmp_path)
