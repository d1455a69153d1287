"""A second phone against a live node, by good ways and bad."""

from __future__ import annotations

import random

import pytest

from fieldapp.domain.changes import digest_of, receipt_code
from sync.outcome import Unknown
from sync.phone import Phone
from tests.api import pictures
from tests.sync import portal as tricks
from tests.sync.conftest import Connect, Enrol
from tests.sync.nodes import LiveNode
from tests.sync.portal import Portal, Trick
from tests.sync.reports import observation, shift


def test_what_is_written_offline_arrives_with_its_receipts(node: LiveNode, phone: Phone) -> None:
    walk = shift(phone)
    seen = [observation(phone, walk, note=f"Trasig lampa nr {n}") for n in range(5)]
    phone.edit(seen[0], {"note": "Två trasiga lampor"})
    assert len(phone.memory.outbox) == 7
    outcome = phone.sync()
    assert outcome.error is None
    assert (outcome.sent, outcome.known, outcome.quarantined) == (7, 0, 0)
    assert outcome.complete
    assert phone.memory.outbox == []
    written = phone.memory.written
    assert phone.memory.receipts == {one: receipt_code(digest_of(written[one])) for one in written}
    assert node.digests() == sorted(map(digest_of, written.values()))


def test_a_second_sync_has_nothing_to_do(phone: Phone) -> None:
    shift(phone)
    assert phone.sync().sent == 1
    outcome = phone.sync()
    assert (outcome.sent, outcome.known, outcome.received) == (0, 0, 0)


def test_an_answer_lost_after_the_commit_makes_one_record_and_one_receipt(
    node: LiveNode, strayed: Phone, portal: Portal
) -> None:
    shift(strayed)
    portal.tricks = [tricks.swallow, tricks.swallow]
    for _ in range(2):
        outcome = strayed.sync()
        assert isinstance(outcome.error, Unknown)
        assert len(strayed.memory.outbox) == 1
        assert len(node.rows()) == 1
    outcome = strayed.sync()
    assert (outcome.sent, outcome.known) == (0, 1)
    assert list(strayed.memory.receipts.values()) == [receipt_code(node.digests()[0])]
    assert len(node.rows()) == 1


@pytest.mark.parametrize(
    "trick",
    [
        tricks.login_page,
        tricks.login_page_with_headers,
        tricks.redirect,
        tricks.forbidden_page,
        tricks.bad_gateway,
        tricks.cut_gzip,
        tricks.cut_answer,
        tricks.cut_request,
        tricks.too_large(100),
    ],
)
def test_no_answer_but_the_nodes_own_marks_anything_as_sent(
    node: LiveNode, strayed: Phone, portal: Portal, trick: Trick
) -> None:
    shift(strayed)
    portal.always = trick
    outcome = strayed.sync()
    assert outcome.error or outcome.refused
    assert len(strayed.memory.outbox) == 1
    assert strayed.memory.receipts == {}
    portal.always = tricks.honest
    assert strayed.sync().complete
    assert len(node.rows()) == 1


def test_a_history_replayed_in_reverse_and_shuffled_comes_out_the_same(
    node: LiveNode, phone: Phone
) -> None:
    walk = shift(phone)
    for n in range(12):
        phone.edit(walk, {"summary": f"Text {n}", "people_about": ["0", "1-10"][n % 2]})
    phone.sync()
    before = phone.values(walk)
    history = [change for _, _, change in node.rows()]
    mixed = random.Random(7).sample(history, len(history))
    for replay in (history[::-1], mixed, mixed + mixed):
        statuses = {r["status"] for r in phone.client.push(replay)["results"]}
        assert statuses == {"known"}
    assert len(node.rows()) == len(history)
    assert phone.sync().error is None
    assert phone.values(walk) == before


def test_batches_that_arrive_in_reverse_make_the_same_record(
    node: LiveNode, phone: Phone, enrol: Enrol
) -> None:
    walk = shift(phone)
    for n in range(5):
        phone.edit(walk, {"summary": f"Text {n}"})
    before = phone.values(walk)
    for change in reversed(phone.memory.written.values()):
        phone.client.push([change])
    assert phone.sync().known == 6
    assert phone.values(walk) == before


def test_a_phone_that_is_killed_wakes_with_all_it_had(
    node: LiveNode, phone: Phone, connect: Connect
) -> None:
    walk = shift(phone)
    phone.add_photo(walk, pictures.jpeg(), "image/jpeg", {"width": 640, "height": 480})
    saved = phone.saved()
    woken = Phone.restored(connect(node.url), saved)
    assert woken.values(walk) == phone.values(walk)
    assert woken.sync().error is None
    woken.edit(walk, {"summary": "Efter"})
    changes = list(woken.memory.written.values())
    assert changes[-1]["at"] > changes[-2]["at"]
