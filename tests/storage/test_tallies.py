"""Counts by hour, day, area and square: the same as counting the reports one by one."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from fieldapp.domain.grid import grid_at
from fieldapp.domain.swedish_time import local, week_hour
from fieldapp.storage import columns, report_columns, reports, tallies
from fieldapp.storage.database import Database
from fieldapp.storage.report_filters import Filters
from fieldapp.storage.reports import Listed
from tests import make

AROUND = (55.74, 12.88, 55.82, 13.14)
GRID = grid_at(13, 55.785, AROUND)
CHOSEN: list[dict[str, Any]] = [
    {},
    {"category": "OB15"},
    {"kind": "observation", "states": ["submitted"]},
    {"text": "lyktor"},
    {"authorities": ["polis"]},
    {"since": "2026-11-18T00:00:00.000Z"},
    {"box": (55.79, 13.10, 55.80, 13.12)},
]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Eighty reports of a week, here and there, in two segments."""
    database: Database = make.database(tmp_path_factory.mktemp("tallies"))
    chance = Random(7)
    phones = [make.Phone(), make.Phone(make.person("walker", "polis"))]
    with database.write() as connection:
        for number in range(80):
            phone = phones[number % 2]
            place = make.position(chance.uniform(55.75, 55.81), chance.uniform(12.9, 13.13))
            made = phone.observation(
                category=chance.choice(["OB15", "OB19"]),
                note=chance.choice(["Lyktor släckta.", "Lugnt."]),
                stood=chance.choice([place, place, None]),
                happened_at=chance.choice([make.time(-chance.randrange(10_000)), None]),
            )
            make.push(connection, phone, made)
        far = report_columns.SEGMENT
        connection.execute("UPDATE reports SET rowid = rowid + ? WHERE rowid > 40", (far,))
        connection.execute("INSERT INTO reports_fts (reports_fts) VALUES ('rebuild')")
        connection.execute("DELETE FROM report_columns")
        report_columns.fill(connection)
        assert len(columns.every(connection).segments) == 2
        yield connection
    database.close()


def every(db: sqlite3.Connection, chosen: dict[str, Any]) -> list[Listed]:
    return reports.inbox(db, Filters(**chosen), limit=1000).reports


@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_each_count_is_of_the_listed_reports(
    db: sqlite3.Connection, chosen: dict[str, Any]
) -> None:
    found, listed = tallies.find(db, Filters(**chosen)), every(db, chosen)
    assert listed
    assert found.total() == len(listed)
    assert tallies.by_state(found)["submitted"] == len(listed)
    hours = Counter(week_hour(local(one.happened_at)) for one in listed if one.happened_at)
    assert dict(enumerate(tallies.by_week_hour(found))) == {
        hour: hours[hour] for hour in range(168)
    }
    days = Counter(
        local(one.happened_at).toordinal() - tallies.FIRST_DAY for one in listed if one.happened_at
    )
    assert tallies.by_day(found) == days
    areas = Counter(one.area for one in listed)
    wanted = ["kavlinge-centrum", "barsebackshamn", "no-such"]
    assert tallies.by_area(found, wanted) == {area: areas[area] for area in wanted}


@pytest.mark.parametrize("chosen", CHOSEN, ids=str)
def test_squares_hold_the_reports_that_have_a_place(
    db: sqlite3.Connection, chosen: dict[str, Any]
) -> None:
    placed = [one for one in every(db, chosen) if one.lat is not None and one.lon is not None]
    squares = tallies.by_square(tallies.find(db, Filters(**chosen)), GRID, AROUND)
    assert sum(square.reports for square in squares) == len(placed)
    for square in squares:
        south, west, north, east = GRID.box(square.row, square.column)
        inside = [one for one in placed if south <= one.lat < north and west <= one.lon < east]
        assert len(inside) == square.reports
        assert square.lat == pytest.approx(sum(one.lat for one in inside) / len(inside))
        assert square.lon == pytest.approx(sum(one.lon for one in inside) / len(inside))


def test_squares_outside_the_box_are_left_out(db: sqlite3.Connection) -> None:
    found, box = tallies.find(db, Filters()), (55.77, 13.0, 55.79, 13.05)
    everywhere = {(one.row, one.column): one for one in tallies.by_square(found, GRID, AROUND)}
    some = {(one.row, one.column): one for one in tallies.by_square(found, GRID, box)}
    assert 0 < len(some) < len(everywhere)
    assert some.items() <= everywhere.items()
    for row, column in everywhere.keys() - some.keys():
        south, west, north, east = GRID.box(row, column)
        assert south > box[2] or north <= box[0] or west > box[3] or east <= box[1]


def test_strays_far_away_are_in_squares_of_their_own(database: Database) -> None:
    phone = make.Phone()
    places = [(0.0, -0.5), (0.0, -0.5), (-33.4, -70.6), (55.793, 13.112)]
    with database.write() as db:
        sent = [phone.observation(stood=make.position(*place)) for place in places]
        make.push(db, phone, *sent)
        found = tallies.find(db, Filters())
        near = tallies.by_square(found, GRID, AROUND)
        far = tallies.by_square(found, GRID, (-40.0, -80.0, 1.0, 1.0))
    assert [square.reports for square in near] == [1]
    assert [(square.reports, square.lat, square.lon) for square in far] == [
        (1, pytest.approx(-33.4), pytest.approx(-70.6)),
        (2, 0.0, -0.5),
    ]
    for square in far:
        south, west, north, east = GRID.box(square.row, square.column)
        assert south <= square.lat < north
        assert west <= square.lon < east


def test_only_those_named_are_counted(db: sqlite3.Connection) -> None:
    numbers = [one.number for one in every(db, {})]
    some = numbers[::7]
    assert tallies.find(db, Filters(), some).total() == len(some)
    assert tallies.find(db, Filters(text="lyktor"), some).total() == len(
        {one.number for one in every(db, {"text": "lyktor"})} & {*some}
    )
    assert tallies.find(db, Filters(), []).total() == 0
    assert tallies.find(db, Filters(), [10**9]).total() == 0
    assert tallies.find(db, Filters(reporter="x")).total() == 0


def test_where_there_is_nothing_all_is_zero(database: Database) -> None:
    with database.read() as db:
        found = tallies.find(db, Filters())
        assert found.total() == 0
        assert tallies.by_week_hour(found) == [0] * 168
        assert tallies.by_day(found) == {}
        assert tallies.by_square(found, GRID, AROUND) == []
        assert set(tallies.by_state(found).values()) == {0}


def test_what_was_counted_is_counted_anew_when_something_was_written(database: Database) -> None:
    phone = make.Phone()
    first = phone.observation()
    with database.write() as connection:
        make.push(connection, phone, first)
    counts = []
    for change in (None, phone.observation(), phone.edit(first, category="OB15"), None):
        with database.write() as connection:
            if change:
                make.push(connection, phone, change)
        with database.read() as connection:
            found = tallies.find(connection, Filters(category="OB19"))
            days = tallies.by_day(found)
            counts.append((tallies.by_state(found)["submitted"], sum(days.values())))
            assert found.total() == sum(tallies.by_week_hour(found)) == counts[-1][0]
    assert counts == [(1, 1), (2, 2), (1, 1), (1, 1)]
