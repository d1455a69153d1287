"""Batches that shrink until they get through, and never let one change hinder the others."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sync.batches import Batches
from sync.outcome import Unknown
from sync.phone import Phone
from tests.sync import portal as tricks
from tests.sync.nodes import LiveNode
from tests.sync.portal import Between, Portal
from tests.sync.reports import shift


def notes(phone: Phone, count: int, text: str = "x" * 500) -> list[dict[str, Any]]:
    walk = shift(phone)
    for n in range(count - 1):
        phone.edit(walk, {"summary": f"{n} {text}"[:500]})
    return list(phone.memory.written.values())


def test_changes_go_in_as_few_batches_as_may_be(
    node: LiveNode, strayed: Phone, portal: Portal
) -> None:
    changes = notes(strayed, 620, "kort")
    portal.heard.clear()
    results = list(Batches(strayed.client).send(changes))
    assert [change for change, _ in results] == changes
    assert {result["status"] for _, result in results} == {"stored"}
    assert portal.heard == ["POST /api/changes"] * 2
    assert len(node.rows()) == 620


def test_a_proxy_that_cuts_gets_smaller_batches(
    node: LiveNode, strayed: Phone, portal: Portal
) -> None:
    changes = notes(strayed, 40)
    most = len(json.dumps(changes[:9]))
    portal.always = tricks.too_large(most)
    statuses = [result["status"] for _, result in Batches(strayed.client).send(changes)]
    assert statuses == ["stored"] * 40
    assert len(node.rows()) == 40


def test_a_change_too_large_for_the_way_does_not_stop_those_behind_it(
    node: LiveNode, strayed: Phone, portal: Portal
) -> None:
    small = notes(strayed, 3, "kort")
    strayed.edit(small[0]["record"], {"summary": "x" * 20_000})
    *_, large = strayed.memory.written.values()
    changes = [small[0], small[1], large, small[2]]
    portal.always = tricks.too_large(10_000)
    results = [result for _, result in Batches(strayed.client).send(changes)]
    assert [result["status"] for result in results] == ["stored", "stored", "refused", "stored"]
    assert results[2]["problem"]["title"]
    assert len(node.rows()) == 3


def test_a_broken_connection_halves_the_next_batch_and_success_lets_it_grow(
    strayed: Phone, portal: Portal
) -> None:
    changes, batches = notes(strayed, 16), Batches(strayed.client)
    for size in (8, 4):
        portal.tricks = [tricks.bad_gateway]
        with pytest.raises(Unknown):
            list(batches.send(changes[: size * 2]))
        assert batches.size == size
    portal.heard.clear()
    list(batches.send(changes))
    assert portal.heard == ["POST /api/changes"] * 3


def test_a_batch_is_never_larger_than_a_proxy_is_wont_to_let_through(
    strayed: Phone, portal: Portal
) -> None:
    sizes: list[int] = []

    def weigh(between: Between) -> None:
        sizes.append(len(between.body))
        tricks.honest(between)

    portal.always = weigh
    text = "ö" * 20_000
    changes = [{**notes(strayed, 1)[0], "fields": {"summary": text, "n": n}} for n in range(20)]
    assert len(list(Batches(strayed.client).send(changes))) == 20
    assert len(sizes) > 1
    assert max(sizes) < 1_000_000


def test_a_receipt_that_is_not_ours_is_no_receipt(strayed: Phone, portal: Portal) -> None:
    walk = shift(strayed)
    portal.tricks = [tricks.changed("digest", "0" * 64)]
    outcome = strayed.sync()
    assert (outcome.sent, outcome.refused) == (0, 1)
    assert strayed.memory.receipts == {}
    assert len(strayed.memory.outbox) == 1
    assert strayed.sync().known == 1
    assert strayed.memory.outbox == []
    assert walk in strayed.memory.records


def test_one_bad_change_of_a_hundred_is_set_aside_alone(node: LiveNode, phone: Phone) -> None:
    changes = notes(phone, 100)
    bad = {**changes[50], "fields": {"participants_count": "många"}}
    sent = [*changes[:50], bad, *changes[51:]]
    results = [result for _, result in Batches(phone.client).send(sent)]
    assert [n for n, result in enumerate(results) if result["status"] != "stored"] == [50]
    assert results[50]["status"] == "quarantined"
    assert results[50]["problem"]["field"] == "participants_count"
    assert node.quarantined() == [(bad["id"], "value-not-accepted")]
