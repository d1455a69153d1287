"""The part of the log that another node may be given."""

from __future__ import annotations

from fieldapp.domain.people import Authority
from fieldapp.storage import shares
from fieldapp.storage.database import Database
from tests import make

KOMMUN: tuple[Authority, ...] = ("kommun", "forening")


def given(database: Database, seq: int, limit: int = 100) -> tuple[list[int], int, bool]:
    with database.read() as db:
        found = shares.stretch(db, seq, limit, KOMMUN)
    return [line.seq for line in found.lines], found.end, found.more


def test_another_authoritys_changes_are_gaps(database: Database) -> None:
    phones = [make.Phone(make.person(authority=one)) for one in ("forening", "polis", "kommun")]
    with database.write() as db:
        for phone in phones * 2:
            make.push(db, phone, phone.shift())
        assert shares.waiting(db, 0, KOMMUN) == 4
        assert shares.waiting(db, 3, KOMMUN) == 2
        assert shares.waiting(db, 0, ()) == 0
    assert given(database, 0) == ([1, 3, 4, 6], 6, False)
    assert given(database, 1, 1) == ([], 2, True)
    assert given(database, 6) == ([], 6, False)
    assert given(database, 9) == ([], 9, False)


def test_an_edit_that_says_nothing_of_whose_goes_with_its_record(database: Database) -> None:
    phone = make.Phone(make.person(authority="polis"))
    walk = phone.shift()
    with database.write() as db:
        make.push(db, phone, walk, phone.edit(walk, follow_up=True))
    assert given(database, 0) == ([], 2, False)


def test_what_was_held_back_for_want_of_whose_it_is_comes_later(database: Database) -> None:
    """An edit that overtook its record was passed over; the record brings it along."""
    phone, node = make.Phone(), make.Phone(is_node=True)
    walk = phone.shift()
    early, later = phone.edit(walk, follow_up=True), phone.edit(walk, summary="Lugnt.")
    with database.write() as db:
        make.push(db, node, early)
    assert given(database, 0) == ([], 1, False)
    with database.write() as db:
        make.push(db, node, later, walk)
    assert given(database, 1) == ([2, 1, 3], 3, False)
    assert given(database, 0) == ([1, 2, 3], 3, False)
