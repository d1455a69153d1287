"""Nodes that mirror each other have the same log, the same photos, and each change once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sync.client import Client
from sync.outcome import Offline, SyncOutcome, Unknown
from sync.phone import Phone
from tests.api import pictures
from tests.sync import portal as tricks
from tests.sync.conftest import Connect, Enrol
from tests.sync.nodes import LiveNode
from tests.sync.portal import Portal
from tests.sync.reports import observation, shift

Start = Callable[[str], LiveNode]
Pass = Callable[..., str]
Run = Callable[..., SyncOutcome]


@pytest.fixture
def other(start: Start) -> LiveNode:
    return start("other")


@pytest.fixture
def mirror(connect: Connect) -> Run:
    """Mirrors one node with another; every pair keeps its token."""
    tokens: dict[tuple[str, str], str] = {}

    def run(one: LiveNode, two: LiveNode, by: str = "") -> SyncOutcome:
        pair = (one.url, two.url)
        if pair not in tokens:
            phone = Phone(connect(two.url))
            code = two.invite("administrator", "kommun", is_node=True, label="Nod")
            phone.enrol(code, "Nod")
            tokens[pair] = phone.client.token
        client: Client = connect(by or two.url, tokens[pair])
        return one.mirror(client, str(two.node.db.node_id)).run()

    return run


def write_a_pass(phone: Phone, seed: int = 1) -> str:
    """A pass, three observations and a photo, all sent."""
    walk = shift(phone)
    for n in range(3):
        seen = observation(phone, walk, note=f"Trasig lampa nr {n}")
    about = {"width": 640, "height": 480}
    content = pictures.jpeg(seed=seed)
    phone.add_photo(seen, content, "image/jpeg", about)
    phone.edit(seen, {"no_person_in_photo": True})
    outcome = phone.sync()
    assert outcome.error is None
    assert (outcome.quarantined, outcome.photos_sent) == (0, 1)
    return walk


def test_each_node_gets_what_the_other_has(
    node: LiveNode, other: LiveNode, enrol: Enrol, mirror: Run
) -> None:
    here, there = enrol(node), enrol(other)
    walk = write_a_pass(here, seed=1)
    write_a_pass(there, seed=2)
    outcome = mirror(node, other)
    assert outcome.complete
    assert (outcome.sent, outcome.received) == (6, 6)
    assert (outcome.photos_sent, outcome.photos_received) == (1, 1)
    assert node.digests() == other.digests()
    assert node.photos() == other.photos()
    authors = {
        (row["device"], row["actor"]) for _, _, row in other.rows() if row["record"] == walk
    }
    assert authors == {(here.memory.device, here.memory.person["id"])}


def test_a_second_run_changes_nothing(
    node: LiveNode, other: LiveNode, enrol: Enrol, mirror: Run
) -> None:
    write_a_pass(enrol(node))
    mirror(node, other)
    before = node.rows(), other.rows()
    for _ in range(2):
        outcome = mirror(node, other)
        assert outcome.complete
        assert (outcome.sent, outcome.received, outcome.quarantined) == (0, 0, 0)
    assert (node.rows(), other.rows()) == before


def test_three_nodes_in_a_ring_each_have_everything_once(
    node: LiveNode, other: LiveNode, start: Start, enrol: Enrol, mirror: Run
) -> None:
    nodes = [node, other, start("third")]
    for seed, one in enumerate(nodes):
        write_a_pass(enrol(one), seed=seed)
    for _ in range(3):
        for one, two in zip(nodes, [*nodes[1:], nodes[0]], strict=True):
            outcome = mirror(one, two)
            assert outcome.error is None
            assert outcome.quarantined == 0
    for one in nodes:
        assert len(one.rows()) == 18
        assert one.digests() == nodes[0].digests()
        assert len(one.photos()) == 3
        assert one.quarantined() == []


def test_a_review_made_at_the_desk_goes_along(
    node: LiveNode, other: LiveNode, enrol: Enrol, mirror: Run
) -> None:
    phone = enrol(node)
    walk = write_a_pass(phone)
    review = node.decide(
        "review",
        {
            "authority": "forening",
            "report": walk,
            "report_kind": "shift",
            "reporter": phone.memory.person["id"],
            "decision": "accept",
            "version": 1,
        },
    )
    assert mirror(node, other).complete
    assert other.quarantined() == []
    assert review in [row for _, _, row in other.rows()]
    assert mirror(other, node).complete
    assert node.quarantined() == []


def test_what_one_node_has_set_aside_is_set_aside_at_the_other(
    node: LiveNode, other: LiveNode, enrol: Enrol, mirror: Run
) -> None:
    phone = enrol(node)
    bad = shift(phone, participants_count="många")
    phone.sync()
    before = node.quarantined()
    assert [problem for _, problem in before] == ["value-not-accepted"]
    mirror(node, other)
    mirror(other, node)
    assert node.quarantined() == other.quarantined() == before
    assert other.rows() == []
    assert bad in phone.memory.records


@pytest.mark.parametrize(
    "trick", [tricks.swallow, tricks.cut_request, tricks.bad_gateway, tricks.login_page]
)
@pytest.mark.parametrize("call", range(5))
def test_a_run_cut_at_any_call_is_made_good_by_the_next(
    node: LiveNode,
    other: LiveNode,
    enrol: Enrol,
    mirror: Run,
    connect: Connect,
    trick: tricks.Trick,
    call: int,
) -> None:
    write_a_pass(enrol(node), seed=1)
    write_a_pass(enrol(other), seed=2)
    with Portal(other.url) as portal:
        portal.tricks = [tricks.honest] * call + [trick]
        outcome = mirror(node, other, by=portal.url)
        assert outcome.error is None or isinstance(outcome.error, Unknown)
        assert mirror(node, other, by=portal.url).error is None
    assert node.digests() == other.digests()
    assert len(node.rows()) == 12
    assert node.photos() == other.photos()


def test_a_photo_that_comes_late_is_mirrored_when_it_is_there(
    node: LiveNode, other: LiveNode, enrol: Enrol, mirror: Run
) -> None:
    phone = enrol(other)
    content = pictures.jpeg(seed=9)
    walk = shift(phone)
    phone.add_photo(walk, content, "image/jpeg", {"width": 640, "height": 480})
    held = phone.memory.photos.copy()
    phone.memory.photos.clear()
    phone.sync()
    outcome = mirror(node, other)
    assert (outcome.photos_received, outcome.photos_left) == (0, 1)
    phone.memory.photos.update(held)
    phone.sync()
    assert mirror(node, other).photos_received == 1
    assert node.photos() == other.photos() == [pictures.digest(content)]


@pytest.mark.parametrize("restored", ["node", "other"])
def test_a_node_restored_from_a_backup_is_given_everything_again(
    node: LiveNode, other: LiveNode, enrol: Enrol, mirror: Run, restored: str
) -> None:
    write_a_pass(enrol(node))
    write_a_pass(enrol(other), seed=2)
    mirror(node, other)
    before = node.digests()
    lost = node if restored == "node" else other
    lost.restore_older()
    assert lost.digests() != before
    assert mirror(node, other).complete
    assert node.digests() == other.digests() == before


def test_a_node_that_is_away_costs_nothing(
    node: LiveNode, other: LiveNode, enrol: Enrol, mirror: Run
) -> None:
    write_a_pass(enrol(node))
    mirror(node, other)
    outcome = mirror(node, other, by="http://127.0.0.1:9")
    assert isinstance(outcome.error, Offline)
    assert not outcome.complete
