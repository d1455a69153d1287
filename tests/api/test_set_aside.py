"""What nodes tell each other of what they have set aside."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fieldapp.node import Node
from fieldapp.storage import authors, quarantine
from tests.api.conftest import Phone, new_id

AUTHOR = {"id": new_id(), "label": "Nattvandrare 9", "role": "walker", "authority": "forening"}


def aside(**members: Any) -> dict[str, Any]:
    told = {
        "change": {"id": "x", "fields": "odd"},
        "problem": "not-yours",
        "detail": "Ändringen hör till någon annan.",
        "device": new_id(),
        "actor": AUTHOR["id"],
        "received_at": "2026-11-20T20:07:30.123Z",
    }
    return {**told, **members}


def tell(phone: Phone, *told: dict[str, Any]) -> Any:
    body = {"protocol": 1, "set_aside": list(told), "people": [AUTHOR]}
    return phone.client.post("/api/set-aside", json=body, headers=phone.headers)


def test_it_is_for_nodes(phone: Phone) -> None:
    for answer in (phone.get("/api/set-aside"), tell(phone, aside())):
        assert (answer.status_code, answer.json["type"]) == (403, "/problems/not-allowed")


def test_a_node_is_told_once_of_what_it_may_be_given(phone: Phone, station: Phone) -> None:
    bad = phone.shift(summary="\ud800", participants_count="många")
    phone.client.post(
        "/api/changes", data=json.dumps({"protocol": 1, "changes": [bad]}), headers=phone.headers
    )
    told = station.get("/api/set-aside").json
    assert [one["change"] for one in told["set_aside"]] == [bad]
    assert [one["id"] for one in told["people"]] == [phone.person.id]
    again = station.get(f"/api/set-aside?unless={told['mark']}").json
    assert (again["mark"], again["set_aside"], again["people"]) == (told["mark"], [], [])


def test_what_a_node_tells_is_kept_with_its_author(node: Node, station: Phone) -> None:
    assert tell(station, aside()).status_code == 200
    assert tell(station, aside()).status_code == 200
    with node.db.read() as db:
        (kept,) = quarantine.newest(db, 9)
    assert (kept.label, kept.authority) == ("Nattvandrare 9", "forening")
    assert (kept.problem, kept.received_at) == ("not-yours", "2026-11-20T20:07:30.123Z")


@pytest.mark.parametrize(
    "members", [{"change": {}}, {"change": 7}, {"problem": ""}, {"received_at": "nyss"}]
)
def test_what_has_another_shape_is_refused(
    node: Node, station: Phone, members: dict[str, Any]
) -> None:
    answer = tell(station, aside(), aside(**members))
    assert (answer.status_code, answer.json["type"]) == (422, "/problems/wrong-shape")
    with node.db.read() as db:
        assert quarantine.count(db) == 0


def test_only_nodes_tell_of_people(node: Node, phone: Phone, station: Phone) -> None:
    for one, known in ((phone, []), (station, [AUTHOR])):
        assert one.push(people=[AUTHOR]).status_code == 200
        with node.db.read() as db:
            assert authors.told(db, [AUTHOR["id"]]) == known
