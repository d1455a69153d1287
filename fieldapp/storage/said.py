"""What is said of reports, as the rules take it: values, oldest clock first."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from fieldapp.domain.changes import is_deleted, newest, values
from fieldapp.storage.records import parts_of


class Word(NamedTuple):
    """One record's values, and its newest clock."""

    clock: str
    values: dict[str, Any]


def about(
    db: sqlite3.Connection, reports: Iterable[str], kinds: Iterable[str]
) -> defaultdict[tuple[str, str], list[Word]]:
    """By report and kind, what stands of it; what was deleted is left out."""
    rows = db.execute(
        "SELECT a.report, a.kind, r.parts FROM about a JOIN records r ON r.id = a.record"
        " WHERE a.report IN (SELECT value FROM json_each(?))"
        " AND a.kind IN (SELECT value FROM json_each(?))",
        (json.dumps(list(reports)), json.dumps(list(kinds))),
    )
    found: defaultdict[tuple[str, str], list[Word]] = defaultdict(list)
    for row in rows:
        parts = parts_of(row["parts"])
        if not is_deleted(parts):
            found[row["report"], row["kind"]].append(Word(newest(parts), values(parts)))
    for words in found.values():
        words.sort(key=lambda word: word.clock)
    return found
