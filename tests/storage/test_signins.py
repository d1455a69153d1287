"""Passwords and one-time links."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from fieldapp.domain.people import Person
from fieldapp.domain.problems import Problem
from fieldapp.storage import people, signins
from fieldapp.storage.database import Database
from tests import make
from tests.make import NOW

PASSWORD = "tre lyktor i gångtunneln"
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def person(database: Database) -> Person:
    found = make.person("coordinator", "kommun")
    with database.write() as db:
        people.add(db, found, "eva", NOW)
    return found


@pytest.fixture
def opens(database: Database, person: Person) -> Callable[[str, str], bool]:
    def does(username: str, password: str) -> bool:
        with database.read() as db:
            found = signins.by_password(db, username, password)
        assert found is None or found.person.id == person.id
        return found is not None

    return does


def test_a_name_and_its_password_open_the_account(
    database: Database, person: Person, opens: Callable[[str, str], bool]
) -> None:
    assert not opens("eva", PASSWORD)
    with database.write() as db:
        signins.set_password(db, person.id, PASSWORD)
    assert opens("eva", PASSWORD)
    assert opens(" EVA ", PASSWORD)
    assert not opens("eva", PASSWORD + " ")
    assert not opens("eva", "")
    assert not opens("per", PASSWORD)


def test_an_account_that_is_closed_is_opened_by_nothing(
    database: Database, person: Person, opens: Callable[[str, str], bool]
) -> None:
    with database.write() as db:
        signins.set_password(db, person.id, PASSWORD)
        people.set_active(db, person.id, False)
    assert not opens("eva", PASSWORD)


def test_a_password_is_kept_as_argon2id_and_ends_sessions(
    database: Database, person: Person
) -> None:
    with database.write() as db:
        signins.set_password(db, person.id, PASSWORD)
    with database.read() as db:
        (kept,) = db.execute("SELECT password_hash FROM people").fetchone()
        account = people.account(db, person.id)
    assert kept.startswith("$argon2id$")
    assert account
    assert (account.has_password, account.session_epoch) == (True, 1)


def test_an_unknown_name_is_hashed_too_so_that_time_does_not_tell(
    database: Database, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    class Watched:
        def verify(self, kept: str, password: str) -> bool:
            tried.append((kept, password))
            return True

    monkeypatch.setattr(signins, "_HASHER", Watched())
    with database.read() as db:
        assert signins.by_password(db, "per", PASSWORD) is None
        assert signins.by_password(db, "eva", PASSWORD) is None
    assert tried == [(signins._NOBODY, PASSWORD)] * 2


def test_a_link_is_good_for_one_password(database: Database, person: Person) -> None:
    with database.write() as db:
        secret = signins.add_link(db, person.id, LATER)
        assert signins.by_link(db, secret, NOW).person == person
        used = signins.use_link(db, secret, PASSWORD, NOW)
    assert (used.person, used.has_password, used.session_epoch) == (person, True, 1)
    assert_spent(database, secret)


def test_only_the_links_hash_is_kept(database: Database, person: Person) -> None:
    with database.write() as db:
        secret = signins.add_link(db, person.id, LATER)
        rows = [tuple(row) for row in db.execute("SELECT * FROM sign_in_links")]
    assert len(secret) >= 43
    assert secret not in str(rows)


def test_a_newer_link_ends_the_older(database: Database, person: Person) -> None:
    with database.write() as db:
        older, newer = (signins.add_link(db, person.id, LATER) for _ in range(2))
        assert signins.by_link(db, newer, NOW)
    assert_spent(database, older)


def test_a_link_that_is_old_or_made_up_or_of_one_who_is_shut_out_is_refused(
    database: Database, person: Person
) -> None:
    with database.write() as db:
        secret = signins.add_link(db, person.id, NOW)
    assert_spent(database, secret)
    assert_spent(database, "made up")
    with database.write() as db:
        secret = signins.add_link(db, person.id, LATER)
        people.set_active(db, person.id, False)
    assert_spent(database, secret)


def assert_spent(database: Database, secret: str) -> None:
    with pytest.raises(Problem) as problem, database.write() as db:
        signins.use_link(db, secret, PASSWORD, NOW)
    assert problem.value.name == "link-expired"
