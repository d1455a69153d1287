"""Searches by words: what a person typed as a query of FTS5, and the reports that it finds."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from fieldapp.domain.swedish import words
from fieldapp.storage import report_columns
from fieldapp.storage.columns import Numbers

T = TypeVar("T")
Stamps = list[tuple[int, int]]
SCHEMA = ("CREATE VIRTUAL TABLE reports_terms USING fts5vocab (reports_fts, row)",)
# The view needs what functions.teach gives.
FOLDED = (
    "DROP TABLE reports_terms",
    "DROP TABLE reports_fts",
    "CREATE VIEW reports_words AS SELECT rowid, folded(text) AS text FROM reports",
    """CREATE VIRTUAL TABLE reports_fts USING fts5 (
        text, content=reports_words, content_rowid=rowid, detail=none, columnsize=0,
        tokenize="unicode61 remove_diacritics 0")""",
    "INSERT INTO reports_fts (reports_fts) VALUES ('rebuild')",
    *SCHEMA,
)
_MOST_TERMS = 64
_MOST_KEPT = 8
# What SQLite folds as Python does.
_FOLDED = re.compile(r"[0-9a-zåäö]+")
_AFTER_ALL = "\U0010ffff"
# By what was typed; each with the stamps that were when it was made.
_QUERIES: dict[str, tuple[Stamps, str]] = {}
_NUMBERS: dict[str, tuple[Stamps, Numbers]] = {}


def match(text: str) -> str:
    """What a person typed, as a query: every word must begin a word of the report."""
    return " ".join(f'"{word}"*' for word in words(text))


def query(db: sqlite3.Connection, text: str) -> str:
    """The same with each beginning written out as the terms that begin so.

    SQLite merges all that a beginning finds before it gives the first of it. Whole terms it walks
    from the newest, and so only as far as a page goes.
    """
    return _kept(
        _QUERIES, db, text, lambda: " AND ".join(_written_out(db, word) for word in words(text))
    )


def numbers(db: sqlite3.Connection, text: str) -> Numbers:
    """The row numbers of all reports that are found, in order.

    A search walks the whole list of a term however little of it is wanted, so it is made once, and
    again when any report has been written.
    """
    return _kept(_NUMBERS, db, text, lambda: _numbers(db, text))


def newest(db: sqlite3.Connection, text: str, most: int) -> list[int]:
    """The row numbers of so many of them, those that arrived last."""
    rows = db.execute(
        "SELECT rowid FROM reports_fts WHERE reports_fts MATCH ? ORDER BY rowid DESC LIMIT ?",
        (query(db, text), most),
    )
    return [row[0] for row in rows]


def _kept(
    cache: dict[str, tuple[Stamps, T]], db: sqlite3.Connection, text: str, make: Callable[[], T]
) -> T:
    stamps = [*report_columns.stamps(db)]
    kept = cache.get(text)
    if kept and kept[0] == stamps:
        return kept[1]
    made = make()
    while len(cache) >= _MOST_KEPT:
        cache.pop(next(iter(cache), ""), None)
    cache[text] = stamps, made
    return made


def _numbers(db: sqlite3.Connection, text: str) -> Numbers:
    # One text is read three times as fast as so many rows.
    (listed,) = db.execute(
        "SELECT group_concat(rowid) FROM reports_fts WHERE reports_fts MATCH ?", (query(db, text),)
    ).fetchone()
    found: Numbers = np.fromstring(listed or "", np.uint32, sep=",")
    found.sort()
    return found


def _written_out(db: sqlite3.Connection, word: str) -> str:
    beginning = f'"{word}"*'
    if not _FOLDED.fullmatch(word):
        return beginning
    terms = db.execute(
        "SELECT term FROM reports_terms WHERE term >= ? AND term < ? LIMIT ?",
        (word, word + _AFTER_ALL, _MOST_TERMS + 1),
    ).fetchall()
    if not 0 < len(terms) <= _MOST_TERMS:
        return beginning
    written_out = " OR ".join(f'"{term}"' for (term,) in terms)
    return f"({written_out})"
