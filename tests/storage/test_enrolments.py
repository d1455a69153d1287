"""Codes: eight characters that are read as they were meant, once, in time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.people import Person
from fieldapp.domain.problems import Problem
from fieldapp.storage import devices, enrolments, people
from fieldapp.storage.database import Database
from fieldapp.storage.enrolments import Request, code_hash

NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
PERSON = Person("person", "Nattvandrare 3", "walker", "forening")
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = Database(tmp_path)
    with found.write() as db:
        people.add(db, PERSON, None, NOW)
    yield found
    found.close()


def invited(database: Database, **options: bool) -> Request:
    with database.write() as db:
        code = enrolments.invite(db, PERSON.id, "admin", NOW, 15, **options)
    return Request(code, "device", "t" * 43, "Telefon")


def problem_of(database: Database, request: Request, minutes: int) -> str:
    with pytest.raises(Problem) as caught, database.write() as db:
        enrolments.redeem(db, request, NOW + timedelta(minutes=minutes))
    return caught.value.name


def test_a_code_is_eight_characters_that_are_not_confused(database: Database) -> None:
    codes = {invited(database).code for _ in range(50)}
    assert len(codes) == 50
    assert all(re.fullmatch(f"[{CROCKFORD}]{{8}}", code) for code in codes)


@given(st.text(alphabet=CROCKFORD, min_size=8, max_size=8), st.data())
def test_however_it_is_spelled_it_is_the_same_code(code: str, data: st.DataObject) -> None:
    spellings = {"0": "0Oo", "1": "1IiLl"}
    spelled = "".join(
        data.draw(st.sampled_from(spellings.get(letter, letter + letter.lower())))
        + data.draw(st.sampled_from(["", " ", "-"]))
        for letter in code
    )
    assert code_hash(spelled) == code_hash(code)


def test_a_code_lives_for_its_minutes(database: Database) -> None:
    request = invited(database)
    assert problem_of(database, request, 16) == "enrolment-code-expired"
    with database.write() as db:
        sender, first = enrolments.redeem(db, request, NOW + timedelta(minutes=15))
    assert first
    assert (sender.person, sender.device, sender.is_node) == (PERSON, "device", False)


def test_a_node_is_let_in_as_a_node(database: Database) -> None:
    request = invited(database, is_node=True)
    with database.write() as db:
        sender, _ = enrolments.redeem(db, request, NOW)
    assert sender.is_node


def test_a_token_opens_one_device_only(database: Database) -> None:
    request = invited(database)
    with database.write() as db:
        enrolments.redeem(db, request, NOW)
    other = Request(invited(database).code, "other", "t" * 43, "Telefon")
    assert problem_of(database, other, 0) == "device-belongs-to-another"
    with database.read() as db:
        assert devices.by_token(db, "t" * 43).id == "device"
