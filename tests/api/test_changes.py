"""Push and the raw log: one result each, one transaction, nothing half-done."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from fieldapp.domain.changes import Change, receipt_code
from fieldapp.domain.clock import format_time
from fieldapp.node import Node
from fieldapp.storage import devices
from tests.api.conftest import Phone, new_id


def log_length(node: Node) -> int:
    with node.db.read() as db:
        return int(db.execute("SELECT count(*) FROM changes").fetchone()[0])


def test_a_change_is_stored_and_answered_by_its_receipt(phone: Phone, node: Node) -> None:
    change = phone.shift()
    answer = phone.push(change)
    digest = Change(**change).digest
    stored = {"id": change["id"], "status": "stored", "digest": digest}
    assert answer.status_code == 200
    assert answer.json["results"] == [{**stored, "receipt": receipt_code(digest)}]
    assert answer.json["epoch"] == node.db.epoch
    assert log_length(node) == 1


def test_the_same_push_again_changes_nothing(phone: Phone, node: Node) -> None:
    change = phone.shift()
    first, again = phone.push(change), phone.push(change)
    assert again.json["results"] == [{**first.json["results"][0], "status": "known"}]
    assert log_length(node) == 1


def test_a_bad_change_does_not_hinder_the_others(phone: Phone, node: Node) -> None:
    bad = phone.shift(participants_count="många")
    answer = phone.push(phone.shift(), bad, phone.shift())
    assert [r["status"] for r in answer.json["results"]] == ["stored", "quarantined", "stored"]
    told = answer.json["results"][1]["problem"]
    assert told["field"] == "participants_count"
    assert {"type", "title", "detail"} <= told.keys()
    assert log_length(node) == 2


def test_photos_that_are_not_here_are_asked_for(phone: Phone) -> None:
    shift, sha256 = phone.shift(), "ab" * 32
    manifest = {"size": 3, "type": "image/jpeg", "width": 1, "height": 1, "taken_at": None}
    fields = {
        "authority": "forening",
        "reporter": phone.person.id,
        "shift": shift["record"],
        f"photos/{sha256}": manifest,
        f"photos/{'cd' * 32}": None,
        "photos/not-a-digest": manifest,
    }
    answer = phone.push(shift, phone.change("observation", new_id(), fields))
    assert answer.json["photos_missing"] == [sha256]


def test_what_the_phone_still_has_is_noted_less_what_came(phone: Phone, node: Node) -> None:
    oldest = "2026-11-20T19:50:00.000Z"
    phone.push(phone.shift(), holding={"changes": 3, "photos": 2, "oldest": oldest})
    assert device(node, phone).holding == devices.Holding(2, 2, oldest)
    phone.push(phone.shift(), holding={"changes": 1, "photos": 0, "oldest": oldest})
    assert device(node, phone).holding == devices.Holding(0, 0, None)


def test_version_clock_offset_and_last_contact_are_noted(phone: Phone, node: Node) -> None:
    behind = format_time(datetime.now(UTC) - timedelta(hours=2))
    phone.push(app="0.1.0", device_time=behind)
    noted = device(node, phone)
    assert noted.app == "0.1.0"
    assert noted.last_seen
    assert noted.clock_offset == pytest.approx(7_200_000, abs=5_000)


@pytest.mark.parametrize(
    ("envelope", "place"),
    [
        ([], None),
        ({"changes": []}, "protocol"),
        ({"protocol": 1}, "changes"),
        ({"protocol": 1, "changes": {}}, "changes"),
        ({"protocol": 1, "changes": [{"id": "x"}, 7]}, "changes/1"),
        ({"protocol": 1, "changes": [], "device_time": "i natt"}, "device_time"),
        ({"protocol": 1, "changes": [], "holding": {"changes": -1}}, "holding/changes"),
    ],
)
def test_an_envelope_of_another_shape_is_refused_at_its_place(
    phone: Phone, node: Node, envelope: Any, place: str | None
) -> None:
    answer = phone.client.post("/api/changes", json=envelope, headers=phone.headers)
    assert answer.status_code == 422
    assert answer.json["type"] == "/problems/wrong-shape"
    assert answer.json.get("field") == place
    assert log_length(node) == 0


NOT_JSON = {
    "empty": b"",
    "cut": b'{"protocol": 1, "chan',
    "a page": b"<html></html>",
    "deep": b"[" * 50_000,
    "not a number": b'{"protocol": NaN}',
    "infinite": b'{"protocol": 1e999}',
    "endless digits": b"1" * 50_000,
    "not UTF-8": b'{"protocol": "\xff"}',
    "packed": gzip.compress(b"{}"),
}


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON.keys())
def test_what_is_not_json_is_told_so(phone: Phone, node: Node, body: bytes) -> None:
    answer = phone.client.post("/api/changes", data=body, headers=phone.headers)
    assert answer.status_code == 400
    assert answer.json["type"] == "/problems/not-json"
    assert log_length(node) == 0


def test_the_content_type_is_not_what_makes_it_json(phone: Phone) -> None:
    body = json.dumps({"protocol": 1, "changes": [phone.shift()]})
    for kind in ("text/plain", "image/png", "application/x-www-form-urlencoded"):
        answer = phone.client.post(
            "/api/changes", data=body, headers=phone.headers, content_type=kind
        )
        assert answer.status_code == 200


def test_too_much_is_refused_whole(phone: Phone, node: Node) -> None:
    large = phone.push(phone.shift(summary="å" * 100_000))
    assert (large.status_code, large.json["type"]) == (413, "/problems/body-too-large")
    many = phone.push(*[{"id": "x"}] * 501)
    assert (many.status_code, many.json["type"]) == (413, "/problems/batch-too-large")
    assert log_length(node) == 0


ODD = {
    "half a character": {"summary": "natt \ud83d"},
    "beyond exact": {"participants_count": 2**63},
    "null byte": {"summary": "a\0b"},
    "deep": {"summary": [[[[[[[[1]]]]]]]]},
    "empty name": {"": 1},
}


@pytest.mark.parametrize("fields", ODD.values(), ids=ODD.keys())
def test_odd_values_get_a_result_like_all_others(phone: Phone, fields: dict[str, Any]) -> None:
    answer = phone.push(phone.shift(**fields), phone.shift())
    assert answer.status_code == 200
    assert answer.json["results"][1]["status"] == "stored"


NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(), below, max_size=3),
    max_leaves=8,
)
MEMBERS = ["kind", "record", "device", "actor", "at", "seen", "fields"]


@given(member=st.sampled_from(MEMBERS), value=JSON)
@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_a_change_holds_it_gets_a_result(phone: Phone, member: str, value: Any) -> None:
    answer = phone.push({**phone.shift(), member: value}, phone.shift())
    assert answer.status_code == 200
    assert answer.json["results"][0]["status"] in ("stored", "quarantined")
    assert answer.json["results"][1]["status"] == "stored"


def test_a_full_disk_is_told_and_nothing_is_half_stored(phone: Phone, node: Node) -> None:
    with node.db.write() as db:
        was = db.execute("PRAGMA max_page_count").fetchone()[0]
        db.execute("PRAGMA max_page_count = 1")
    batch = [phone.shift(summary="å" * 300) for _ in range(40)]
    answer = phone.push(*batch)
    assert (answer.status_code, answer.json["type"]) == (507, "/problems/disk-full")
    assert int(answer.headers["Retry-After"]) > 0
    assert log_length(node) == 0
    assert phone.get("/api/records").status_code == 200
    with node.db.write() as db:
        db.execute(f"PRAGMA max_page_count = {was}")
    assert {r["status"] for r in phone.push(*batch).json["results"]} == {"stored"}


def test_the_log_is_for_nodes(phone: Phone, station: Phone) -> None:
    changes = [phone.shift() for _ in range(3)]
    phone.push(*changes)
    refused = phone.get("/api/changes")
    assert (refused.status_code, refused.json["type"]) == (403, "/problems/not-allowed")
    first = station.get("/api/changes?limit=2").json
    rest = station.get(f"/api/changes?after={first['next']}").json
    assert (first["more"], rest["more"]) == (True, False)
    told = first["changes"] + rest["changes"]
    assert [{name: row[name] for name in changes[0]} for row in told] == changes
    assert [row["seq"] for row in told] == sorted(row["seq"] for row in told)
    assert all(row["received_at"] for row in told)
    assert station.get(f"/api/changes?after={rest['next']}").json["next"] == rest["next"]


@pytest.mark.parametrize("query", ["after=-1", "after=x", "limit=0", "limit=1001"])
def test_a_query_of_another_shape_is_refused(station: Phone, query: str) -> None:
    answer = station.get(f"/api/changes?{query}")
    assert (answer.status_code, answer.json["type"]) == (422, "/problems/wrong-shape")


def device(node: Node, phone: Phone) -> devices.Device:
    with node.db.read() as db:
        found = devices.get(db, phone.id)
    assert found
    return found
