"""Pull: what a device may see, from where it stopped, and never parsed on the way."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any

import brotli
import pytest

from fieldapp.node import Node
from tests.api.conftest import Phone

Invite = Callable[..., Phone]


def ids(page: dict[str, Any]) -> list[str]:
    return [record["id"] for record in page["records"]]


def test_a_phone_gets_its_own_records_from_where_it_stopped(phone: Phone) -> None:
    one, two = phone.shift(), phone.shift()
    phone.push(one)
    first = phone.get("/api/records").json
    assert ids(first) == [one["record"]]
    assert first["records"][0]["kind"] == "shift"
    assert first["records"][0]["parts"][0]["fields"] == one["fields"]
    phone.push(two)
    second = phone.get(f"/api/records?after={first['cursor']}").json
    assert ids(second) == [two["record"]]
    assert (second["restart"], second["more"]) == (False, False)


def test_nobody_gets_anothers_records(phone: Phone, invite: Invite) -> None:
    phone.push(phone.shift())
    other = invite()
    other.enrol()
    assert ids(other.get("/api/records").json) == []


def test_an_empty_pull_is_small_and_stands_still(phone: Phone) -> None:
    phone.push(phone.shift())
    cursor = phone.get("/api/records").json["cursor"]
    answer = phone.get(f"/api/records?after={cursor}")
    assert len(answer.data) <= 300
    assert answer.json["cursor"] == cursor
    assert answer.json["records"] == []


def test_pages_follow_each_other_without_gap_or_repetition(phone: Phone) -> None:
    changes = [phone.shift() for _ in range(7)]
    phone.push(*changes)
    seen, cursor, more = [], "", True
    while more:
        page = phone.get(f"/api/records?limit=3&after={cursor}").json
        assert page["restart"] is (cursor == "")
        seen += ids(page)
        cursor, more = page["cursor"], page["more"]
    assert seen == [change["record"] for change in changes]


def test_a_cursor_of_another_life_starts_over(phone: Phone, node: Node) -> None:
    phone.push(phone.shift())
    cursor = phone.get("/api/records").json["cursor"]
    epoch = node.db.renew_epoch()
    page = phone.get(f"/api/records?after={cursor}").json
    assert (page["restart"], page["epoch"], len(page["records"])) == (True, epoch, 1)


def test_a_cursor_beyond_the_log_starts_over(phone: Phone) -> None:
    phone.push(phone.shift())
    epoch, scope, seq = phone.get("/api/records").json["cursor"].split(".")
    page = phone.get(f"/api/records?after={epoch}.{scope}.{int(seq) + 1000}").json
    assert (page["restart"], len(page["records"])) == (True, 1)


def test_another_role_starts_over(phone: Phone, node: Node) -> None:
    cursor = phone.get("/api/records").json["cursor"]
    with node.db.write() as db:
        db.execute("UPDATE people SET role = 'inspector' WHERE id = ?", (phone.person.id,))
    page = phone.get(f"/api/records?after={cursor}").json
    assert page["restart"] is True
    assert page["cursor"].split(".")[1] != cursor.split(".")[1]


@pytest.mark.parametrize("cursor", ["x", "a.b", "a.b.c", "a.b.-1", "a.b.1.2", "a.b.%C2%B2"])
def test_a_cursor_of_another_form_is_refused(phone: Phone, cursor: str) -> None:
    answer = phone.get(f"/api/records?after={cursor}")
    assert (answer.status_code, answer.json["type"]) == (400, "/problems/cursor-unreadable")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("br, gzip", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("", None)],
)
def test_an_answer_is_packed_as_the_client_accepts(
    phone: Phone, accepted: str, encoding: str | None
) -> None:
    phone.push(*(phone.shift(summary="Lugnt vid stationen.") for _ in range(20)))
    headers = {**phone.headers, "Accept-Encoding": accepted}
    answer = phone.client.get("/api/records", headers=headers)
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert len(json.loads(unpack(answer.data))["records"]) == 20


def test_a_pull_notes_the_contact_once_a_minute(phone: Phone, node: Node) -> None:
    def last_seen() -> str:
        with node.db.read() as db:
            return str(db.execute("SELECT last_seen FROM devices").fetchone()[0])

    enrolled = last_seen()
    phone.get("/api/records")
    assert last_seen() == enrolled
    with node.db.write() as db:
        db.execute("UPDATE devices SET last_seen = '2026-01-01T00:00:00.000Z'")
    phone.get("/api/records")
    assert last_seen() >= enrolled
