"""Accounts: who there is, and when their sessions end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fieldapp.domain.people import Authority, Person
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


def pages(database: Database, *authorities: Authority, text: str = "") -> list[list[str]]:
    """The labels of each page of two."""
    found, after = [], None
    with database.read() as db:
        while True:
            page = people.page(db, authorities, text, after, 2)
            found.append([one.person.label for one in page.accounts])
            after = page.after
            if after is None:
                return found


def test_pages_go_on_where_the_last_one_ended(database: Database, add: Add) -> None:
    gone = add(label="A")
    for label in ("c", "B", "d", "D", "d"):
        add(label=label)
    add(label="e", authority="polis")
    with database.write() as db:
        people.set_active(db, gone.id, False)
    here = add(label="f").authority
    found = pages(database, here)
    assert [len(page) for page in found] == [2, 2, 2, 1]
    labels = [label for page in found for label in page]
    assert labels[:2] + labels[-2:] == ["B", "c", "f", "A"]
    assert sorted(labels[2:5]) == ["D", "d", "d"]
    both = [label.lower() for page in pages(database, here, "polis") for label in page]
    assert both == ["b", "c", "d", "d", "d", "e", "f", "a"]
    assert pages(database) == [[]]


@pytest.mark.parametrize("text", ["gunnel", "ÅBE", "martas", "åberg 2"])
def test_a_person_is_found_by_a_part_of_the_label_or_the_username(
    database: Database, add: Add, text: str
) -> None:
    person = add("martas_syster", label="Gunnel Åberg 2")
    add(label="Gunilla Berg")
    assert pages(database, person.authority, text=text) == [["Gunnel Åberg 2"]]


@pytest.mark.parametrize("text", ["%", "_", "A' OR 1", "\\"])
def test_what_means_something_to_sql_is_searched_for_as_it_stands(
    database: Database, add: Add, text: str
) -> None:
    person = add(label="Nattvandrare 3")
    assert pages(database, person.authority, text=text) == [[]]


@pytest.mark.parametrize("after", ["", "x", "[]", "[1]", "{}", '["a", 2]'])
def test_a_mark_that_is_none_is_the_beginning(database: Database, add: Add, after: str) -> None:
    person = add(label="A")
    with database.read() as db:
        assert people.page(db, [person.authority], after=after).accounts[0].person == person


def test_those_of_some_roles_are_listed_alone(database: Database, add: Add) -> None:
    add(label="A")
    second, first = add(label="C", role="coordinator"), add(label="B", role="reader")
    with database.read() as db:
        found = people.of_roles(db, ("coordinator", "reader"))
        assert [one.person for one in found] == [first, second]
        assert people.of_roles(db, ()) == []


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
