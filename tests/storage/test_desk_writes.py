"""What the desk writes of premises, visits and deficiencies, through `changes.append_own`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from fieldapp.domain.people import Person, Role
from fieldapp.domain.problems import Problem
from fieldapp.storage import changes, deficiencies, premises, visits
from fieldapp.storage.changes import Written
from fieldapp.storage.database import Database
from fieldapp.storage.premises import Filters
from tests import inspections, make

OF_KOMMUN = {"authority": "kommun"}
COORDINATOR = make.person("coordinator", "kommun")
SENT = {"sent_on": "2026-11-27", "manner": "post", "version": 1}


@pytest.fixture
def db(database: Database) -> Iterator[sqlite3.Connection]:
    with database.write() as connection:
        yield connection


@pytest.fixture
def inspector() -> make.Phone:
    return make.Phone(make.person("inspector", "kommun"))


def write(
    db: sqlite3.Connection,
    kind: str,
    fields: dict[str, Any],
    record: str = "",
    actor: Person = COORDINATOR,
) -> str:
    """The record's id, a new one unless told."""
    own = record or make.new_id()
    told = fields if record else {**OF_KOMMUN, **fields}
    changes.append_own(db, kind, own, told, actor, make.catalog(), make.NOW)
    return own


def test_premises_are_made_edited_and_merged_at_the_desk(
    db: sqlite3.Connection, inspector: make.Phone
) -> None:
    own = write(db, "premises", inspections.PUB)
    write(db, "premises", {"name": "Krog Exempel II", "permits/serving_indoors": None}, own)
    found = inspector.premises(found_in_field=True)
    make.push(db, inspector, found, inspector.visit(found.record))
    write(db, "premises", {"merged_into": own}, found.record)
    (listed,) = premises.find(db, Filters()).premises
    assert (listed.id, listed.name, listed.permits) == (own, "Krog Exempel II", ())
    assert len(visits.of_premises(db, own)) == 1
    history = changes.of_record(db, found.record)
    assert [line.change.actor for line in history] == [inspector.person.id, COORDINATOR.id]
    write(db, "premises", {"merged_into": None}, found.record)
    assert len(premises.find(db, Filters()).premises) == 2


def test_an_edit_that_saw_what_was_there_is_no_conflict(
    db: sqlite3.Connection, inspector: make.Phone
) -> None:
    found = inspector.premises()
    make.push(db, inspector, found)
    write(db, "premises", {"name": "Ny"}, found.record)
    assert premises.find(db, Filters(in_conflict=True)).premises == []
    make.push(db, inspector, inspector.edit(found, name="Annan"))
    assert len(premises.find(db, Filters(in_conflict=True)).premises) == 1


@pytest.mark.parametrize("role", ["walker", "reader", "administrator"])
def test_who_may_not_write_premises(db: sqlite3.Connection, role: Role) -> None:
    with pytest.raises(Problem) as problem:
        write(db, "premises", inspections.PUB, actor=make.person(role, "kommun"))
    assert problem.value.name == "not-yours"


def test_a_visits_protocol_is_sent_and_its_deficiency_decided(
    db: sqlite3.Connection, inspector: make.Phone
) -> None:
    visit = inspector.visit(answers={"YS07": inspections.deficiency()})
    make.push(db, inspector, visit)
    about = {"report": visit.record}
    reviewed = {"report_kind": "visit", "reporter": inspector.person.id, "version": 1}
    write(db, "review", {**about, **reviewed, "decision": "accept"})
    write(db, "dispatch", {**about, **SENT})
    of = {**about, "item": "YS07"}
    states = []
    for decided in (
        {"state": "not_remedied", "deadline": "2027-01-01"},
        {"state": "case", "case_number": "2026-17", "measure": "warning"},
        {"state": "closed", "reason": "Beslut fattat."},
    ):
        write(db, "deficiency", {**of, **decided})
        one = deficiencies.get(db, visit.record, "YS07")
        assert one
        states.append((one.state, one.deadline, one.case_number))
    listed = visits.get(db, visit.record)
    assert listed
    assert (listed.state, listed.sent_on) == ("issued", "2026-11-27")
    assert states == [
        ("not_remedied", "2027-01-01", None),
        ("case", "2027-01-01", "2026-17"),
        ("closed", "2027-01-01", "2026-17"),
    ]


def test_what_the_desk_decides_is_later_than_what_a_visit_saw_by_a_clock_that_goes_ahead(
    db: sqlite3.Connection, inspector: make.Phone
) -> None:
    visit = inspector.visit(answers={"YS07": inspections.deficiency()})
    make.push(db, inspector, visit)
    ahead = make.Phone(make.person("inspector", "kommun"))
    ahead.clock.tick(make.NOW + timedelta(days=2))
    seen = {f"earlier/{visit.record}/YS07/outcome": "remedied"}
    make.push(db, ahead, ahead.visit(**seen))
    write(db, "deficiency", {"report": visit.record, "item": "YS07", "state": "not_remedied"})
    one = deficiencies.get(db, visit.record, "YS07")
    assert one
    assert one.state == "not_remedied"


@pytest.mark.parametrize(
    ("kind", "fields", "named"),
    [
        ("dispatch", {"sent_on": "2026-11-27"}, "manner"),
        ("dispatch", {"sent_on": "i går", "manner": "post"}, "sent_on"),
        ("deficiency", {"item": "YS07", "state": "case"}, "case_number"),
        ("deficiency", {"item": "YS07", "state": "closed"}, "reason"),
        ("deficiency", {"state": "remedied"}, "item"),
        ("deficiency", {"item": "YS07", "state": "open"}, "state"),
    ],
)
def test_what_is_not_whole_is_refused_by_name(
    db: sqlite3.Connection, kind: str, fields: dict[str, Any], named: str
) -> None:
    with pytest.raises(Problem) as problem:
        write(db, kind, {"report": make.new_id(), **fields})
    assert (problem.value.name, problem.value.field) == ("value-not-accepted", named)


def test_many_are_written_in_one_go_in_order(db: sqlite3.Connection) -> None:
    ids = [make.new_id() for _ in range(3)]
    own = [Written("premises", one, {**OF_KOMMUN, "name": f"Nr {n}"}) for n, one in enumerate(ids)]
    own.append(Written("premises", ids[0], {"name": "Nytt namn"}))
    made = changes.append_all(db, own, COORDINATOR, make.catalog(), make.NOW)
    assert [change.at for change in made] == sorted({change.at for change in made})
    assert made[3].seen == made[0].at
    names = [one.name for one in premises.find(db, Filters()).premises]
    assert names == ["Nr 1", "Nr 2", "Nytt namn"]
    assert premises.find(db, Filters(in_conflict=True)).premises == []
    assert changes.append_all(db, [], COORDINATOR, make.catalog(), make.NOW) == []


def test_of_many_the_first_that_is_refused_is_told(database: Database) -> None:
    own = [
        Written("premises", make.new_id(), {**OF_KOMMUN, "name": "Bra"}),
        Written("premises", make.new_id(), {**OF_KOMMUN, "risk": 9}),
    ]
    with pytest.raises(Problem) as problem:
        _write_all(database, own)
    assert problem.value.field == "risk"
    with database.read() as db:
        assert changes.last_seq(db) == 0


def _write_all(database: Database, own: list[Written]) -> None:
    with database.write() as db:
        changes.append_all(db, own, COORDINATOR, make.catalog(), make.NOW)
