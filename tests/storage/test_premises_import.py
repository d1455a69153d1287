"""A planned table is written as one, and the register is known again by own id."""

from __future__ import annotations

import pytest

from fieldapp.domain.premises_import import Plan, Write
from fieldapp.domain.problems import Problem
from fieldapp.storage import changes, people, premises_import, records
from fieldapp.storage.database import Database
from tests import make
from tests.make import NOW

COORDINATOR = make.person("coordinator", "kommun")


def write(database: Database, *writes: Write) -> None:
    with database.write() as db:
        premises_import.write(db, Plan([], list(writes)), COORDINATOR, make.catalog(), NOW)


def new(own_id: str, **fields: object) -> Write:
    return Write(2, None, {"authority": "kommun", "own_id": own_id, "name": "Krog", **fields})


def test_what_was_written_is_known_by_its_own_id(database: Database) -> None:
    write(database, new("S-1"), new("S-2", risk=3))
    with database.read() as db:
        known = premises_import.known(db, "kommun")
        assert premises_import.known(db, "polis") == {}
    assert set(known) == {"S-1", "S-2"}
    assert known["S-2"][0].values["risk"] == 3
    write(database, Write(2, known["S-2"][0].record, {"risk": 4}))
    with database.read() as db:
        (found,) = premises_import.known(db, "kommun")["S-2"]
        assert (found.record, found.values["risk"]) == (known["S-2"][0].record, 4)
        assert len(changes.of_record(db, found.record)) == 2


def test_a_premises_that_was_merged_stands_for_what_it_turned_out_to_be(
    database: Database,
) -> None:
    write(database, new("S-1"), new("S-2"))
    with database.read() as db:
        known = premises_import.known(db, "kommun")
    one, other = known["S-1"][0].record, known["S-2"][0].record
    write(database, Write(2, one, {"merged_into": other}))
    with database.read() as db:
        merged = premises_import.known(db, "kommun")
    assert [found.record for found in merged["S-1"]] == [other]
    assert merged["S-1"][0].values["own_id"] == "S-2"


def test_two_with_one_own_id_are_both_told(database: Database) -> None:
    write(database, new("S-1"), new("S-1"))
    with database.read() as db:
        assert len(premises_import.known(db, "kommun")["S-1"]) == 2


def test_nothing_is_written_when_one_cannot_be(database: Database) -> None:
    with database.write() as db:
        people.add(db, COORDINATOR, None, NOW)
    with pytest.raises(Problem):
        write(database, new("S-1"), new("S-2", risk=9))
    with database.read() as db:
        assert premises_import.known(db, "kommun") == {}
        assert not records.load(db, [])
        assert changes.last_seq(db) == 0
