"""Devices: who may come in, and what they last told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fieldapp.domain.people import Person
from fieldapp.domain.problems import Problem
from fieldapp.storage import devices, enrolments, people
from fieldapp.storage.database import Database
from fieldapp.storage.devices import Device, Holding
from fieldapp.storage.enrolments import Request

NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
PERSON = Person("person", "Nattvandrare 3", "walker", "forening")
TOKEN = "t" * 43


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = Database(tmp_path)
    with found.write() as db:
        people.add(db, PERSON, None, NOW)
        code = enrolments.invite(db, PERSON.id, "admin", NOW, 15)
        enrolments.redeem(db, Request(code, "device", TOKEN, "Telefon"), NOW)
    yield found
    found.close()


def device(database: Database) -> Device:
    with database.read() as db:
        found = devices.get(db, "device")
    assert found
    return found


def refusal(database: Database, token: str) -> str:
    with database.read() as db, pytest.raises(Problem) as caught:
        devices.by_token(db, token)
    return caught.value.name


def test_a_token_names_its_device_and_person(database: Database) -> None:
    with database.read() as db:
        found = devices.by_token(db, TOKEN)
        assert devices.of_person(db, PERSON.id) == [found]
        assert devices.get(db, "other") is None
    assert (found.id, found.person, found.name) == ("device", PERSON, "Telefon")
    assert found.holding == Holding()
    assert refusal(database, "other") == "token-unknown"


def test_a_revoked_device_is_shut_out_from_the_first_time_on(database: Database) -> None:
    with database.write() as db:
        devices.revoke(db, "device", NOW)
        devices.revoke(db, "device", NOW + timedelta(days=1))
    assert refusal(database, TOKEN) == "device-revoked"
    assert device(database).revoked_at == "2026-11-20T20:00:00.000Z"


def test_only_what_exists_can_be_revoked(database: Database) -> None:
    with pytest.raises(Problem) as caught, database.write() as db:
        devices.revoke(db, "other", NOW)
    assert caught.value.name == "not-found"


def test_a_person_who_is_closed_shuts_out_their_devices(database: Database) -> None:
    with database.write() as db:
        people.set_active(db, PERSON.id, False)
    assert refusal(database, TOKEN) == "device-revoked"


def test_what_a_device_tells_is_kept_until_it_tells_another(database: Database) -> None:
    oldest = "2026-11-20T19:00:00.000Z"
    with database.write() as db:
        devices.reported(db, "device", NOW, "0.1.0", -350, Holding(3, 2, oldest))
        devices.reported(db, "device", NOW, None, None, Holding(0, 2, oldest))
        devices.photo_received(db, "device", NOW)
    told = device(database)
    assert (told.app, told.clock_offset) == ("0.1.0", -350)
    assert told.holding == Holding(0, 1, oldest)


def test_photos_left_never_fall_below_none(database: Database) -> None:
    with database.write() as db:
        devices.photo_received(db, "device", NOW)
    assert device(database).holding.photos == 0


def test_a_contact_is_noted_anew_after_a_minute(database: Database) -> None:
    found = device(database)
    assert not devices.is_due(found, NOW + timedelta(seconds=59))
    assert devices.is_due(found, NOW + timedelta(seconds=61))
    with database.write() as db:
        devices.heard_from(db, "device", NOW + timedelta(minutes=2))
    assert device(database).last_seen == "2026-11-20T20:02:00.000Z"


def told(database: Database, holding: Holding) -> None:
    with database.write() as db:
        devices.reported(db, "device", NOW, None, None, holding)


@pytest.mark.parametrize(
    ("holding", "hours", "gap"),
    [
        (Holding(1, 0), 13, True),
        (Holding(0, 1), 13, True),
        (Holding(1, 0), 11, False),
        (Holding(), 13, False),
    ],
)
def test_a_phone_that_holds_something_and_is_silent_is_a_gap(
    database: Database, holding: Holding, hours: int, gap: bool
) -> None:
    told(database, holding)
    assert device(database).is_gap(NOW + timedelta(hours=hours)) is gap
    with database.read() as db:
        assert bool(devices.holding(db)) is (holding != Holding())


def test_a_revoked_phone_that_holds_something_is_a_gap_at_once(database: Database) -> None:
    told(database, Holding(1, 0))
    with database.write() as db:
        devices.revoke(db, "device", NOW)
    assert device(database).is_gap(NOW)


def test_what_came_another_way_is_held_no_more(database: Database) -> None:
    told(database, Holding(3, 1))
    with database.write() as db:
        devices.relieved(db, "device", changes=2, photos=4)
    assert device(database).holding == Holding(1, 0)


def test_the_hash_of_a_token_is_what_proves_a_rescue_file(database: Database) -> None:
    with database.read() as db:
        assert devices.token_hash_of(db, "device") == devices.token_hash(TOKEN)


def page(database: Database, after: str | None = None, **narrowed: Any) -> devices.Page:
    with database.read() as db:
        options = {"authorities": ["forening"], "limit": 2} | narrowed
        return devices.page(db, after=after, **options)


def test_those_put_ahead_come_first_then_the_one_heard_from_last(database: Database) -> None:
    for number in range(1, 6):
        add_phone(database, f"phone {number}", NOW - timedelta(hours=5 * number))
    found, at, ahead = [], None, {"phone 4", "phone 2", "of nobody"}
    while True:
        one = page(database, at, ahead=ahead)
        found.append([device.id for device in one.devices])
        at = one.after
        if at is None:
            break
    # The fixture's phone was never heard from; it was let in at NOW.
    assert found == [["phone 2", "phone 4"], ["device", "phone 1"], ["phone 3", "phone 5"]]


def test_a_page_is_of_those_whom_one_may_see_and_searches_for(database: Database) -> None:
    add_phone(database, "other", NOW, Person("other", "Fältare 1", "walker", "kommun"))
    assert [one.id for one in page(database).devices] == ["device"]
    assert page(database, authorities=[]).devices == []
    both = page(database, authorities=["forening", "kommun"])
    assert {one.id for one in both.devices} == {"device", "other"}
    found = page(database, authorities=["forening", "kommun"], text="fältare")
    assert [one.id for one in found.devices] == ["other"]
    assert page(database, text="ingen").devices == []


def test_a_persons_own_phones_are_listed_the_one_heard_from_last_first(database: Database) -> None:
    add_phone(database, "second", NOW + timedelta(hours=1))
    add_phone(database, "other", NOW, Person("other", "Fältare 1", "walker", "kommun"))
    with database.read() as db:
        assert [one.id for one in devices.of_person(db, PERSON.id)] == ["second", "device"]


def add_phone(database: Database, name: str, seen: datetime, person: Person = PERSON) -> None:
    """A phone that was heard from then and holds nothing."""
    with database.write() as db:
        if not people.get(db, person.id):
            people.add(db, person, None, NOW)
        code = enrolments.invite(db, person.id, "admin", NOW, 15)
        enrolments.redeem(db, Request(code, name, name * 9, "Telefon"), NOW)
        devices.heard_from(db, name, seen)
