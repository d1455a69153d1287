"""Answers that are lost, and a history that comes again, shuffled and many times over."""

from __future__ import annotations

import threading
from random import Random

import pytest

from sync.client import Client
from sync.outcome import SyncError
from sync.phone import Phone
from tests.faults import scene
from tests.faults.conftest import Rounds
from tests.faults.node import Node, check_whole
from tests.sync.portal import Portal, honest, swallow

MOST_CALLS = 40
ROUTES = {
    "POST /api/devices",
    "POST /api/changes",
    "GET /api/records",
    "POST /api/photos",
    "PATCH /api/photos/…",
}
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("times", [1, 2], ids=["once", "twice"])
def test_every_answer_is_lost_in_turn(node: Node, times: int) -> None:
    """A proxy swallows the n-th answer, and in another run two in a row, for every n of an errand
    that calls every route (enrolment, push, pull, creation, pieces, offsets): there is one record,
    one receipt and one photo, and the phone ends with nothing left to do."""
    node.start()
    lost: set[str] = set()
    phones = []
    with Portal(node.url) as portal:
        for n in range(MOST_CALLS):
            portal.heard.clear()
            portal.tricks[:] = [honest] * n + [swallow] * times
            phones.append(_errand(portal.url, node.invite(), Random(n)))
            if portal.tricks:
                break
            lost |= {_route(call) for call in portal.heard[n : n + times]}
        else:
            raise AssertionError("an errand that never ends")
    asked_after_a_loss = {"HEAD /api/photos/…"} if times > 1 else set()
    assert lost >= ROUTES | asked_after_a_loss
    check_whole(node, phones)


def _errand(url: str, code: str, dice: Random) -> Phone:
    """From enrolment to a photo in two pieces that has arrived, however often it takes."""
    phone = Phone(Client(url, timeout=(20, 20)))
    while not phone.memory.person:
        try:
            phone.enrol(code)
        except SyncError:
            continue
    report = scene.observe(phone, dice)
    scene.photograph(phone, report, scene.picture(dice, 600))
    while not phone.sync().complete:
        pass
    scene.correct(phone, report, dice)
    while not phone.sync().complete:
        pass
    return phone


def _route(call: str) -> str:
    method, path = call.partition("?")[0].split()
    return f"{method} {path if path.count('/') < 3 else '/api/photos/…'}"


def test_a_history_comes_again_shuffled(node: Node, rounds: Rounds) -> None:
    """The whole history of several phones, an inspector's with premises and visits among them,
    comes three times more through another node, shuffled, in batches of other sizes and in several
    connections at once: every change is known, nothing is stored twice or set aside, and the
    records are what they were."""
    node.start()
    phones = [node.phone(), node.phone(), node.phone("inspector", "kommun")]
    dice = Random(rounds.seed)
    for _ in range(4):
        for phone in phones:
            scene.correct(phone, scene.report(phone, dice), dice)
            assert phone.sync().complete
    before = node.digests()
    changes = [change for phone in phones for change in phone.memory.written.values()]
    for dice in rounds.of(3, 60):
        clients = [_other_node(node) for _ in range(3)]
        told: list[str] = []
        threads = [
            threading.Thread(
                target=_replay, args=(client, dice.sample(changes, len(changes)), told)
            )
            for client in clients
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert told == ["known"] * len(changes) * len(clients)
    assert node.digests() == before
    check_whole(node, phones)


def test_the_same_batch_at_once(node: Node, rounds: Rounds) -> None:
    """A phone's batch is sent by several connections at the same moment: each change is stored by
    exactly one of them and known to the others, with one receipt."""
    node.start()
    for dice in rounds.of(3, 60):
        phone = node.phone()
        for _ in range(20):
            scene.observe(phone, dice)
        batch = list(phone.memory.written.values())
        told: list[tuple[str, str, str]] = []
        threads = [
            threading.Thread(
                target=_push, args=(Client(node.url, phone.client.token), batch, told)
            )
            for _ in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        stored = [name for name, status, _ in told if status == "stored"]
        assert sorted(stored) == sorted(phone.memory.written)
        assert len({(name, receipt) for name, _, receipt in told}) == len(batch)
        assert phone.sync().complete
    assert node.findings() == []


def _other_node(node: Node) -> Client:
    client = Client(node.url, scene.make.secrets.token_urlsafe(32), timeout=(20, 20))
    client.enrol(node.invite("administrator", "kommun"), scene.make.new_id())
    return client


def _replay(client: Client, changes: list[dict[str, object]], told: list[str]) -> None:
    for start in range(0, len(changes), 7):
        results = client.push(changes[start : start + 7])["results"]
        told.extend(result["status"] for result in results)


def _push(
    client: Client, batch: list[dict[str, object]], told: list[tuple[str, str, str]]
) -> None:
    results = client.push(batch)["results"]
    told.extend((result["id"], result["status"], result["receipt"]) for result in results)
