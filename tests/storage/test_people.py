"""Accounts: who there is, and when their sessions end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fieldapp.domain.people import Person
from fieldapp.domain.problems import Problem
from fieldapp.storage import people
from fieldapp.storage.database import Database
from tests import make
from tests.make import NOW

Add = Callable[..., Person]


@pytest.fixture
def add(database: Database) -> Add:
    def added(username: str | None = None, **options: str) -> Person:
        person = make.person(**options)  # type: ignore[arg-type]
        with database.write() as db:
            people.add(db, person, username, NOW)
        return person

    return added


def account(database: Database, person: Person) -> people.Account:
    with database.read() as db:
        found = people.account(db, person.id)
    assert found
    return found


def test_a_person_who_was_added_is_found(database: Database, add: Add) -> None:
    person = add(" Eva@Example.SE ", role="reader", authority="kommun")
    assert account(database, person) == people.Account(
        person, "eva@example.se", False, 0, "2026-11-20T20:07:30.123Z"
    )
    with database.read() as db:
        assert people.get(db, person.id) == person
        assert people.get(db, make.new_id()) is None


def test_a_username_is_somebodys_alone_whatever_its_case(add: Add) -> None:
    add("eva")
    with pytest.raises(Problem) as problem:
        add("EVA")
    assert (problem.value.name, problem.value.field) == ("username-taken", "username")


def test_many_may_have_no_username(add: Add) -> None:
    assert add().id != add("").id


def test_everyone_is_listed_the_active_first_then_by_label(database: Database, add: Add) -> None:
    gone, second, first = add(label="A"), add(label="c"), add(label="B")
    with database.write() as db:
        people.set_active(db, gone.id, False)
        listed = [one.person.id for one in people.everyone(db)]
    assert listed == [first.id, second.id, gone.id]


def test_labels_are_given_for_those_that_are_known(database: Database, add: Add) -> None:
    person = add(label="Nattvandrare 3")
    with database.read() as db:
        found = people.labels(db, [person.id, person.id, make.new_id()])
        assert people.labels(db, []) == {}
    assert found == {person.id: "Nattvandrare 3"}


@pytest.mark.parametrize("active", [True, False])
def test_closing_and_opening_an_account_ends_its_sessions(
    active: bool, database: Database, add: Add
) -> None:
    person = add()
    with database.write() as db:
        people.set_active(db, person.id, active)
    changed = account(database, person)
    assert (changed.person.active, changed.session_epoch) == (active, 1)


def test_another_role_ends_sessions_too(database: Database, add: Add) -> None:
    person = add()
    with database.write() as db:
        people.assign(db, person.id, "inspector", "kommun")
    changed = account(database, person)
    assert (changed.person.role, changed.person.authority) == ("inspector", "kommun")
    assert changed.session_epoch == 1


def test_the_last_administrator_can_neither_go_nor_become_another(
    database: Database, add: Add
) -> None:
    only = add(role="administrator", authority="kommun")
    for change in (
        lambda db: people.set_active(db, only.id, False),
        lambda db: people.assign(db, only.id, "reader", "kommun"),
    ):
        with pytest.raises(Problem) as problem, database.write() as db:
            change(db)
        assert problem.value.name == "last-administrator"
    assert account(database, only).person == only
    add(role="administrator", authority="kommun")
    with database.write() as db:
        people.set_active(db, only.id, False)
    assert not account(database, only).person.active
