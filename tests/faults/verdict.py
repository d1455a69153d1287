"""What must hold when all nodes and phones of a world have talked: judged on the real storage."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from fieldapp.domain import policy
from fieldapp.domain.changes import Change
from fieldapp.domain.people import Person
from fieldapp.storage import doctor, log, originals, photos, quarantine, records
from tests.faults.history import History, check_register, check_set
from tests.faults.world import Place, Walker


@dataclass
class Ledger:
    """What was seen on the way: receipts, what was set aside, and cursors handed out."""

    history: History = field(default_factory=History)
    receipts: dict[str, str] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)
    handed_out: list[tuple[str, str, int, str]] = field(default_factory=list)

    def note_phone(self, walker: Walker) -> None:
        memory = walker.phone.memory
        self.history.attempt(Change(**raw) for raw in memory.written.values())
        self.history.acknowledge(memory.receipts)
        for change, receipt in memory.receipts.items():
            assert self.receipts.setdefault(change, receipt) == receipt

    def note_cursor(self, place: Place) -> None:
        """Whoever has read this log to its end holds a cursor: nothing may come before it."""
        with place.node.db.read() as db:
            end = log.end(db)
        self.handed_out.append((place.name, place.node.db.epoch, *end))


def lines(place: Place) -> list[log.Line]:
    with place.node.db.read() as db:
        return list(log.read_log(db))


def authority(change: Change, states: dict[str, Any]) -> Any:
    return states[change.record].get("authority")


def states(place: Place) -> dict[str, dict[str, Any]]:
    """Every record's values."""
    with place.node.db.read() as db:
        ids = [row["id"] for row in db.execute("SELECT id FROM records")]
        return {own: dict(record.values) for own, record in records.load(db, ids).items()}


def check_node(place: Place, ledger: Ledger, hidden: frozenset[str]) -> None:
    """`hidden` are the authorities whose records this node may not be given."""
    stored = lines(place)
    changes = [line.change for line in stored]
    values = states(place)
    assert not {one.id for one in changes if authority(one, values) in hidden}
    expected = History(ledger.history.attempted, _for(ledger, hidden))
    check_set(expected, changes)
    check_register(changes, values)
    for line in stored:
        assert ledger.receipts.get(line.change.id, line.receipt) == line.receipt
    assert [str(one) for one in doctor.examine(place.node.db, place.node.catalog, full=True)] == []
    _check_set_aside(place, ledger, hidden)
    _check_cursors(place, ledger)


def _for(ledger: Ledger, hidden: frozenset[str]) -> set[str]:
    whose = {
        change.record: change.fields["authority"]
        for change in ledger.history.attempted.values()
        if "authority" in change.fields
    }
    attempted = ledger.history.attempted
    return {
        one for one in ledger.history.acknowledged if whose[attempted[one].record] not in hidden
    }


def _check_set_aside(place: Place, ledger: Ledger, hidden: frozenset[str]) -> None:
    with place.node.db.read() as db:
        parked = {one.id: one for one in quarantine.newest(db, 1000)}
    assert not [one.id for one in parked.values() if one.authority in hidden]
    wanted = {
        one
        for one in ledger.bad
        if ledger.history.attempted[one].fields.get("authority") not in hidden
    }
    assert wanted == parked.keys(), "set aside and not seen, or seen and not set aside"
    for one in wanted:
        assert parked[one].change == ledger.history.attempted[one].as_json()
        assert parked[one].problem == "value-not-accepted"
        assert parked[one].label is not None


def _check_cursors(place: Place, ledger: Ledger) -> None:
    with place.node.db.read() as db:
        chain = dict(db.execute("SELECT seq, chain FROM changes").fetchall())
    chain[0] = log.BEGINNING
    for name, epoch, seq, link in ledger.handed_out:
        if (name, epoch) == (place.name, place.node.db.epoch):
            assert chain[seq] == link, "a change appeared behind a cursor"


def check_photos(places: list[Place]) -> None:
    """Every photo that a node's reports speak of is there, byte for byte."""
    for place in places:
        folder = place.node.db.photos
        with place.node.db.read() as db:
            assert originals.wanted(db) == []
            named = [row[0] for row in db.execute("SELECT DISTINCT sha256 FROM report_photos")]
        for sha256 in named:
            content = photos.original(folder, sha256).read_bytes()
            assert hashlib.sha256(content).hexdigest() == sha256


def check_phone(walker: Walker, bad: set[str]) -> None:
    """The phone shows what its node does of all that its person may see."""
    memory = walker.phone.memory
    assert set(memory.outbox) <= bad
    spoilt = {memory.written[one]["record"] for one in memory.outbox}
    keys = policy.keys(Person(**memory.person))
    with walker.at.node.db.read() as db:
        rows = db.execute("SELECT record, key FROM audiences WHERE gone = 0").fetchall()
        seen = records.load(db, [row["record"] for row in rows if row["key"] in keys])
    for own, record in seen.items():
        if own not in spoilt:
            assert walker.phone.values(own) == dict(record.values)
