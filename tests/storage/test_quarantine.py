"""What was set aside."""

from __future__ import annotations

from datetime import timedelta

from fieldapp.domain.problems import Problem
from fieldapp.storage import quarantine
from fieldapp.storage.database import Database
from tests import make


def test_it_is_kept_as_it_was_sent_with_its_reason(database: Database) -> None:
    phone, raw = make.Phone(), {"id": "x", "odd": ["å", None, "\ud800"]}
    problem = Problem("value-not-accepted", field="note", name="note", why="texten är för lång")
    with database.write() as db:
        quarantine.park(db, [(raw, "d1", problem)], phone.sender, make.NOW)
        (parked,) = quarantine.newest(db, 10)
        assert quarantine.get(db, "x", "d1") == parked
        assert quarantine.get(db, "x", "d2") is None
    assert (parked.change, parked.field, parked.problem) == (raw, "note", "value-not-accepted")
    assert "texten är för lång" in parked.detail
    assert (parked.device, parked.actor) == (phone.device, phone.person.id)


def test_the_same_again_is_one_with_its_newest_reason(database: Database) -> None:
    phone, first, second = make.Phone(), Problem("not-yours"), Problem("change-id-reused")
    with database.write() as db:
        quarantine.park(db, [({"id": "x"}, "d1", first)], phone.sender, make.NOW)
        quarantine.park(db, [({"id": "x"}, "d1", second)], phone.sender, make.NOW)
        quarantine.park(db, [({"id": "x"}, "d2", first)], phone.sender, make.NOW)
        assert quarantine.count(db) == 2
        assert {p.problem for p in quarantine.newest(db, 9)} == {"change-id-reused", "not-yours"}


def test_it_is_shown_newest_first_and_only_as_much_as_asked(database: Database) -> None:
    phone = make.Phone()
    with database.write() as db:
        for minute in range(5):
            then = make.NOW + timedelta(minutes=minute)
            parked = [({"id": f"c{minute}"}, "d", Problem("not-yours"))]
            quarantine.park(db, parked, phone.sender, then)
        assert [p.id for p in quarantine.newest(db, 3)] == ["c4", "c3", "c2"]


def test_only_what_was_accepted_is_released(database: Database) -> None:
    phone = make.Phone()
    with database.write() as db:
        parked = [({"id": "a"}, "d1", Problem("not-yours")), ({"id": "a"}, "d2", Problem("busy"))]
        quarantine.park(db, parked, phone.sender, make.NOW)
        quarantine.release(db, [("a", "d1"), ("b", "d2")])
        assert [p.digest for p in quarantine.newest(db, 9)] == ["d2"]
