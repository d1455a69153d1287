"""Filters: each finds what it says, alone and with others, and reads its page from an index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from fieldapp.storage import reports
from fieldapp.storage.database import Database
from fieldapp.storage.reports import Filters
from tests import make

OTHER = make.Phone(make.person(authority="polis"))
SHA = "aa" * 32


@pytest.fixture
def db(database: Database) -> Iterator[sqlite3.Connection]:
    """Nine reports that differ in what there is to filter by, named by their notes."""
    phone, desk = make.Phone(), make.Phone(make.person("coordinator", "kommun"))
    graffiti = {"category": "OB15", f"photos/{SHA}": make.manifest()}
    closed = phone.observation(note="avskriven")
    settled = phone.observation(note="osams")
    sent = [
        phone.observation(note="vanlig"),
        phone.observation(note="klotter", **graffiti),
        phone.observation(note="hamnen", stood=make.position(55.757, 12.905)),
        phone.observation(note="förra veckan", happened_at=make.time(-7 * 24 * 60)),
        phone.observation(note="ring 070-123 45 67"),
        closed,
        settled,
        phone.edit(settled, place_name="Här"),
        phone.edit(settled, place_name="Där"),
        phone.shift(summary="passet"),
    ]
    with database.write() as connection:
        make.push(connection, phone, *sent)
        make.push(connection, desk, desk.review(closed, "dismiss", reason="Övning."))
        make.push(connection, OTHER, OTHER.observation(note="polisens"))
        yield connection


def notes(db: sqlite3.Connection, **chosen: Any) -> set[str]:
    found = reports.inbox(db, Filters(**chosen)).reports
    return {listed.text.split("\n")[0] for listed in found}


EVERY = {
    "vanlig",
    "klotter",
    "hamnen",
    "förra veckan",
    "ring 070-123 45 67",
    "avskriven",
    "osams",
    "passet",
    "polisens",
}
CENTRE, HARBOUR = (55.79, 13.10, 55.80, 13.12), (55.75, 12.90, 55.76, 12.91)
EACH: list[tuple[dict[str, Any], set[str]]] = [
    ({}, EVERY),
    ({"authorities": ["polis"]}, {"polisens"}),
    ({"authorities": ["forening"]}, EVERY - {"polisens"}),
    ({"authorities": []}, set()),
    ({"kinds": ["shift"]}, {"passet"}),
    ({"kinds": []}, set()),
    ({"states": ["dismissed"]}, {"avskriven"}),
    ({"states": ["dismissed", "submitted"]}, EVERY),
    ({"kind": "shift"}, {"passet"}),
    ({"category": "OB15"}, {"klotter"}),
    ({"categories": ["OB15", "OB01"]}, {"klotter"}),
    ({"oldest_first": True}, EVERY),
    ({"area": "barsebackshamn"}, {"hamnen"}),
    ({"reporter": OTHER.person.id}, {"polisens"}),
    ({"since": "2026-11-20T00:00:00.000Z"}, EVERY - {"förra veckan"}),
    ({"until": "2026-11-20T00:00:00.000Z"}, {"förra veckan"}),
    ({"since": "2026-11-01T00:00:00.000Z", "until": "2026-11-14T00:00:00.000Z"}, {"förra veckan"}),
    ({"text": "klott"}, {"klotter"}),
    ({"text": "VECKAN förra"}, {"förra veckan"}),
    ({"text": "barsebäckshamn"}, {"hamnen"}),
    ({"text": "belysning hamnen"}, {"hamnen"}),
    ({"text": "forra"}, set()),
    ({"text": "saknas"}, set()),
    ({"text": '"* (-:'}, EVERY),
    ({"box": HARBOUR}, {"hamnen"}),
    ({"box": CENTRE}, EVERY - {"hamnen", "passet"}),
    ({"box": CENTRE, "text": "osams"}, {"osams"}),
    ({"week_hours": [4 * 24 + 21]}, EVERY),
    ({"week_hours": [4 * 24 + 21], "box": HARBOUR}, {"hamnen"}),
    ({"week_hours": [0, 167]}, set()),
    ({"flagged": True}, {"ring 070-123 45 67"}),
    ({"in_conflict": True}, {"osams"}),
    ({"lacking_photos": True}, {"klotter"}),
    ({"category": "OB19", "states": ["submitted"], "authorities": ["polis"]}, {"polisens"}),
    ({"kind": "observation", "text": "hamnen", "area": "vikhog"}, set()),
]


@pytest.mark.parametrize(("chosen", "found"), EACH, ids=[" ".join(each[0]) for each in EACH])
def test_it_finds_what_it_says(
    db: sqlite3.Connection, chosen: dict[str, Any], found: set[str]
) -> None:
    assert notes(db, **chosen) == found


def test_every_filter_is_tried_here() -> None:
    assert {name for chosen, _ in EACH for name in chosen} == {f.name for f in fields(Filters)}


@pytest.mark.parametrize("chosen", [each[0] for each in EACH], ids=" ".join)
def test_its_pages_together_are_the_whole(db: sqlite3.Connection, chosen: dict[str, Any]) -> None:
    whole = reports.inbox(db, Filters(**chosen)).reports
    found, before = [], None
    while True:
        page = reports.inbox(db, Filters(**chosen), before, limit=1)
        found += page.reports
        before = page.before
        if before is None:
            break
    assert found == whole


@pytest.mark.parametrize("before", ["x", "1~2~3", "~", "'; --", "", "9" * 30])
def test_a_mark_that_is_none_breaks_nothing(db: sqlite3.Connection, before: str) -> None:
    for chosen in ({}, {"until": "2027"}, {"text": "tre"}):
        reports.inbox(db, Filters(**chosen), before)


def test_the_oldest_first_is_the_newest_first_turned_around(db: sqlite3.Connection) -> None:
    newest = reports.inbox(db, Filters()).reports
    assert reports.inbox(db, Filters(oldest_first=True)).reports == newest[::-1]


PLANS = [
    ({}, "reports_by_seq"),
    ({"authorities": ["polis"]}, "reports_by_seq"),
    ({"states": ["dismissed"]}, "reports_by_state (state=?"),
    ({"category": "OB15"}, "reports_by_category (category=?"),
    ({"area": "vikhog"}, "reports_by_area (area=?"),
    ({"reporter": "x"}, "reports_by_reporter (reporter=?"),
    ({"flagged": True}, "reports_flagged"),
    ({"in_conflict": True}, "reports_in_conflict"),
    ({"lacking_photos": True}, "reports_lacking_photos"),
    ({"until": "2027"}, "reports_by_happened"),
    ({"since": "2025"}, "reports_by_happened"),
    ({"oldest_first": True, "states": ["submitted"]}, "reports_by_state (state=?"),
    ({"text": "tre"}, "VIRTUAL TABLE INDEX"),
]


@pytest.mark.parametrize(("chosen", "index"), PLANS, ids=[str(plan[0]) for plan in PLANS])
@pytest.mark.parametrize("page", [1, 2])
def test_a_page_is_read_from_an_index_in_its_order(
    db: sqlite3.Connection, chosen: dict[str, Any], index: str, page: int
) -> None:
    asked: list[str] = []
    keys = 2 if "happened" in index else 1
    db.set_trace_callback(asked.append)
    reports.inbox(db, Filters(**chosen), None if page == 1 else "~".join("7" * keys))
    db.set_trace_callback(None)
    query = next(sql for sql in asked if sql.startswith("SELECT r.rowid"))
    plan = "\n".join(row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {query}"))
    assert index in plan
    assert "TEMP B-TREE" not in plan
