"""Who names whom, and who belongs together by it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from fieldapp.storage import inspection_links
from fieldapp.storage.database import Database
from tests import make

INSPECTOR = make.Phone(make.person("inspector", "kommun"))


@pytest.fixture
def db(database: Database) -> Iterator[sqlite3.Connection]:
    with database.write() as connection:
        yield connection


def test_a_visit_names_all_premises_that_it_ever_was_of(db: sqlite3.Connection) -> None:
    first, second, earlier = make.new_id(), make.new_id(), make.new_id()
    visit = INSPECTOR.visit(first)
    seen = {f"earlier/{earlier}/YS07/outcome": "remedied"}
    make.push(db, INSPECTOR, visit, INSPECTOR.edit(visit, premises=second, **seen))
    assert inspection_links.named_by(db, [visit.record]) == {first, second, earlier}
    assert inspection_links.naming(db, [first, earlier], "visit") == {
        first: {visit.record},
        earlier: {visit.record},
    }
    assert inspection_links.naming(db, [first], "premises") == {}


def test_what_was_merged_belongs_together_in_both_directions(db: sqlite3.Connection) -> None:
    places = [INSPECTOR.premises() for _ in range(4)]
    one, other, third, alone = (place.record for place in places)
    make.push(db, INSPECTOR, *places)
    merges = [(places[0], other), (places[1], third)]
    for place, into in merges:
        make.push(db, INSPECTOR, INSPECTOR.edit(place, merged_into=into))
    family = frozenset({one, other, third})
    for member in family:
        assert inspection_links.families(db, {member}) == dict.fromkeys(family, family)
    assert inspection_links.families(db, {alone}) == {alone: frozenset({alone})}
    both = inspection_links.families(db, {one, alone})
    assert both == {**dict.fromkeys(family, family), alone: frozenset({alone})}
    assert inspection_links.families(db, set()) == {}


def test_a_merge_that_was_undone_is_remembered(db: sqlite3.Connection) -> None:
    one, other = INSPECTOR.premises(), INSPECTOR.premises()
    merged = INSPECTOR.edit(one, merged_into=other.record)
    make.push(db, INSPECTOR, one, other, merged, INSPECTOR.edit(merged, merged_into=None))
    assert len(inspection_links.families(db, {one.record})) == 2


def test_one_that_names_nobody_is_alone(db: sqlite3.Connection) -> None:
    premises = INSPECTOR.premises()
    make.push(db, INSPECTOR, premises, INSPECTOR.edit(premises, merged_into=None))
    assert inspection_links.named_by(db, [premises.record]) == set()
