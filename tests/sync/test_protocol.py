"""The envelopes: what is let through, what is refused, and what it costs."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from timeit import repeat
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.problems import Problem
from sync import protocol
from sync.protocol import read

ID = "019aa001-0000-7000-8000-0000000000aa"
TIME = "2026-11-20T20:07:30.123Z"
ANSWER = {"protocol": 1, "epoch": "9f3a01c2", "server_time": TIME}
PERSON = {"id": ID, "label": "Nattvandrare 3", "role": "walker", "authority": "forening"}
PART = {"at": "…", "seen": "", "fields": {"note": "å"}}
KNOWN = {
    "id": ID,
    "last_visit": {"id": ID, "at": TIME, "occasion": "planned", "deficiencies": 1},
    "visits_this_year": 1,
    "due_on": "2027-03-12",
    "open": [
        {
            "visit": ID,
            "item": "YS07",
            "question": "Finns någon på plats?",
            "reference": None,
            "severity": "serious",
            "note": "Ingen.",
            "observed_at": TIME,
            "deadline": None,
            "state": "open",
        }
    ],
}
GOOD: dict[type[protocol.Envelope], dict[str, Any]] = {
    protocol.EnrolRequest: {"code": "k7qm-42xp", "device": ID, "token": "a-_" * 14 + "Z"},
    protocol.EnrolAnswer: {**ANSWER, "device": ID, "person": PERSON},
    protocol.PushRequest: {
        "protocol": 1,
        "app": "0.1.0",
        "device_time": TIME,
        "holding": {"changes": 3, "photos": 0, "oldest": None},
        "changes": [{"id": ID}],
    },
    protocol.PushAnswer: {
        **ANSWER,
        "results": [{"id": ID, "status": "stored", "digest": "ab", "receipt": "A7F3-29"}],
        "photos_missing": [],
    },
    protocol.PullQuery: {"after": "9f3a01c2.4be1.1042", "limit": "500"},
    protocol.PullAnswer: {
        **ANSWER,
        "cursor": "c",
        "more": False,
        "restart": False,
        "records": [{"kind": "review", "id": ID, "parts": [PART]}],
        "gone": [ID],
    },
    protocol.SupervisionAnswer: {
        **ANSWER,
        "cursor": "c",
        "more": False,
        "restart": False,
        "premises": [KNOWN],
    },
    protocol.LogQuery: {"after": "1042"},
    protocol.LogAnswer: {**ANSWER, "next": 7, "more": False, "changes": [{"seq": 7, "id": ID}]},
    protocol.CatalogAnswer: {"version": "0123456789ab"},
}
BAD: list[tuple[type[protocol.Envelope], dict[str, Any], str]] = [
    (protocol.EnrolRequest, {"code": ""}, "code"),
    (protocol.EnrolRequest, {"token": "short"}, "token"),
    (protocol.EnrolRequest, {"token": "a-_" * 14 + "Z\n"}, "token"),
    (protocol.EnrolRequest, {"device": ID.upper()}, "device"),
    (protocol.EnrolRequest, {"name": "x" * 121}, "name"),
    (protocol.EnrolAnswer, {"person": {"id": ID}}, "person"),
    (protocol.PushRequest, {"protocol": 0}, "protocol"),
    (protocol.PushRequest, {"protocol": "1"}, "protocol"),
    (protocol.PushRequest, {"device_time": "2026-11-20T20:07:30"}, "device_time"),
    (protocol.PushRequest, {"device_time": 1795}, "device_time"),
    (protocol.PushRequest, {"holding": {"changes": -1, "photos": 0}}, "holding/changes"),
    (protocol.PushRequest, {"changes": {"id": ID}}, "changes"),
    (protocol.PushRequest, {"changes": [{"id": ID}, 7]}, "changes/1"),
    (protocol.PushRequest, {"changes": [{"id": ID}, {"kind": "x"}]}, "changes/1"),
    (protocol.PushRequest, {"changes": [{"id": 7}]}, "changes/0"),
    (protocol.PushRequest, {"changes": [{"id": "\ud800"}]}, "changes/0"),
    (protocol.PushRequest, {"changes": [{"id": "x" * 65}]}, "changes/0"),
    (protocol.PushAnswer, {"results": [{"id": ID, "status": "lost"}]}, "results/0/status"),
    (protocol.PullQuery, {"limit": "0"}, "limit"),
    (protocol.PullQuery, {"limit": "1001"}, "limit"),
    (protocol.PullQuery, {"limit": "tio"}, "limit"),
    (protocol.PullAnswer, {"records": [{"kind": "x", "id": ID}]}, "records/0/parts"),
    (protocol.LogQuery, {"after": "-1"}, "after"),
    (protocol.LogAnswer, {"epoch": ""}, "epoch"),
]


@pytest.mark.parametrize("envelope", GOOD, ids=lambda envelope: envelope.__name__)
def test_what_a_newer_peer_adds_is_kept(envelope: type[protocol.Envelope]) -> None:
    found = read(envelope, {**GOOD[envelope], "weather": {"snow": [1]}})
    assert found["weather"] == {"snow": [1]}
    assert set(found) >= set(GOOD[envelope])


@pytest.mark.parametrize(("envelope", "members", "field"), BAD)
def test_what_does_not_fit_is_named(
    envelope: type[protocol.Envelope], members: dict[str, Any], field: str
) -> None:
    with pytest.raises(Problem) as caught:
        read(envelope, {**GOOD[envelope], **members})
    assert caught.value.name == "wrong-shape"
    assert str(caught.value.field).startswith(field)
    assert field in caught.value.detail


@pytest.mark.parametrize("body", [None, [], "text", 7, [GOOD[protocol.PushRequest]]])
def test_only_an_object_is_an_envelope(body: Any) -> None:
    with pytest.raises(Problem, match="wrong-shape"):
        read(protocol.PushRequest, body)


def test_times_are_read_with_their_zone() -> None:
    found = read(protocol.PushRequest, GOOD[protocol.PushRequest])
    assert found["device_time"] == datetime(2026, 11, 20, 20, 7, 30, 123_000, tzinfo=UTC)


def test_a_push_needs_only_its_version_and_its_changes() -> None:
    found = read(protocol.PushRequest, {"protocol": 1, "changes": []})
    assert (found["app"], found["device_time"], found["holding"]) == ("", None, None)


def test_a_peer_of_a_later_version_is_understood() -> None:
    assert read(protocol.PushRequest, {"protocol": 2, "changes": []})["protocol"] == 2


def test_a_bad_change_is_for_storage_to_judge() -> None:
    strange = {"id": ID, "kind": None, "fields": [{"x": 1}], "at": -1, "extra": {}}
    assert read(protocol.PushRequest, {"protocol": 1, "changes": [strange]})["changes"] == [
        strange
    ]


def test_a_batch_of_500_is_let_in_and_501_are_told_to_divide() -> None:
    body = {"protocol": 1, "changes": [{"id": ID}] * 500}
    assert len(read(protocol.PushRequest, body)["changes"]) == 500
    with pytest.raises(Problem, match="batch-too-large") as caught:
        read(protocol.PushRequest, {"protocol": 1, "changes": [{"id": ID}] * 501})
    assert "500" in caught.value.detail


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda below: st.lists(below) | st.dictionaries(st.text(), below),
    max_leaves=10,
)


@given(
    st.sampled_from(list(GOOD)), st.text() | st.sampled_from(["changes", "results"]), json_values
)
def test_no_body_does_worse_than_a_problem(
    envelope: type[protocol.Envelope], name: str, value: Any
) -> None:
    for body in (value, {**GOOD[envelope], name: value}):
        with suppress(Problem):
            assert isinstance(read(envelope, body), dict)


def test_a_push_of_100_changes_is_read_in_well_under_2_ms() -> None:
    change = {"id": ID, "kind": "observation", "fields": {"note": "Tre lyktor släckta." * 20}}
    body = {**GOOD[protocol.PushRequest], "changes": [change] * 100}
    seconds = min(repeat(lambda: read(protocol.PushRequest, body), repeat=20, number=1))
    assert seconds < 0.002
