"""Phones that are copied, that have lost the time, and whose node was restored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from fieldapp.domain.changes import conflicts
from fieldapp.storage import enrolments
from sync.phone import Phone
from tests.api import pictures
from tests.sync.conftest import Connect, Enrol
from tests.sync.nodes import LiveNode
from tests.sync.reports import observation, shift

YEARS = timedelta(days=731)


def test_a_node_restored_from_an_older_backup_gets_back_what_the_phone_holds(
    node: LiveNode, phone: Phone
) -> None:
    walk = shift(phone)
    phone.add_photo(walk, pictures.jpeg(), "image/jpeg", {"width": 640, "height": 480})
    for n in range(6):
        observation(phone, walk, note=f"Trasig lampa nr {n}")
    phone.sync()
    before, held = node.digests(), phone.values(walk)
    node.restore_older()
    assert len(node.rows()) < len(before)
    outcome = phone.sync()
    assert outcome.complete
    assert outcome.sent == 4
    assert node.digests() == before
    assert phone.values(walk) == held
    assert phone.sync().known == 0


def test_a_phone_let_in_again_by_a_restored_node_sends_all_that_it_holds(
    node: LiveNode, phone: Phone
) -> None:
    for n in range(4):
        observation(phone, shift(phone), note=f"Trasig lampa nr {n}")
    phone.sync()
    before = node.digests()
    node.restore_older()
    now = datetime.now(UTC)
    person = phone.memory.person["id"]
    with node.node.db.write() as db:
        code = enrolments.invite(db, person, person, now, 15)
    phone.enrol(code)
    assert phone.sync().complete
    assert node.digests() == before


def test_a_photo_a_restored_node_has_lost_is_sent_again(node: LiveNode, phone: Phone) -> None:
    walk = shift(phone)
    content = pictures.jpeg()
    phone.add_photo(walk, content, "image/jpeg", {"width": 640, "height": 480})
    assert phone.sync().photos_sent == 1
    node.lose_photos()
    node.restore_older()
    assert phone.sync().photos_sent == 1
    assert node.photos() == [pictures.digest(content)]


@pytest.mark.parametrize("skew", [-YEARS, YEARS, timedelta(minutes=-3)])
def test_a_phone_that_has_lost_the_time_still_writes_in_order(
    node: LiveNode, enrol: Enrol, skew: timedelta
) -> None:
    phone = enrol(node, now=lambda: datetime.now(UTC) + skew)
    walk = shift(phone)
    for text in ("Ett", "Två", "Tre"):
        phone.edit(walk, {"summary": text})
    assert phone.sync().complete
    assert node.quarantined() == []
    assert phone.values(walk)["summary"] == "Tre"
    assert len(node.rows()) == 4


def test_two_phones_of_one_copy_lose_nothing(
    node: LiveNode, phone: Phone, connect: Connect
) -> None:
    walk = shift(phone, summary="Före")
    phone.sync()
    stopped = phone.now()
    twins = [Phone.restored(connect(node.url), phone.saved(), lambda: stopped) for _ in range(2)]
    for twin, text in zip(twins, ("Ett", "Två"), strict=True):
        twin.edit(walk, {"summary": text})
    clocks = {twin.memory.clock for twin in twins}
    assert len(clocks) == 1
    for twin in [*twins, *twins]:
        assert twin.sync().error is None
    assert twins[0].parts(walk) == twins[1].parts(walk)
    assert twins[0].values(walk)["summary"] == "Två"
    assert [one.value for one in conflicts(twins[0].parts(walk))["summary"]] == ["Två", "Ett"]


def test_a_copy_from_before_knows_what_it_has_sent_already(
    node: LiveNode, phone: Phone, connect: Connect
) -> None:
    walk = shift(phone)
    saved = phone.saved()
    phone.edit(walk, {"summary": "Efter"})
    phone.sync()
    copy = Phone.restored(connect(node.url), saved)
    outcome = copy.sync()
    assert (outcome.sent, outcome.known) == (0, 1)
    assert copy.values(walk)["summary"] == "Efter"


def test_what_may_no_longer_be_seen_is_forgotten_and_what_is_ones_own_is_not(
    node: LiveNode, enrol: Enrol
) -> None:
    desk = enrol(node, role="coordinator", authority="polis")
    walker = enrol(node)
    walk = shift(walker)
    walker.sync()
    desk.sync()
    assert walk in desk.memory.records
    own = desk.create("note", {"report": walk, "text": "Ring tillbaka"})
    desk.memory.records["019aa001-0000-7000-8000-0000000000aa"] = {"kind": "shift", "parts": []}
    desk.memory.cursor = ""
    desk.sync()
    assert set(desk.memory.records) == {walk, own}


def test_a_clock_in_a_distant_future_is_set_aside_and_moves_nobodys(
    node: LiveNode, phone: Phone, enrol: Enrol
) -> None:
    lost = enrol(node, now=lambda: datetime(2090, 1, 1, tzinfo=UTC))
    shift(lost)
    assert lost.sync().quarantined == 1
    (parked,) = node.quarantined()
    assert parked[1] == "clock-not-accepted"
    walk = shift(phone)
    phone.sync()
    assert phone.clock.last < "2089"
    assert walk in phone.memory.records
