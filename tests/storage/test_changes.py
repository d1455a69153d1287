"""Pushes: what is stored, what is known, what is set aside, and that one never hinders another."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from fieldapp.domain.changes import receipt_code
from fieldapp.domain.problems import Problem
from fieldapp.storage import changes, quarantine, records, reports
from fieldapp.storage.changes import Result
from fieldapp.storage.database import Database
from tests import make


@pytest.fixture
def db(database: Database) -> Iterator[sqlite3.Connection]:
    with database.write() as connection:
        yield connection


@pytest.fixture
def phone() -> make.Phone:
    return make.Phone()


def told(results: list[Result]) -> list[str]:
    return [result.problem.name if result.problem else result.status for result in results]


def test_a_change_is_stored_with_the_receipt_that_the_phone_works_out(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    change = phone.observation()
    (result,) = make.push(db, phone, change)
    assert (result.id, result.status, result.problem) == (change.id, "stored", None)
    assert (result.digest, result.receipt) == (change.digest, receipt_code(change.digest))
    assert changes.since(db, 0, 10) == [(1, "2026-11-20T20:07:30.123Z", change)]


def test_what_was_sent_before_is_known_and_stored_once(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    change = phone.observation()
    first = make.push(db, phone, change, change)
    again = make.push(db, phone, change)
    assert told([*first, *again]) == ["stored", "known", "known"]
    assert {result.receipt for result in [*first, *again]} == {receipt_code(change.digest)}
    assert changes.last_seq(db) == 1


def test_the_same_id_with_another_content_is_set_aside(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    change = phone.observation()
    forged = replace(change, fields={**change.fields, "note": "Något annat."})
    assert told(make.push(db, phone, change, forged)) == ["stored", "change-id-reused"]
    assert told(make.push(db, phone, forged)) == ["change-id-reused"]
    assert records.load(db, [change.record])[change.record].values == change.fields
    assert [parked.digest for parked in quarantine.newest(db, 9)] == [forged.digest]


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("a bad value", {"fields": {"category": "OB99"}}, "value-not-accepted"),
    ("no fields", {"fields": None}, "value-not-accepted"),
    ("an id that is none", {"record": "x"}, "value-not-accepted"),
    ("somebody else's", {"actor": make.new_id()}, "not-yours"),
    ("a clock that is none", {"at": "nu"}, "clock-not-accepted"),
    ("infinity", {"fields": {"mood": float("inf")}}, "value-not-accepted"),
    ("half a character", {"fields": {"note": "\ud800"}}, "value-not-accepted"),
    ("a number that no phone reads", {"fields": {"mood": 10**400}}, "value-not-accepted"),
]


@pytest.mark.parametrize(("spoilt", "problem"), [b[1:] for b in BAD], ids=[b[0] for b in BAD])
def test_a_bad_change_is_set_aside_whole_and_hinders_no_other(
    db: sqlite3.Connection, phone: make.Phone, spoilt: dict[str, Any], problem: str
) -> None:
    good, other = phone.observation(), phone.shift()
    bad = {**phone.observation().as_json(), "extra": "kept", **spoilt}
    results = make.push(db, phone, good, bad, other)
    assert told(results) == ["stored", problem, "stored"]
    (parked,) = quarantine.newest(db, 9)
    assert (parked.id, parked.problem) == (bad["id"], problem)
    assert (parked.device, parked.actor) == (phone.device, phone.person.id)
    assert json.dumps(parked.change, sort_keys=True) == json.dumps(bad, sort_keys=True)
    assert results[1].digest == parked.digest


def test_what_is_nested_too_deeply_to_be_written_down_is_refused(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    nested: list[Any] = []
    for _ in range(100_000):
        nested = [nested]
    with pytest.raises(Problem) as refused:
        make.push(db, phone, {**phone.observation().as_json(), "fields": {"mood": nested}})
    assert refused.value.name == "wrong-shape"


def test_of_ninety_nine_good_and_one_bad_ninety_nine_are_stored(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    batch = [phone.observation() for _ in range(100)]
    batch[37] = replace(batch[37], fields={"category": "OB99"})
    results = make.push(db, phone, *batch)
    assert told(results).count("stored") == 99
    assert results[37].status == "quarantined"
    assert changes.last_seq(db) == 99


def test_what_was_set_aside_is_judged_again_when_it_is_sent_again(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    change = phone.observation()
    walker = replace(phone.person, active=False)
    closed = replace_person(phone, walker)
    assert told(make.push(db, closed, change)) == ["not-yours"]
    assert told(make.push(db, closed, change)) == ["not-yours"]
    assert quarantine.count(db) == 1
    assert told(make.push(db, phone, change)) == ["stored"]
    assert quarantine.count(db) == 0


def replace_person(phone: make.Phone, person: Any) -> make.Phone:
    return make.Phone(person, phone.device)


def test_a_record_stays_of_its_kind(db: sqlite3.Connection, phone: make.Phone) -> None:
    change = phone.observation()
    other = replace(phone.shift(), record=change.record)
    assert told(make.push(db, phone, change, other)) == ["stored", "kind-differs"]


def test_unknown_kinds_and_fields_are_stored_and_passed_on(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    own = {"authority": "forening", "reporter": phone.person.id, "mood/of": [1, {"a": None}]}
    change = phone.change("of_a_newer_peer", own)
    assert told(make.push(db, phone, change)) == ["stored"]
    assert changes.since(db, 0, 10)[0][2] == change


def test_changes_of_one_record_fold_in_one_batch_as_in_many(
    database: Database, tmp_path_factory: pytest.TempPathFactory, phone: make.Phone
) -> None:
    first = phone.observation()
    edit = phone.edit(first, note="Bara två.", place_name="Tunneln")
    last = phone.edit(edit, place_name=None)
    with database.write() as db:
        make.push(db, phone, first, edit, last)
        at_once = records.load(db, [first.record])[first.record]
    other = make.database(tmp_path_factory.mktemp("other"))
    with other.write() as db:
        for change in (first, edit, last):
            make.push(db, phone, change)
        one_by_one = records.load(db, [first.record])[first.record]
    other.close()
    assert at_once == one_by_one
    assert at_once.values["note"] == "Bara två."


def test_the_history_tells_when_each_change_came_and_how_the_clock_stood(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    change = phone.observation()
    raw = [change.as_json()]
    changes.push(db, raw, phone.sender, make.catalog(), make.NOW, -350)
    edit = phone.edit(change, note="Nytt.")
    make.push(db, phone, edit, now=make.NOW + timedelta(hours=1))
    history = changes.of_record(db, change.record)
    assert [line.change for line in history] == [change, edit]
    assert [line.clock_offset for line in history] == [-350, 0]
    assert history[1].received_at == "2026-11-20T21:07:30.123Z"


def test_the_log_is_read_on_from_where_one_stopped(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    sent = [phone.observation() for _ in range(5)]
    make.push(db, phone, *sent)
    assert [change for _, _, change in changes.since(db, 0, 3)] == sent[:3]
    assert [seq for seq, _, _ in changes.since(db, 3, 9)] == [4, 5]


def test_a_decision_of_the_desk_is_a_change_of_the_node_itself(
    database: Database, phone: make.Phone
) -> None:
    desk = make.person("coordinator", "kommun")
    report = phone.observation()
    about = {"authority": "forening", "report": report.record, "reporter": phone.person.id}
    decided = {**about, "report_kind": "observation", "decision": "accept", "version": 1}
    with database.write() as db:
        make.push(db, phone, report)
        made = changes.append_own(
            db, "review", make.new_id(), decided, desk, make.catalog(), make.NOW
        )
        listed = reports.get(db, report.record)
    assert (made.device, made.actor, made.seen) == (database.node_id, desk.id, "")
    assert listed
    assert listed.state == "reviewed"


def test_the_desks_clock_is_later_than_all_that_was_said_of_the_report(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    ahead = make.NOW + timedelta(days=730)
    phone.clock.tick(ahead)
    report = phone.observation()
    assert report.at > "2028"
    make.push(db, phone, report)
    desk = make.person("coordinator", "kommun")
    said = {"authority": "forening", "report": report.record, "text": "Tack."}
    arguments = (desk, make.catalog(), make.NOW)
    first = changes.append_own(db, "note", make.new_id(), said, *arguments)
    second = changes.append_own(db, "note", make.new_id(), said, *arguments)
    assert report.at < first.at < second.at


def test_what_the_desk_may_not_do_is_a_problem_and_is_not_stored(
    database: Database, phone: make.Phone
) -> None:
    with database.write() as db:
        report = phone.observation()
        make.push(db, phone, report)
    said = {"authority": "forening", "report": report.record, "text": "Hej."}
    with pytest.raises(Problem) as refused:
        _append(database, said, make.person("reader", "kommun"))
    assert refused.value.name == "not-yours"
    with database.read() as db:
        assert changes.last_seq(db) == 1
        assert quarantine.count(db) == 0


def _append(database: Database, said: dict[str, Any], actor: Any) -> None:
    with database.write() as db:
        changes.append_own(db, "note", make.new_id(), said, actor, make.catalog(), make.NOW)


def test_sixteen_phones_at_once_are_all_received_and_none_is_refused(database: Database) -> None:
    told_each: list[str] = []

    def send(phone: make.Phone) -> None:
        for _ in range(10):
            with database.write() as db:
                told_each.extend(told(make.push(db, phone, phone.observation())))

    threads = [threading.Thread(target=send, args=(make.Phone(),)) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told_each == ["stored"] * 160
    with database.read() as db:
        assert [seq for seq, _, _ in changes.since(db, 0, 999)] == list(range(1, 161))


def test_changes_made_here_together_have_seen_those_before_them(database: Database) -> None:
    actor, record = make.person("coordinator", "kommun"), make.new_id()
    fields = ({"authority": "kommun", "name": "Krog Exempel"}, {"name": "Krog Prov"})
    written = [changes.Written("premises", record, one) for one in fields]
    with database.write() as db:
        first, second = changes.append_all(db, written, actor, make.catalog(), make.NOW)
        found = records.get(db, "premises", record)
    assert (first.seen, second.seen) == ("", first.at)
    assert found
    assert found.values == {"authority": "kommun", "name": "Krog Prov"}
