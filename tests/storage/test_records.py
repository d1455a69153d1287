"""Records as they stand, and the pages of them that phones pull."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from fieldapp.domain import policy
from fieldapp.domain.changes import Part, canonical, fold, values
from fieldapp.domain.people import Person
from fieldapp.storage import records
from fieldapp.storage.database import Database
from tests import make


@pytest.fixture
def db(database: Database) -> Iterator[sqlite3.Connection]:
    with database.write() as connection:
        yield connection


@pytest.fixture
def phone() -> make.Phone:
    return make.Phone()


@pytest.fixture
def desk() -> make.Phone:
    return make.Phone(make.person("coordinator", "kommun"))


def pulled(db: sqlite3.Connection, person: Person, seq: int = 0, limit: int = 500) -> records.Page:
    return records.visible_since(db, policy.keys(person), seq, limit)


def ids(page: records.Page) -> list[str]:
    return [json.loads(text)["id"] for text in page.records]


def test_a_record_is_sent_as_its_kind_its_id_and_its_parts(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    first = phone.observation(note='Åäö "😀"')
    edit = phone.edit(first, note="Nytt.")
    make.push(db, phone, first, edit)
    (text,) = pulled(db, phone.person).records
    sent: dict[str, Any] = json.loads(text)
    parts = fold([first.part, edit.part])
    assert sent == {
        "kind": "observation",
        "id": first.record,
        "parts": [{"at": p.at, "seen": p.seen, "fields": p.fields} for p in parts],
    }


def test_it_comes_back_to_the_persons_other_phones(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    change = phone.observation()
    make.push(db, phone, change)
    assert ids(pulled(db, make.Phone(phone.person).person)) == [change.record]


def test_only_those_see_it_who_may(
    db: sqlite3.Connection, phone: make.Phone, desk: make.Phone
) -> None:
    make.push(db, phone, phone.observation())
    assert len(pulled(db, desk.person).records) == 1
    for other in (make.person(), make.person("inspector", "kommun"), make.person("reader")):
        assert pulled(db, other) == records.Page([], [], 0, False)
    assert records.visible_since(db, frozenset(), 0, 500).records == []


def test_pages_come_in_the_order_of_the_log_and_end(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    sent = [phone.observation() for _ in range(5)]
    make.push(db, phone, *sent)
    make.push(db, phone, phone.edit(sent[1], note="Senast."))
    order = [sent[n].record for n in (0, 2, 3, 4, 1)]
    seq, found, pages = 0, [], 0
    while True:
        page = pulled(db, phone.person, seq, limit=2)
        found += ids(page)
        seq, pages = page.last_seq, pages + 1
        if not page.more:
            break
    assert (found, pages, seq) == (order, 3, 6)
    assert pulled(db, phone.person, seq) == records.Page([], [], 6, False)


def test_who_sees_a_record_in_two_ways_gets_it_once(
    db: sqlite3.Connection, desk: make.Phone
) -> None:
    own = [desk.observation(authority="kommun") for _ in range(3)]
    make.push(db, desk, *own)
    page = pulled(db, desk.person, limit=2)
    assert (ids(page), page.more) == ([own[0].record, own[1].record], True)
    assert ids(pulled(db, desk.person, page.last_seq, limit=2)) == [own[2].record]


def test_one_who_may_no_longer_see_it_is_told_that_it_is_gone(
    db: sqlite3.Connection, phone: make.Phone, desk: make.Phone
) -> None:
    report = phone.observation()
    make.push(db, phone, report)
    seen = pulled(db, desk.person)
    assert ids(seen) == [report.record]
    taken_back = phone.edit(report, submitted_at=None)
    make.push(db, phone, taken_back)
    page = pulled(db, desk.person, seen.last_seq)
    assert (page.records, page.gone, page.more) == ([], [report.record], False)
    assert ids(pulled(db, phone.person, seen.last_seq)) == [report.record]
    make.push(db, phone, phone.edit(taken_back, submitted_at=make.time(5)))
    again = pulled(db, desk.person, page.last_seq)
    assert (ids(again), again.gone) == ([report.record], [])


def test_gone_by_one_way_and_there_by_another_is_there(
    db: sqlite3.Connection, desk: make.Phone
) -> None:
    report = desk.observation(authority="kommun")
    make.push(db, desk, report)
    make.push(db, desk, desk.edit(report, submitted_at=None))
    page = pulled(db, desk.person, 1)
    assert (ids(page), page.gone) == ([report.record], [])
    later = make.push(db, desk, desk.edit(report, note="Mera."))
    assert later[0].status == "stored"
    page = pulled(db, desk.person, 1)
    assert (ids(page), page.gone) == ([report.record], [])


def test_a_decision_reaches_the_reporter(
    db: sqlite3.Connection, phone: make.Phone, desk: make.Phone
) -> None:
    report = phone.observation()
    make.push(db, phone, report)
    review = desk.review(report, "return", reason="Var?", field="place")
    make.push(db, desk, review)
    assert ids(pulled(db, phone.person, 1)) == [review.record]


def test_what_is_said_about_a_report_is_found_oldest_first(
    db: sqlite3.Connection, phone: make.Phone, desk: make.Phone
) -> None:
    report = phone.observation()
    reviews = [desk.review(report, "refer", receiver="drift"), desk.review(report, "close")]
    make.push(db, phone, report)
    make.push(db, desk, *reversed(reviews))
    assert [said.id for said in records.about(db, report.record)] == [r.record for r in reviews]
    assert records.about(db, make.new_id()) == []


def test_a_record_is_got_by_its_kind(db: sqlite3.Connection, phone: make.Phone) -> None:
    change = phone.shift()
    make.push(db, phone, change)
    found = records.get(db, "shift", change.record)
    assert found
    assert (found.values, found.clock) == (dict(change.fields), change.at)
    assert records.get(db, "observation", change.record) is None


def test_parts_are_written_and_read_alike() -> None:
    parts = (Part("a", "", {"b": 1.0, "a": "å"}), Part("b", "a", {}))
    read = records.parts_of(records.parts_text(parts))
    assert canonical(values(read)) == canonical(values(parts))
    assert [(p.at, p.seen) for p in read] == [("a", ""), ("b", "a")]


def test_pages_are_read_from_the_index(db: sqlite3.Connection) -> None:
    seen: list[str] = []
    db.set_trace_callback(seen.append)
    records.visible_since(db, frozenset({"person:a", "desk:b"}), 7, 5)
    db.set_trace_callback(None)
    plan = "\n".join(row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {seen[0]}"))
    assert plan.count("SEARCH audiences USING PRIMARY KEY (key=? AND seq>?)") == 2
    assert "B-TREE" not in plan
