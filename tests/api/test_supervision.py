"""What phones are told of premises: only those who make visits, and only of their own."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

import brotli
import pytest

from fieldapp.node import Node
from tests import inspections, make
from tests.api.conftest import Phone

Invite = Callable[..., Phone]
PATH = "/api/supervision"


@pytest.fixture
def inspector(invite: Invite) -> Phone:
    phone = invite("inspector", "kommun")
    phone.enrol()
    return phone


def premises(phone: Phone, **other: object) -> str:
    """A new premises, pushed; its id."""
    sent = phone.made(make.Phone(phone.person).premises(**other))
    assert phone.push(sent).json["results"][0]["status"] == "stored"
    return str(sent["record"])


def visit(phone: Phone, at: str) -> str:
    found = {"YS07": inspections.deficiency(deadline="2026-12-20")}
    sent = phone.made(make.Phone(phone.person).visit(at, answers=found))
    assert phone.push(sent).json["results"][0]["status"] == "stored"
    return str(sent["record"])


def test_what_is_known_of_a_premises(inspector: Phone) -> None:
    own = premises(inspector)
    made = visit(inspector, own)
    page = inspector.get(PATH).json
    assert (page["protocol"], page["restart"], page["more"]) == (1, True, False)
    assert page["premises"] == [
        {
            "id": own,
            "last_visit": {
                "id": made,
                "at": "2026-11-20T19:07:30.123Z",
                "occasion": "planned",
                "deficiencies": 1,
            },
            "visits_this_year": 1,
            "due_on": "2027-05-21",
            "open": [
                {
                    "visit": made,
                    "item": "YS07",
                    "question": "Är serveringsansvarig på plats?",
                    "reference": "AL 8:18 1 st",
                    "severity": "serious",
                    "note": "Ingen av de anmälda fanns på plats.",
                    "observed_at": "2026-11-20T19:07:30.123Z",
                    "deadline": "2026-12-20",
                    "state": "open",
                }
            ],
        }
    ]


def test_only_what_changed_comes_again(inspector: Phone) -> None:
    first, second = premises(inspector), premises(inspector)
    cursor = inspector.get(PATH).json["cursor"]
    assert inspector.get(f"{PATH}?after={cursor}").json["premises"] == []
    visit(inspector, second)
    page = inspector.get(f"{PATH}?after={cursor}").json
    assert [one["id"] for one in page["premises"]] == [second]
    assert page["restart"] is False
    assert first != second


def test_pages_follow_each_other_without_gap_or_repetition(inspector: Phone) -> None:
    made = [premises(inspector) for _ in range(5)]
    seen, cursor, more = [], "", True
    while more:
        page = inspector.get(f"{PATH}?limit=2&after={cursor}").json
        seen += [one["id"] for one in page["premises"]]
        cursor, more = page["cursor"], page["more"]
    assert seen == made


@pytest.mark.parametrize(
    ("role", "authority", "is_told"),
    [
        ("inspector", "kommun", True),
        ("coordinator", "kommun", True),
        ("inspector", "polis", False),
        ("coordinator", "polis", False),
        ("walker", "kommun", False),
        ("walker", "forening", False),
        ("reader", "kommun", False),
        ("administrator", "kommun", False),
    ],
)
def test_who_is_told(
    inspector: Phone, invite: Invite, role: str, authority: str, is_told: bool
) -> None:
    own = premises(inspector)
    other = invite(role, authority)
    other.enrol()
    page = other.get(PATH).json
    assert [one["id"] for one in page["premises"]] == ([own] if is_told else [])
    pulled = {record["id"] for record in other.get("/api/records").json["records"]}
    assert (own in pulled) is is_told


def test_a_cursor_of_another_life_or_role_starts_over(inspector: Phone, node: Node) -> None:
    premises(inspector)
    cursor = inspector.get(PATH).json["cursor"]
    with node.db.write() as db:
        db.execute("UPDATE people SET role = 'coordinator' WHERE id = ?", (inspector.person.id,))
    page = inspector.get(f"{PATH}?after={cursor}").json
    assert (page["restart"], len(page["premises"])) == (True, 1)
    node.db.renew_epoch()
    page = inspector.get(f"{PATH}?after={page['cursor']}").json
    assert (page["restart"], len(page["premises"])) == (True, 1)


def test_a_cursor_beyond_the_log_starts_over(inspector: Phone) -> None:
    premises(inspector)
    epoch, scope, seq, own = inspector.get(PATH).json["cursor"].split(".")
    page = inspector.get(f"{PATH}?after={epoch}.{scope}.{int(seq) + 9}.{own}").json
    assert (page["restart"], len(page["premises"])) == (True, 1)


@pytest.mark.parametrize("cursor", ["x", "a.b", "a.b.1", "a.b.c.d", "a.b.-1.x", "a.b.1.x.y"])
def test_a_cursor_of_another_form_is_refused(inspector: Phone, cursor: str) -> None:
    answer = inspector.get(f"{PATH}?after={cursor}")
    assert (answer.status_code, answer.json["type"]) == (400, "/problems/cursor-unreadable")


@pytest.mark.parametrize(("accepted", "encoding"), [("br, gzip", "br"), ("gzip", "gzip")])
def test_an_answer_is_packed(inspector: Phone, accepted: str, encoding: str) -> None:
    for _ in range(9):
        premises(inspector)
    headers = {**inspector.headers, "Accept-Encoding": accepted}
    answer = inspector.client.get(PATH, headers=headers)
    assert answer.headers["Content-Encoding"] == encoding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}[encoding]
    assert len(json.loads(unpack(answer.data))["premises"]) == 9
