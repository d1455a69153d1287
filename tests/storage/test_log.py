"""The log: a chain in which nothing can be altered unseen."""

from __future__ import annotations

import hashlib

from fieldapp.storage import log
from fieldapp.storage.database import Database
from tests import make


def test_each_link_stands_on_the_one_before(database: Database) -> None:
    phone = make.Phone()
    with database.write() as db:
        make.push(db, phone, phone.observation(), phone.shift())
        make.push(db, phone, phone.observation())
        lines = list(log.read_log(db))
        end = log.end(db)
    before = ""
    for line in lines:
        text = f"{before}\n{line.seq}\n{line.received_at}\n{line.change.digest}"
        before = hashlib.sha256(text.encode()).hexdigest()
        assert line.chain == before
    assert end == (3, before)


def test_an_empty_log_ends_at_its_beginning(database: Database) -> None:
    with database.read() as db:
        assert log.end(db) == (0, "")


def test_what_was_rolled_back_leaves_no_gap(database: Database) -> None:
    phone = make.Phone()
    try:
        with database.write() as db:
            make.push(db, phone, phone.observation())
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    with database.write() as db:
        make.push(db, phone, phone.observation())
        assert [line.seq for line in log.read_log(db)] == [1]


def test_a_read_line_is_the_change_that_was_sent(database: Database) -> None:
    phone = make.Phone()
    change = phone.observation(note='Åäö "citat" \\ \u2028 😀', mood=[1.5, -0.0, 1e21, None, True])
    with database.write() as db:
        make.push(db, phone, change)
        (line,) = log.read_log(db)
    assert line.change == change
    assert line.change.digest == line.digest == change.digest
