"""What was set aside."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fieldapp.domain.people import Authority
from fieldapp.domain.problems import Problem
from fieldapp.storage import people, quarantine
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


def set_aside(database: Database, authority: Authority, raw: make.Fields) -> quarantine.Parked:
    """What somebody of this authority sent."""
    phone = make.Phone(make.person(authority=authority))
    with database.write() as db:
        people.add(db, phone.person, None, make.NOW)
        refused = (raw, quarantine.digest(raw), Problem("not-yours"))
        quarantine.park(db, [refused], phone.sender, make.NOW)
        found = quarantine.get(db, raw["id"], quarantine.digest(raw))
    assert found
    return found


def test_a_node_is_told_of_what_the_people_of_some_authorities_sent(database: Database) -> None:
    ours, theirs = (set_aside(database, one, {"id": one}) for one in ("kommun", "polis"))
    with database.read() as db:
        assert quarantine.of(db, {"kommun", "forening"}) == [ours]
        assert quarantine.of(db, {"polis"}) == [theirs]
        assert quarantine.mark([ours, theirs]) == quarantine.mark([theirs, ours])
        assert quarantine.mark([ours]) != quarantine.mark([ours, theirs])


def test_what_another_node_set_aside_is_kept_with_its_reason(
    database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = make.database(tmp_path_factory.mktemp("other"))
    told = set_aside(database, "kommun", {"id": "x", "odd": "\ud800"})
    with elsewhere.write() as db:
        assert [quarantine.keep(db, [told.as_json()]) for _ in range(2)] == [1, 0]
        (kept,) = quarantine.newest(db, 9)
    elsewhere.close()
    assert kept.as_json() == told.as_json()
    assert kept.digest == told.digest


def test_what_is_in_the_log_or_judged_here_already_stays_as_it_is(database: Database) -> None:
    phone = make.Phone()
    walk, bad = phone.shift(), phone.shift(participants_count="många")
    with database.write() as db:
        make.push(db, phone, walk, bad)
        before = quarantine.newest(db, 9)
        told = {**before[0].as_json(), "problem": "not-yours"}
        assert quarantine.keep(db, [told, {**told, "change": walk.as_json()}]) == 0
        assert quarantine.newest(db, 9) == before


def test_what_a_node_passed_on_is_its_authors(database: Database) -> None:
    author, node = make.Phone(make.person(authority="polis")), make.Phone(is_node=True)
    with database.write() as db:
        people.add(db, author.person, None, make.NOW)
        make.push(db, node, author.shift(participants_count="många"))
        (parked,) = quarantine.newest(db, 9)
    assert (parked.device, parked.actor) == (author.device, author.person.id)
    assert (parked.label, parked.authority) == (author.person.label, "polis")


def test_what_belongs_to_nobody_is_for_the_kommuns_desk_to_see(database: Database) -> None:
    with database.write() as db:
        for own, fields in (("a", None), ("b", {"authority": "polis"}), ("c", {"authority": [1]})):
            raw = {"id": own, "fields": fields}
            refused = [(raw, "d", Problem("not-yours"))]
            quarantine.park(db, refused, make.Phone().sender, make.NOW)
        found = {one.id: one.authority for one in quarantine.newest(db, 9)}
    assert found == {"a": "kommun", "b": "polis", "c": "kommun"}
