"""Pages by several filters at once: what each finds alone, in the order that one of them gives."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import combinations
from random import Random
from typing import Any

import pytest

from fieldapp.storage import report_pages, reports
from fieldapp.storage.database import Database
from fieldapp.storage.report_filters import Filters
from tests import make

ALONE: list[dict[str, Any]] = [
    {"states": ["reviewed"]},
    {"authorities": ["forening"]},
    {"kind": "observation"},
    {"category": "OB15"},
    {"categories": ["OB15", "OB19"]},
    {"area": "kavlinge-centrum"},
    {"since": "2026-11-20T18:00:00.000Z"},
    {"until": "2026-11-20T19:00:00.000Z"},
    {"text": "lyktor"},
    {"box": (55.79, 13.10, 55.80, 13.12)},
    {"week_hours": [4 * 24 + 19, 4 * 24 + 20, 4 * 24 + 21]},
    {"flagged": True},
]
NOBODYS: list[dict[str, Any]] = [{"authorities": []}, {"kinds": []}, {"states": ["none"]}]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Sixty reports that differ in all that there is to filter by, some sent again."""
    database: Database = make.database(tmp_path_factory.mktemp("pages"))
    chance, desk = Random(5), make.Phone(make.person("coordinator", "kommun"))
    phones = [make.Phone(), make.Phone(make.person("walker", "kommun"))]
    with database.write() as connection:
        for number in range(60):
            phone = phones[number % 2]
            sent = _some(phone, chance)
            make.push(connection, phone, sent)
            if chance.random() < 0.4:
                make.push(connection, desk, desk.review(sent, chance.choice(["accept", "return"])))
            if chance.random() < 0.2:
                again = phone.edit(sent, submitted_at=make.time(5), version=2)
                make.push(connection, phone, again)
        yield connection
    database.close()


def _some(phone: make.Phone, chance: Random) -> Any:
    note = chance.choice(["Lugnt.", "Tre lyktor släckta.", "Ring 070-123 45 67 om lyktor."])
    place = chance.choice([make.position(), make.position(55.757, 12.905), None])
    at = make.time(-chance.randrange(0, 300, 20))
    if chance.random() < 0.2:
        return phone.shift(started_at=at, summary=note)
    category = chance.choice(["OB15", "OB19"])
    return phone.observation(category=category, note=note, stood=place, happened_at=at)


def ids(db: sqlite3.Connection, **chosen: Any) -> list[str]:
    return [one.id for one in reports.inbox(db, Filters(**chosen), limit=100).reports]


@pytest.mark.parametrize("oldest_first", [False, True])
def test_two_filters_find_what_each_of_them_finds(
    db: sqlite3.Connection, oldest_first: bool
) -> None:
    for one, other in combinations(ALONE, 2):
        if one.keys() & other.keys():
            continue
        both = ids(db, **one, **other, oldest_first=oldest_first)
        alone = [set(ids(db, **each)) for each in (one, other)]
        assert set(both) == alone[0] & alone[1], (one, other)


@pytest.mark.parametrize("oldest_first", [False, True])
@pytest.mark.parametrize("more", [{}, {"since": "2026-11-20T17:00:00.000Z"}, {"text": "lyktor"}])
def test_the_order_is_that_of_an_index(
    db: sqlite3.Connection, more: dict[str, str], oldest_first: bool
) -> None:
    walked = Filters(**more, oldest_first=oldest_first)
    chosen = Filters(**more, oldest_first=oldest_first, categories=["OB15", "OB19"])
    assert report_pages.is_walked(walked)
    assert not report_pages.is_walked(chosen)
    expected = [
        one.id for one in reports.inbox(db, walked, limit=100).reports if one.kind == "observation"
    ]
    found, before = [], None
    while True:
        page = reports.inbox(db, chosen, before, limit=7)
        found += [one.id for one in page.reports]
        before = page.before
        if before is None:
            break
    assert found == expected
    assert len(found) > 7


@pytest.mark.parametrize("nobodys", NOBODYS, ids=str)
def test_what_nobody_may_see_is_not_searched_for(
    db: sqlite3.Connection, nobodys: dict[str, Any]
) -> None:
    assert ids(db, **nobodys, text="lyktor") == []
    assert ids(db, **nobodys) == []


@pytest.mark.parametrize("before", ["x", "1~2~3", "~", "'; --", "", "9" * 30, "9T9~1"])
def test_a_mark_that_is_none_breaks_nothing(db: sqlite3.Connection, before: str) -> None:
    for chosen in ({}, {"until": "2027-01-01T00:00:00.000Z"}, {"text": "tre"}):
        reports.inbox(db, Filters(**chosen, week_hours=[1]), before)


def test_reports_are_looked_up_and_never_gone_through(db: sqlite3.Connection) -> None:
    combined = [Filters(**{"area": "vikhog", "states": ["reviewed"]} | each) for each in ALONE]
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    for filters in combined:
        assert not report_pages.is_walked(filters)
        reports.inbox(db, filters)
    db.set_trace_callback(None)
    scans = {
        row["detail"]
        for query in asked
        if query.startswith("SELECT")
        for row in db.execute(f"EXPLAIN QUERY PLAN {query}")
        if row["detail"].startswith("SCAN")
    }
    # The stamps are one short row for sixty-five thousand reports; the others are searches.
    searches = {"SCAN json_each", "SCAN reports_fts", "SCAN reports_terms"}
    found = {scan.split(" VIRTUAL")[0] for scan in scans}
    assert "SCAN report_stamps" in found
    assert found <= {"SCAN report_stamps", *searches}
