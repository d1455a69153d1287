"""Searches by words: every word begins a word of the report, whatever way the search is made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from fieldapp.storage import report_words
from fieldapp.storage.database import Database
from tests import make

NOTES = [
    "Tre lyktor släckta.", "En lykta lyser.", "Älgar på ÅKERN.", "Lugnt.", "ﬁlm och straße",
    "Café Müller", "CAFE\u0301ET stängt",
]  # fmt: skip
TYPED = [
    "lykt", "lyktor", "LYKTOR", "ly släck", "lyser lykta", "älg", "Åker", "lugnt tre", "saknas",
    "", "*", 'tre" OR "lugnt', "ﬁlm", "straß", "belysning", "trasig belysning",
    "cafe", "Café", "caf\u0065\u0301", "muller", "stangt",
]  # fmt: skip


@pytest.fixture
def db(database: Database) -> Iterator[sqlite3.Connection]:
    phone = make.Phone()
    with database.write() as connection:
        make.push(connection, phone, *[phone.observation(note=note) for note in NOTES])
        yield connection


def found(db: sqlite3.Connection, query: str) -> list[int]:
    if not query:
        return []
    rows = db.execute(
        "SELECT rowid FROM reports_fts WHERE reports_fts MATCH ? ORDER BY rowid", (query,)
    )
    return [row[0] for row in rows]


@pytest.mark.parametrize("typed", TYPED)
def test_terms_written_out_find_what_their_beginnings_do(
    db: sqlite3.Connection, typed: str
) -> None:
    expected = found(db, report_words.match(typed))
    assert found(db, report_words.query(db, typed)) == expected
    if report_words.match(typed):
        assert report_words.numbers(db, typed).tolist() == expected
        assert report_words.newest(db, typed, 2) == expected[::-1][:2]


def test_words_are_found_by_their_beginnings(db: sqlite3.Connection) -> None:
    assert report_words.query(db, "lykt tre") == '("lykta" OR "lyktor") AND ("tre")'
    assert found(db, report_words.query(db, "lykt")) == [1, 2]
    assert found(db, report_words.query(db, "lykt tre")) == [1]
    assert found(db, report_words.query(db, "ÄLG")) == [3]


def test_accents_are_passed_over_and_swedish_letters_are_not(db: sqlite3.Connection) -> None:
    for typed in ("cafe", "CAFÉ", "cafe\u0301"):
        assert found(db, report_words.query(db, typed)) == [6, 7]
    assert found(db, report_words.query(db, "Müll")) == [6]
    assert found(db, report_words.query(db, "stäng")) == [7]
    assert found(db, report_words.query(db, "stang")) == []


def test_a_beginning_of_many_terms_is_left_to_sqlite(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_words, "_MOST_TERMS", 1)
    report_words._QUERIES.clear()
    assert report_words.query(db, "lykt älgar") == '"lykt"* AND ("älgar")'


def test_what_is_new_is_found_and_what_is_gone_is_not(database: Database) -> None:
    phone = make.Phone()
    first, second = phone.observation(note="Lyktor."), phone.observation(note="Lyktan.")
    with database.write() as db:
        make.push(db, phone, first)
        assert report_words.numbers(db, "lykt").tolist() == [1]
        make.push(db, phone, second)
        assert report_words.numbers(db, "lykt").tolist() == [1, 2]
        assert report_words.newest(db, "lykt", 9) == [2, 1]
        make.push(db, phone, phone.edit(first, deleted=True))
        assert report_words.numbers(db, "lykt").tolist() == [2]
