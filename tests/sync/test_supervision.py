"""Premises and visits between phones and nodes: inspectors share them, and no one else."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from fieldapp.domain.people import Authority
from fieldapp.storage import premises as register
from fieldapp.storage.premises import Filters
from sync.phone import Phone
from tests.sync.conftest import Connect, Enrol
from tests.sync.nodes import LiveNode
from tests.sync.reports import premises, visit


@pytest.fixture
def inspector(node: LiveNode, enrol: Enrol) -> Phone:
    return enrol(node, role="inspector", authority="kommun")


def names(node: LiveNode) -> list[str]:
    with node.node.db.read() as db:
        return [one.name for one in register.find(db, Filters()).premises]


def test_an_inspector_is_told_of_what_a_colleague_found(
    node: LiveNode, inspector: Phone, enrol: Enrol
) -> None:
    colleague = enrol(node, role="inspector", authority="kommun")
    place = premises(inspector)
    made = visit(inspector, place)
    assert inspector.sync().complete
    assert colleague.sync().complete
    assert colleague.values(place)["name"] == "Krog Exempel"
    known = colleague.memory.supervision[place]
    assert known["last_visit"]["id"] == made
    assert [one["item"] for one in known["open"]] == ["YS07"]
    follow_up = {"occasion": "follow_up", "answers/YS07/value": "ok"}
    visit(colleague, place, **follow_up, **{f"earlier/{made}/YS07/outcome": "remedied"})
    assert colleague.sync().complete
    assert colleague.memory.supervision[place]["open"] == []
    assert inspector.sync().complete
    assert inspector.memory.supervision[place] == colleague.memory.supervision[place]


def test_a_phone_that_was_killed_knows_it_still(node: LiveNode, inspector: Phone) -> None:
    visit(inspector, premises(inspector))
    assert inspector.sync().complete
    woken = Phone.restored(inspector.client, json.loads(json.dumps(inspector.saved())))
    assert woken.memory.supervision == inspector.memory.supervision
    assert [one["open"] for one in woken.memory.supervision.values()] != [[]]


def test_a_walker_asks_for_nothing_and_is_told_nothing(
    node: LiveNode, inspector: Phone, phone: Phone
) -> None:
    premises(inspector)
    assert inspector.sync().complete
    assert phone.sync().complete
    assert phone.memory.supervision == {}
    assert phone.memory.supervision_cursor == ""
    assert phone.client.supervision()["premises"] == []


def test_a_restored_node_tells_it_all_again(node: LiveNode, inspector: Phone) -> None:
    place = premises(inspector)
    inspector.sync()
    before = inspector.memory.supervision_cursor
    inspector.memory.supervision["stray"] = {}
    node.node.db.renew_epoch()
    assert inspector.sync().complete
    assert list(inspector.memory.supervision) == [place]
    assert inspector.memory.supervision_cursor != before


def test_it_comes_in_pages(node: LiveNode, inspector: Phone) -> None:
    made = [premises(inspector, name=f"Krog {n}") for n in range(3)]
    inspector.sync()
    seen, cursor, more = [], "", True
    while more:
        page = inspector.client.supervision(cursor, 1)
        seen += [one["id"] for one in page["premises"]]
        cursor, more = page["cursor"], page["more"]
    assert seen == made


@pytest.mark.parametrize(
    ("works_for", "is_given"), [(("kommun",), True), (("polis",), False), (("forening",), False)]
)
def test_a_node_that_works_for_the_kommun_gets_the_register_and_no_other(
    start: Callable[[str], LiveNode],
    connect: Connect,
    node: LiveNode,
    inspector: Phone,
    enrol: Enrol,
    works_for: tuple[Authority, ...],
    is_given: bool,
) -> None:
    other = start("other")
    made = visit(inspector, premises(inspector))
    assert inspector.sync().complete
    client = other.let_in(connect(other.url), *works_for)
    assert node.mirror(client, works_for=works_for).run().error is None
    assert names(other) == (["Krog Exempel"] if is_given else [])
    told = enrol(other, role="inspector", authority="kommun")
    told.sync()
    known = list(told.memory.supervision.values())
    assert [one["last_visit"]["id"] for one in known] == ([made] if is_given else [])
