"""Phones, stations and a centre, and whatever Hypothesis thinks of: in the end all agree."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from fieldapp.domain.visit_fields import ASSESSMENTS
from tests.api import pictures
from tests.faults.conftest import LONG
from tests.faults.verdict import Ledger, check_node, check_phone, check_photos, lines
from tests.faults.wires import FATES, Weather
from tests.faults.world import Link, Place, Walker
from tests.sync import reports

YEAR = timedelta(days=365)
JUMPS = [timedelta(hours=hours) for hours in (-3, -1, 1, 3)] + [-2 * YEAR, 2 * YEAR, timedelta()]
FARTHEST = 2 * YEAR
which = st.integers(0, 99)
fates = st.lists(st.sampled_from(FATES), max_size=6)
PICTURES = [pictures.jpeg(64, 48, seed) for seed in range(3)]


class Nodes(RuleBasedStateMachine):
    """The centre works for all, station A too, station B for the kommun alone."""

    runs = 0
    kills = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.weather, self.ledger = Weather(), Ledger()
        self.records: list[tuple[Walker, str]] = []
        self.saved: list[tuple[Walker, dict[str, Any]]] = []

    @initialize()
    def set_up(self) -> None:
        self.places = [Place(name, self.folder / name, self.weather) for name in "cab"]
        centre, station, other = self.places
        self.links = [
            Link(station, centre),
            Link(other, centre, here_works_for=("kommun",)),
            Link(station, other, there_works_for=("kommun",)),
        ]
        self.walkers = [
            Walker.enrolled(self.places, "walker", "forening"),
            Walker.enrolled(self.places, "inspector", "kommun"),
            Walker.enrolled(self.places[:2], "walker", "polis"),
        ]
        for place in self.places:
            place.copy()

    def walker(self, number: int) -> Walker:
        return self.walkers[number % len(self.walkers)]

    def place(self, number: int) -> Place:
        return self.places[number % len(self.places)]

    # What people do

    @rule(number=which, about=st.integers(0, 3))
    def write(self, number: int, about: int) -> None:
        walker = self.walker(number)
        walk = reports.shift(walker.phone, participants_count=2 + about)
        self.records.append((walker, walk))
        self.ledger.note_phone(walker)

    @precondition(lambda self: self.records)
    @rule(number=which, people=st.integers(2, 15))
    def edit(self, number: int, people: int) -> None:
        """By its author, on whichever of the author's phones knows it."""
        author, record = self.records[number % len(self.records)]
        person = author.phone.memory.person["id"]
        for walker in self.walkers:
            own = walker.phone.memory
            if own.person["id"] == person and record in own.records:
                walker.phone.edit(record, {"participants_count": people})
                self.ledger.note_phone(walker)

    @rule(number=which, answer=st.sampled_from(ASSESSMENTS))
    def inspect(self, number: int, answer: str) -> None:
        """A visit of a premises found in the field, or another answer in one that is known."""
        inspectors = [
            one for one in self.walkers if one.phone.memory.person["role"] == "inspector"
        ]
        walker = inspectors[number % len(inspectors)]
        held = walker.phone.memory.records.items()
        visits = [own for own, record in held if record["kind"] == "visit"]
        if number % 2 and visits:
            walker.phone.edit(visits[number % len(visits)], {"answers/YS01/value": answer})
        else:
            place = reports.premises(walker.phone)
            reports.visit(walker.phone, place, **{"answers/YS01/value": answer})
        self.ledger.note_phone(walker)

    @rule(number=which, content=st.sampled_from(PICTURES))
    def photograph(self, number: int, content: bytes) -> None:
        walker = self.walker(number)
        size = {"width": 64, "height": 48}
        seen = reports.observation(walker.phone, reports.shift(walker.phone))
        walker.phone.add_photo(seen, content, "image/jpeg", size)
        self.ledger.note_phone(walker)

    @rule(number=which)
    def write_what_cannot_be_received(self, number: int) -> None:
        walker = self.walker(number)
        reports.shift(walker.phone, participants_count="många")
        self.ledger.bad.add([*walker.phone.memory.written][-1])
        self.ledger.note_phone(walker)

    @precondition(lambda self: self.places)
    @rule(number=which)
    def review(self, number: int) -> None:
        place = self.place(number)
        for line in lines(place):
            about = line.change
            if about.kind == "shift" and about.fields.get("authority") in ("kommun", "forening"):
                told = {name: about.fields[name] for name in ("authority", "reporter")}
                made = place.review(
                    {**told, "report": about.record, "report_kind": "shift", "version": 1}
                )
                self.ledger.history.attempt(one.change for one in lines(place))
                self.ledger.history.acknowledge([made])
                return

    # What machines do

    @rule(number=which, fates=fates)
    def sync(self, number: int, fates: list[Any]) -> None:
        self.weather.coming = fates
        walker = self.walker(number)
        Nodes.kills += walker.sync() is None
        self.weather.coming = []
        self.ledger.note_phone(walker)

    @rule(number=which, fates=fates)
    def mirror(self, number: int, fates: list[Any]) -> None:
        self.weather.coming = fates
        Nodes.kills += self.links[number % len(self.links)].run() is None
        self.weather.coming = []
        for place in self.places:
            self.ledger.note_cursor(place)

    @rule(number=which, to=which)
    def move(self, number: int, to: int) -> None:
        """To another node. A police volunteer's phone never speaks to the kommun's own station."""
        walker = self.walker(number)
        police = walker.phone.memory.person["authority"] == "polis"
        walker.move(self.place(to % 2 if police else to))

    @rule(number=which)
    def save(self, number: int) -> None:
        walker = self.walker(number)
        self.saved.append((walker, json.loads(json.dumps(walker.phone.saved()))))

    @precondition(lambda self: self.saved and len(self.walkers) < 6)
    @rule(number=which)
    def wake_a_copy(self, number: int) -> None:
        """The same device on two phones, the one perhaps older than the other."""
        walker, saved = self.saved[number % len(self.saved)]
        twin = walker.twin()
        twin.wake(saved)
        self.walkers.append(twin)

    @rule(number=which, node=which, jump=st.sampled_from(JUMPS))
    def set_a_clock(self, number: int, node: int, jump: timedelta) -> None:
        """Of a phone or, less often, of a node: wrong by up to two years either way."""
        one = self.place(node) if number % 4 == 0 else self.walker(number)
        one.skew = max(-FARTHEST, min(FARTHEST, jump))

    @rule(seconds=st.integers(1, 90))
    def let_time_pass(self, seconds: int) -> None:
        for one in (*self.walkers, *self.places):
            one.skew += timedelta(seconds=seconds)

    @rule(number=which, old=which)
    def deliver_again(self, number: int, old: int) -> None:
        """A request that was held up somewhere arrives late, for the second time."""
        place = self.place(number)
        if place.wire.carried:
            place.wire.deliver(place.wire.carried[old % len(place.wire.carried)])

    @rule(number=which)
    def restart(self, number: int) -> None:
        self.place(number).stop()
        self.place(number).start()

    @rule(number=which)
    def copy(self, number: int) -> None:
        self.place(number).copy()

    @rule(number=which, copy=which)
    def restore(self, number: int, copy: int) -> None:
        """From an older backup. Only what its own desk had written since is lost."""
        place = self.place(number)
        own = place.node.db.node_id
        before = {line.change.id for line in lines(place) if line.change.device == own}
        place.restore(1 + copy % place.copies)
        held = {line.change.id for one in self.places for line in lines(one)}
        self.ledger.history.acknowledged -= before - held

    # In the end

    def teardown(self) -> None:
        if not hasattr(self, "walkers"):
            return
        self.settle()
        for place, hidden in zip(self.places, (set(), set(), {"polis"}), strict=True):
            check_node(place, self.ledger, frozenset(hidden))
        check_photos(self.places)
        for walker in self.walkers:
            check_phone(walker, self.ledger.bad)
            walker.phone.client.session.close()
        Nodes.runs += 1
        for place in self.places:
            place.stop()
        shutil.rmtree(self.folder)

    def settle(self) -> None:
        """All talk, twice around, on a network that works."""
        for _ in range(3):
            for walker in self.walkers:
                outcome = walker.sync()
                assert outcome
                assert outcome.error is None
                self.ledger.note_phone(walker)
            for link in (*self.links, *reversed(self.links)):
                mirrored = link.run()
                assert mirrored
                assert mirrored.error is None
        assert (mirrored.waiting, mirrored.photos_waiting, mirrored.photos_left) == (0, 0, 0)


def test_whatever_happens_all_nodes_and_phones_agree_in_the_end() -> None:
    """Random lives of phones of walkers and an inspector, two field stations and a centre – calls
    lost, swallowed, doubled and delivered late, processes killed, clocks two years wrong, the
    night the clocks change, phones moved and copied, nodes restored from old backups: every node
    holds all it may see, once."""
    Nodes.runs = Nodes.kills = 0
    examples, steps = (400, 50) if LONG else (20, 30)
    profile = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=not LONG,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Nodes, settings=profile)  # type: ignore[no-untyped-call]
    sys.stdout.write(f"{Nodes.runs} lives, {Nodes.kills} kills\n")
