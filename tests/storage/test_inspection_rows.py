"""The tables of supervision: made anew they are what they were, and the order of changes that
come does not matter to what they say."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldapp.domain.changes import Change
from fieldapp.storage import projections
from fieldapp.storage.database import Database
from tests import inspections, make
from tests.storage.test_projections import TakenBack, everything

POLICE = make.Phone(make.person("inspector", "polis"))
# What differs with the order: where in the log something stands.
ORDERED = {"rowid", "seq"}
TABLES = ("premises", "visits", "deficiencies", "control_purchases", "supervision")

MERGES = st.tuples(st.just("merge"), st.integers(0, 2), st.integers(0, 3))
MOVES = st.tuples(st.just("move"), st.integers(0, 2), st.integers(0, 2))
EDITS = st.tuples(
    st.just("edit"),
    st.integers(0, 2),
    st.sampled_from(
        [
            {"answers/YS07/value": "ok"},
            {"answers/YS07/corrected": True},
            {"answers/YS07/deadline": "2027-01-15"},
            {"submitted_at": None},
            {"submitted_at": make.time(5), "version": 2},
            {"deleted": True},
            {"next_visit_on": "2026-12-24"},
        ]
    ),
)
OUTCOMES = st.tuples(
    st.just("outcome"),
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from(["remedied", "not_remedied", None]),
)
WORDS = st.tuples(
    st.just("say"),
    st.integers(0, 2),
    st.sampled_from(
        [
            ("dispatch", {"sent_on": "2026-11-27", "manner": "post"}),
            ("dispatch", {"statement_on": "2026-12-01"}),
            ("deficiency", {"item": "YS07", "state": "case", "case_number": "2026-17"}),
            ("deficiency", {"item": "YS07", "state": "closed", "reason": "Fel."}),
            ("deficiency", {"item": "YS07", "state": "not_remedied", "deadline": "2027-02-01"}),
        ]
    ),
)
REVIEWS = st.tuples(
    st.just("review"), st.integers(0, 2), st.sampled_from(["accept", "dismiss", "return"])
)
CHANGED = st.tuples(
    st.just("premises"),
    st.integers(0, 2),
    st.sampled_from([{"visits_per_year": 0}, {"deleted": True}, {"name": "Ångbåten", "risk": 1}]),
)
STEPS = st.lists(MERGES | MOVES | EDITS | OUTCOMES | WORDS | REVIEWS | CHANGED, max_size=10)
PLENTY = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def story(steps: list[Any]) -> list[Change]:
    """Three premises with a visit each, a stranger's visit of the first, a control purchase, and
    then whatever happens to them."""
    inspector = make.Phone(make.person("inspector", "kommun"))
    desk = make.Phone(make.person("coordinator", "kommun"))
    places = [inspector.premises(name=f"Krog {n}", risk=n + 1) for n in range(3)]
    given = {"YS07": inspections.deficiency(), "YS01": "ok"}
    made = [inspector.visit(place.record, answers=given) for place in places]
    told = [*places, *made, inspector.purchase(places[0].record)]
    told.append(POLICE.visit(places[0].record, answers=given))
    newest = {change.record: change for change in told}

    def edit(change: Change, **fields: Any) -> None:
        newest[change.record] = inspector.edit(newest[change.record], **fields)
        told.append(newest[change.record])

    for what, number, *more in steps:
        if what == "merge":
            into = [*(place.record for place in places), None][more[0]]
            edit(places[number], merged_into=into)
        elif what == "move":
            edit(made[number], premises=places[more[0]].record)
        elif what == "outcome":
            earlier = f"earlier/{made[more[0]].record}/YS07/outcome"
            edit(made[number], **{earlier: more[1]})
        elif what in ("edit", "premises"):
            edit((made if what == "edit" else places)[number], **more[0])
        elif what == "review":
            reason = {"reason": "Se över."}
            told.append(desk.review(made[number], more[0], version=2, **reason))
        else:
            kind, fields = more[0]
            told.append(desk.say(kind, made[number], **fields))
    return told


def saying(db: sqlite3.Connection) -> dict[str, list[str]]:
    """What the tables say, but where in the log it stands."""
    found = {}
    for table in TABLES:
        rows = db.execute(f"SELECT * FROM {table}").fetchall()
        kept = [{n: row[n] for n in row.keys() if n not in ORDERED} for row in rows]  # noqa: SIM118
        found[table] = sorted(json.dumps(row, sort_keys=True) for row in kept)
    return found


def push(db: sqlite3.Connection, changes: list[Change], at_once: int) -> None:
    """Passed on by a node, which is how changes come in another order than they were made in."""
    node = make.Phone(make.person("administrator", "kommun"), is_node=True)
    for start in range(0, len(changes), at_once):
        results = make.push(db, node, *changes[start : start + at_once])
        assert {result.status for result in results} == {"stored"}


@PLENTY
@given(steps=STEPS, at_once=st.integers(1, 5), chance=st.randoms(use_true_random=False))
def test_any_order_of_the_same_changes_says_the_same(
    database: Database, steps: list[Any], at_once: int, chance: Any
) -> None:
    told = story(steps)
    found = []
    for order in (told, chance.sample(told, len(told))):
        with contextlib.suppress(TakenBack), database.write() as db:
            push(db, order, at_once)
            found.append(saying(db))
            raise TakenBack
    assert found[0] == found[1]


@PLENTY
@given(steps=STEPS, at_once=st.integers(1, 5), chance=st.randoms(use_true_random=False))
def test_made_anew_it_is_what_it_was(
    database: Database, steps: list[Any], at_once: int, chance: Any
) -> None:
    told = story(steps)
    with contextlib.suppress(TakenBack), database.write() as db:
        push(db, chance.sample(told, len(told)), at_once)
        before = everything(db)
        assert before["inspection_links"]
        projections.rebuild(db, make.catalog())
        assert everything(db) == before
        raise TakenBack


@PLENTY
@given(steps=STEPS, at_once=st.integers(1, 5))
def test_what_changed_is_told_under_a_later_seq(
    database: Database, steps: list[Any], at_once: int
) -> None:
    told = story(steps)
    with contextlib.suppress(TakenBack), database.write() as db:
        before: dict[str, tuple[int, str]] = {}
        for start in range(0, len(told), at_once):
            push(db, told[start : start + at_once], at_once)
            rows = db.execute("SELECT premises, seq, body FROM supervision").fetchall()
            after = {row["premises"]: (row["seq"], row["body"]) for row in rows}
            last = max(seq for seq, _ in before.values()) if before else 0
            for own, (seq, body) in after.items():
                if body != before.get(own, (0, ""))[1]:
                    assert seq > last
            assert before.keys() <= after.keys()
            before = after
        raise TakenBack


@pytest.fixture
def inspector() -> make.Phone:
    return make.Phone(make.person("inspector", "kommun"))


def known(db: sqlite3.Connection, premises: Change) -> Any:
    row = db.execute("SELECT body FROM supervision WHERE premises = ?", (premises.record,))
    return json.loads(row.fetchone()[0])


def test_a_visit_of_a_merged_premises_counts_for_what_it_turned_out_to_be(
    database: Database, inspector: make.Phone
) -> None:
    register, unknown = inspector.premises(), inspector.premises(found_in_field=True)
    visit = inspector.visit(unknown.record, answers={"YS07": inspections.deficiency()})
    with database.write() as db:
        make.push(db, inspector, register, unknown, visit)
        assert known(db, register)["last_visit"] is None
        assert known(db, unknown)["last_visit"]["id"] == visit.record
        make.push(db, inspector, inspector.edit(unknown, merged_into=register.record))
        assert known(db, register)["last_visit"]["id"] == visit.record
        assert [one["item"] for one in known(db, register)["open"]] == ["YS07"]
        assert known(db, unknown) == {**known(db, unknown), "last_visit": None, "open": []}
        later = inspector.visit(unknown.record, started_at=make.time(90))
        make.push(db, inspector, later)
        assert known(db, register)["last_visit"]["id"] == later.record
        assert known(db, register)["visits_this_year"] == 2


def test_another_authoritys_visits_and_merges_do_not_count(
    database: Database, inspector: make.Phone
) -> None:
    ours, theirs = inspector.premises(), POLICE.premises()
    found = {"YS07": inspections.deficiency()}
    with database.write() as db:
        make.push(db, inspector, ours, inspector.edit(ours, merged_into=theirs.record))
        make.push(db, POLICE, theirs, POLICE.visit(ours.record, answers=found))
        assert known(db, ours) == {**known(db, ours), "last_visit": None, "open": []}
        assert known(db, theirs)["last_visit"] is None
        roots = dict(db.execute("SELECT id, root FROM premises").fetchall())
    assert roots == {ours.record: ours.record, theirs.record: theirs.record}


def test_an_outcome_of_another_authoritys_visit_changes_nothing(
    database: Database, inspector: make.Phone
) -> None:
    premises = inspector.premises()
    visit = inspector.visit(premises.record, answers={"YS07": inspections.deficiency()})
    seen = {f"earlier/{visit.record}/YS07/outcome": "remedied"}
    with database.write() as db:
        make.push(db, inspector, premises, visit)
        make.push(db, POLICE, POLICE.visit(premises.record, **seen))
        assert [one["state"] for one in known(db, premises)["open"]] == ["open"]
        make.push(db, inspector, inspector.visit(premises.record, **seen))
        assert known(db, premises)["open"] == []


def test_premises_that_were_merged_into_each_other_are_one(
    database: Database, inspector: make.Phone
) -> None:
    one, other, third = (inspector.premises() for _ in range(3))
    with database.write() as db:
        make.push(db, inspector, one, other, third)
        make.push(db, inspector, inspector.edit(one, merged_into=other.record))
        make.push(db, inspector, inspector.edit(other, merged_into=one.record))
        make.push(db, inspector, inspector.edit(third, merged_into=third.record))
        roots = dict(db.execute("SELECT id, root FROM premises").fetchall())
    least = min(one.record, other.record)
    assert roots == {one.record: least, other.record: least, third.record: third.record}


def test_the_desk_of_another_authority_has_no_say(
    database: Database, inspector: make.Phone
) -> None:
    visit = inspector.visit(answers={"YS07": inspections.deficiency()})
    police = make.Phone(make.person("coordinator", "polis"))
    desk = make.Phone(make.person("coordinator", "kommun"))
    of = {"authority": "polis"}
    closed = {"item": "YS07", "state": "closed", "reason": "Avskriven."}
    sent = {"sent_on": "2026-11-27", "manner": "post"}
    standing = "SELECT v.state, d.state FROM visits v JOIN deficiencies d ON d.visit = v.id"
    with database.write() as db:
        make.push(db, inspector, visit)
        told = [
            police.say(kind, visit, **fields, **of)
            for kind, fields in (("dispatch", sent), ("deficiency", closed))
        ]
        make.push(db, police, *told, police.review(visit, "dismiss", reason="x", **of))
        assert tuple(db.execute(standing).fetchone()) == ("submitted", "open")
        make.push(db, desk, desk.review(visit), desk.say("dispatch", visit, **sent))
        assert tuple(db.execute(standing).fetchone()) == ("issued", "communicated")
        make.push(db, desk, desk.say("deficiency", visit, **closed))
        assert tuple(db.execute(standing).fetchone()) == ("issued", "closed")
