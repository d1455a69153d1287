"""What a node may not be given is not sent, and what it is given tells who wrote it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest

from fieldapp.domain.people import Authority
from fieldapp.storage import people, quarantine
from sync.client import Client
from sync.outcome import Refused
from sync.phone import Phone
from sync.uploads import Photo, Uploads
from tests.api import pictures
from tests.sync.conftest import Connect, Enrol
from tests.sync.nodes import LiveNode
from tests.sync.reports import observation, shift

KOMMUN: tuple[Authority, ...] = ("kommun",)
ALL: tuple[Authority, ...] = ("kommun", "polis")


@pytest.fixture
def other(start: Callable[[str], LiveNode]) -> LiveNode:
    return start("other")


@pytest.fixture
def client(connect: Connect, other: LiveNode) -> Client:
    """How the node speaks to the other, where it works for the kommun alone."""
    return other.let_in(connect(other.url), *KOMMUN)


def report(phone: Phone, seed: int) -> str:
    """A report with a photo, sent; the photo's digest."""
    seen = observation(phone, shift(phone))
    content = pictures.jpeg(64, 48, seed)
    sha256 = phone.add_photo(seen, content, "image/jpeg", {"width": 64, "height": 48})
    outcome = phone.sync()
    assert (outcome.error, outcome.quarantined) == (None, 0)
    return sha256


def test_the_polices_reports_go_neither_way(
    node: LiveNode, other: LiveNode, client: Client, enrol: Enrol
) -> None:
    hidden = [report(enrol(one, authority="polis"), n) for n, one in enumerate((node, other))]
    shown = [report(enrol(one), n) for n, one in enumerate((node, other), 2)]
    outcome = node.mirror(client, works_for=KOMMUN).run()
    assert outcome.complete
    assert (outcome.sent, outcome.received) == (3, 3)
    assert (outcome.waiting, outcome.photos_waiting) == (0, 0)
    assert node.photos() == sorted([hidden[0], *shown])
    assert other.photos() == sorted([hidden[1], *shown])
    with pytest.raises(Refused, match="Finns inte"):
        client.photo(hidden[1], BytesIO())
    client.photo(shown[1], BytesIO())


def test_a_node_that_is_given_more_is_given_what_it_had_been_refused(
    node: LiveNode, other: LiveNode, client: Client, connect: Connect, enrol: Enrol
) -> None:
    for n, one in enumerate((node, other)):
        report(enrol(one, authority="polis"), n)
    assert node.mirror(client, works_for=KOMMUN).run().complete
    assert node.digests() != other.digests()
    wider = other.let_in(connect(other.url), *ALL)
    assert node.mirror(wider, works_for=ALL).run().complete
    assert node.digests() == other.digests()
    assert node.photos() == other.photos()


def test_the_desk_is_shown_the_label_of_who_wrote_it_elsewhere(
    node: LiveNode, other: LiveNode, client: Client, enrol: Enrol
) -> None:
    here, there, silent = enrol(node), enrol(other), enrol(node)
    report(here, 1)
    report(there, 2)
    assert node.mirror(client).run().complete
    ids = [phone.memory.person["id"] for phone in (here, there, silent)]
    elsewhere = "Nattvandrare 3 (vid en annan nod)"
    for one, labels in ((node, (None, elsewhere, None)), (other, (elsewhere, None, None))):
        with one.node.db.read() as db:
            found = people.labels(db, ids)
            accounts = {account.person.id for account in people.everyone(db)}
        own = {person for person in ids if person in accounts}
        told = {person: found[person] for person in found if person not in own}
        assert told == {person: said for person, said in zip(ids, labels, strict=True) if said}


def test_what_is_set_aside_is_seen_at_both_desks_with_its_reason(
    node: LiveNode, other: LiveNode, client: Client, enrol: Enrol
) -> None:
    for one in (node, other):
        for authority in ("forening", "polis"):
            phone = enrol(one, authority=authority)  # type: ignore[arg-type]
            shift(phone, participants_count="många")
            phone.sync()
    outcome = node.mirror(client, works_for=KOMMUN).run()
    assert (outcome.error, outcome.told) == (None, 1)
    seen = {}
    for name, one in (("here", node), ("there", other)):
        with one.node.db.read() as db:
            seen[name] = {(p.id, p.problem, p.label) for p in quarantine.newest(db, 9)}
    assert len(seen["here"] & seen["there"]) == 2
    assert len(seen["here"]) == len(seen["there"]) == 3
    assert node.mirror(client, works_for=KOMMUN).run().told == 0


def test_a_forged_change_is_not_made_good_by_passing_it_on(
    node: LiveNode, other: LiveNode, client: Client, enrol: Enrol
) -> None:
    """A node vouches for the authorship of what it passes on, so this one must go as set aside."""
    author, forger = enrol(node), enrol(node)
    walk = shift(author)
    author.sync()
    forger.memory.records[walk] = author.memory.records[walk]
    forged = forger.edit(walk, {"summary": "Det var inte jag."})
    assert forger.sync().quarantined == 1
    assert node.mirror(client).run().error is None
    assert other.digests() == node.digests()
    assert node.quarantined() == other.quarantined() == [(forged, "not-yours")]
    with other.node.db.read() as db:
        (parked,) = quarantine.newest(db, 9)
    assert parked.actor == forger.memory.person["id"]


def test_what_is_accepted_at_last_is_set_aside_nowhere(
    node: LiveNode, other: LiveNode, client: Client, connect: Connect, enrol: Enrol
) -> None:
    """Refused at the one for want of an account, received at the other, where there is one."""
    phone, stranger = enrol(node), enrol(other)
    shift(stranger)
    (raw,) = stranger.memory.written.values()
    refused = phone.client.push([raw])
    assert refused["results"][0]["status"] == "quarantined"
    assert node.mirror(client).run().error is None
    assert other.quarantined() == [(raw["id"], "not-yours")]
    assert stranger.sync().sent == 1
    assert node.mirror(client).run().complete
    assert node.quarantined() == other.quarantined() == []
    assert node.digests() == other.digests()


def test_a_photo_that_was_there_before_its_report_follows_when_the_report_does(
    node: LiveNode, client: Client, other: LiveNode, enrol: Enrol
) -> None:
    """Whose a photo is follows from its report, so it has to wait for that, and others pass it."""
    early, usual = enrol(node), enrol(node)
    content = pictures.jpeg(64, 48, 7)
    seen = observation(early, shift(early))
    sha256 = early.add_photo(seen, content, "image/jpeg", {"width": 64, "height": 48})
    Uploads(early.client).send(Photo(sha256, len(content), "image/jpeg"), BytesIO(content))
    passing = report(usual, 8)
    assert node.mirror(client).run().complete
    assert other.photos() == [passing]
    assert early.sync().error is None
    assert node.mirror(client).run().photos_sent == 1
    assert other.photos() == sorted([passing, sha256])
    assert node.mirror(client).run().photos_sent == 0
