"""Who wrote what other nodes have passed on."""

from __future__ import annotations

from dataclasses import asdict

from fieldapp.storage import authors, people
from fieldapp.storage.database import Database
from tests import make


def test_a_node_tells_of_its_own_people_and_of_those_it_was_told_of(database: Database) -> None:
    own, other = make.person(label="Nattvandrare 3"), make.person("coordinator", "kommun", "Kim")
    with database.write() as db:
        people.add(db, own, "hemligt", make.NOW)
        authors.note(db, [{**asdict(other), "username": "kim", "password": "nej"}])
        told = authors.told(db, [own.id, other.id, make.new_id()])
    members = ("id", "label", "role", "authority")
    expected = [{name: getattr(one, name) for name in members} for one in (own, other)]
    assert sorted(told, key=str) == sorted(expected, key=str)


def test_whoever_has_an_account_here_keeps_it(database: Database) -> None:
    own = make.person(label="Nattvandrare 3")
    with database.write() as db:
        people.add(db, own, None, make.NOW)
        authors.note(db, [{**asdict(own), "label": "Någon annan", "role": "administrator"}])
        assert [one["label"] for one in authors.told(db, [own.id])] == ["Nattvandrare 3"]
        assert people.labels(db, [own.id]) == {own.id: "Nattvandrare 3"}
        assert people.get(db, own.id) == own


def test_who_is_of_another_node_is_shown_as_such_and_is_no_account(database: Database) -> None:
    other = make.person(label="Nattvandrare 3")
    with database.write() as db:
        authors.note(db, [asdict(other)])
        authors.note(db, [{**asdict(other), "label": "Nattvandrare 4"}])
        assert people.labels(db, [other.id]) == {other.id: "Nattvandrare 4 (vid en annan nod)"}
        assert people.get(db, other.id) is None
        assert people.everyone(db) == []
