"""Reports as the desk lists, finds and opens them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from fieldapp.storage import reports
from fieldapp.storage.database import Database
from fieldapp.storage.reports import Filters
from tests import make

ONE, TWO = "aa" * 32, "bb" * 32


@pytest.fixture
def db(database: Database) -> Iterator[sqlite3.Connection]:
    with database.write() as connection:
        yield connection


@pytest.fixture
def phone() -> make.Phone:
    return make.Phone()


def keep(db: sqlite3.Connection, sha256: str) -> None:
    """A photo arrives."""
    row = (sha256, 412345, "image/jpeg", 2048, 1536, "2026-11-20T21:00:00.000Z", make.new_id())
    db.execute("INSERT INTO photos VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    reports.refresh_photos(db, sha256)


def test_a_report_is_opened_by_its_id(db: sqlite3.Connection, phone: make.Phone) -> None:
    change = phone.observation()
    (result,) = make.push(db, phone, change)
    listed = reports.get(db, change.record)
    assert listed
    assert (listed.id, listed.kind, listed.reporter) == (
        change.record,
        "observation",
        phone.person.id,
    )
    assert (listed.receipt, listed.received_at) == (result.receipt, "2026-11-20T20:07:30.123Z")
    assert reports.get(db, make.new_id()) is None


def test_the_inbox_comes_in_pages_the_newest_first(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    sent = [phone.observation() for _ in range(5)]
    make.push(db, phone, *sent)
    found, before, sizes = [], None, []
    while True:
        page = reports.inbox(db, Filters(), before, limit=2)
        found += [listed.id for listed in page.reports]
        sizes.append(len(page.reports))
        before = page.before
        if before is None:
            break
    assert found == [change.record for change in reversed(sent)]
    assert sizes == [2, 2, 1]


def test_a_report_that_arrives_meanwhile_does_not_shift_the_pages(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    sent = [phone.observation() for _ in range(4)]
    make.push(db, phone, *sent)
    first = reports.inbox(db, Filters(), limit=2)
    make.push(db, phone, phone.observation())
    second = reports.inbox(db, Filters(), first.before, limit=2)
    assert [listed.id for listed in second.reports] == [sent[1].record, sent[0].record]


@pytest.mark.parametrize("spell", [str, str.lower, lambda code: code.replace("-", " ")])
def test_a_report_is_found_by_its_receipt_however_it_is_spelt(
    db: sqlite3.Connection, phone: make.Phone, spell: type[str]
) -> None:
    change = phone.observation()
    (result, _) = make.push(db, phone, change, phone.observation())
    assert result.receipt
    assert [r.id for r in reports.by_receipt(db, spell(result.receipt))] == [change.record]


def test_it_is_found_by_the_receipt_of_any_of_its_changes_photos_and_decisions(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    desk = make.Phone(make.person("coordinator", "kommun"))
    change = phone.observation(category="OB15", **{f"photos/{ONE}": make.manifest()})
    edit = phone.edit(change, note="Nytt.")
    results = make.push(db, phone, change, edit)
    results += make.push(db, desk, desk.review(change))
    for receipt in [*(result.receipt for result in results), "AAAA-AA"]:
        assert receipt
        assert [found.id for found in reports.by_receipt(db, receipt)] == [change.record]


@pytest.mark.parametrize("code", ["", "A7F3", "A7F3-29-11", "ÅÄÖÅÄÖ", "'; --"])
def test_what_is_no_receipt_finds_nothing(db: sqlite3.Connection, code: str) -> None:
    assert reports.by_receipt(db, code) == []


def test_photos_are_counted_as_they_arrive(db: sqlite3.Connection, phone: make.Phone) -> None:
    manifests = {f"photos/{ONE}": make.manifest(), f"photos/{TWO}": make.manifest()}
    change = phone.observation(category="OB15", **manifests)
    make.push(db, phone, change)

    def counted() -> tuple[int, int]:
        listed = reports.get(db, change.record)
        assert listed
        return listed.photos_arrived, listed.photos_expected

    assert counted() == (0, 2)
    keep(db, TWO)
    assert counted() == (1, 2)
    assert [listed.id for listed in reports.inbox(db, Filters(lacking_photos=True)).reports]
    keep(db, ONE)
    assert counted() == (2, 2)
    assert reports.inbox(db, Filters(lacking_photos=True)).reports == []


def test_photos_that_arrived_before_the_report_are_counted(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    keep(db, ONE)
    change = phone.observation(category="OB15", **{f"photos/{ONE}": make.manifest()})
    make.push(db, phone, change)
    listed = reports.get(db, change.record)
    assert listed
    assert (listed.photos_arrived, listed.photos_expected) == (1, 1)
    assert [(p.sha256, p.width, p.size) for p in reports.photos_of(db, change.record)] == [
        (ONE, 2048, 412345)
    ]


def test_a_photo_that_has_not_arrived_is_shown_as_such(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    change = phone.observation(category="OB15", **{f"photos/{ONE}": make.manifest()})
    make.push(db, phone, change)
    (photo,) = reports.photos_of(db, change.record)
    assert (photo.kept_at, photo.width, photo.type) == (None, None, "image/jpeg")
    removed = phone.edit(change, **{f"photos/{ONE}": None})
    make.push(db, phone, removed)
    assert reports.photos_of(db, change.record) == []


def test_the_observations_of_a_pass_are_found_in_the_order_they_happened(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    shift = phone.shift()
    late = phone.observation(shift=shift.record, happened_at=make.time(30))
    early = phone.observation(shift=shift.record, happened_at=make.time(10))
    make.push(db, phone, shift, late, early, phone.observation())
    found = [listed.id for listed in reports.by_shift(db, shift.record)]
    assert found == [early.record, late.record]


def test_it_tells_that_there_is_something_new(db: sqlite3.Connection, phone: make.Phone) -> None:
    before = reports.latest_seq(db)
    make.push(db, phone, phone.observation())
    assert reports.latest_seq(db) > before


def test_the_best_hits_come_first_a_page_at_a_time(
    db: sqlite3.Connection, phone: make.Phone
) -> None:
    notes = ["Lyktor.", "Lyktor, lyktor, lyktor!", "Inget särskilt.", "Lyktor och åter lyktor."]
    sent = [phone.observation(note=note) for note in notes]
    make.push(db, phone, *sent)
    filters, at, found = Filters(text="lykt"), None, []
    while True:
        page = reports.best(db, filters, at, limit=2)
        found.append([one.text.split("\n")[0] for one in page.reports])
        at = page.before
        if at is None:
            break
    assert found == [["Lyktor, lyktor, lyktor!", "Lyktor och åter lyktor."], ["Lyktor."]]


@pytest.mark.parametrize("category", ["", "OB19"])
def test_only_the_newest_that_fit_are_ranked(
    db: sqlite3.Connection, phone: make.Phone, monkeypatch: pytest.MonkeyPatch, category: str
) -> None:
    monkeypatch.setattr(reports, "CANDIDATES", 2)
    for note in ("Lyktor, lyktor, lyktor!", "Lyktor.", "Två lyktor, tre lyktor."):
        make.push(db, phone, phone.observation(note=note, category="OB19"))
    page = reports.best(db, Filters(text="lyktor", category=category))
    assert [one.text.split("\n")[0] for one in page.reports] == [
        "Två lyktor, tre lyktor.",
        "Lyktor.",
    ]


@pytest.mark.parametrize("after", ["", "x", "-1", "1", "²", "9" * 5000, "1~2"])
def test_a_place_that_is_none_is_the_beginning(
    db: sqlite3.Connection, phone: make.Phone, after: str
) -> None:
    make.push(db, phone, phone.observation(note="Lyktor."))
    assert len(reports.best(db, Filters(text="lyktor"), after).reports) == 1
