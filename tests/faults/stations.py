"""Servers that mirror with each other by the real command, in processes that can be killed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from fieldapp.domain.people import Authority, Person
from fieldapp.storage import enrolments, people
from sync.client import Client
from sync.phone import Phone
from tests import make
from tests.api import pictures
from tests.faults.node import Node, check_changes, check_photos
from tests.sync import reports

SIZE = {"width": 320, "height": 240}


def join(here: Node, there: Node, *authorities: Authority) -> None:
    """Lets `here` mirror with `there`, the first time; both work for these authorities."""
    station = Person(make.new_id(), f"Station {here.port}", "administrator", "kommun")
    whose = authorities or ("kommun",)
    with there.opened() as node, node.write() as db:
        now = datetime.now(UTC)
        people.add(db, station, None, now)
        code = enrolments.invite(
            db, station.id, station.id, now, 60, is_node=True, works_for=whose
        )
    named = [word for one in whose for word in ("--authority", one)]
    assert here.finish("mirror", there.url, "--code", code, *named) == 0


def known_at_all(nodes: Iterable[Node], person: Person) -> dict[str, str]:
    """A code for the same person at each of these nodes, by its address."""
    codes = {}
    for node in nodes:
        with node.opened() as opened, opened.write() as db:
            now = datetime.now(UTC)
            people.add(db, person, None, now)
            codes[node.url] = enrolments.invite(db, person.id, person.id, now, 60)
    return codes


def roaming(nodes: list[Node]) -> Phone:
    """A phone that is let in at all of these nodes; it speaks to the first."""
    person = make.person(label="Nattvandrare som rör sig")
    codes = known_at_all(nodes, person)
    phone = Phone(Client(nodes[-1].url))
    for node in reversed(nodes):
        phone = at(phone, node)
        phone.enrol(codes[node.url])
    return phone


def at(phone: Phone, node: Node) -> Phone:
    """The same phone, speaking to this node."""
    return Phone.restored(Client(node.url, timeout=(5, 20)), phone.saved())


def write(phone: Phone, dice: Random, *, photo: bool = True) -> None:
    """A pass with an observation and, unless told not to, a photo. Nothing is sent yet."""
    walk = reports.shift(phone, participants_count=dice.randint(2, 15))
    seen = reports.observation(phone, walk, note=f"Trasig lampa nr {dice.randrange(9999)}")
    if photo:
        content = pictures.jpeg(320, 240, dice.randrange(10_000))
        phone.add_photo(seen, content, "image/jpeg", SIZE)


def sent(phone: Phone) -> Phone:
    outcome = phone.sync()
    assert outcome.error is None
    assert outcome.quarantined == 0
    return phone


def copy(node: Node, to: Path) -> None:
    """A backup, taken while the server runs."""
    shutil.copytree(node.folder / "photos", to / "photos")
    with (
        closing(sqlite3.connect(node.folder / "fieldapp.db")) as source,
        closing(sqlite3.connect(to / "fieldapp.db")) as target,
    ):
        source.backup(target)


def restore(node: Node, source: Path) -> None:
    """The node as it was at the backup, under another epoch; its server is not running."""
    for old in node.folder.glob("fieldapp.db*"):
        old.unlink()
    shutil.rmtree(node.folder / "photos")
    shutil.copytree(source, node.folder, dirs_exist_ok=True)
    with node.opened() as opened:
        opened.renew_epoch()


def check_alike(nodes: list[Node], phones: list[Phone]) -> None:
    """All hold the same, all that was acknowledged, once, whole; and the same receipts."""
    for node in nodes:
        check_changes(node, phones)
        check_photos(node, phones)
        assert node.digests() == nodes[0].digests()
        assert node.photos() == nodes[0].photos()
        assert node.findings() == []
    for phone in phones:
        receipts = receipts_at(nodes[0], phone.memory.receipts)
        assert receipts == phone.memory.receipts


def receipts_at(node: Node, ids: Iterable[str]) -> dict[str, str]:
    with node.opened() as opened, opened.read() as db:
        rows = dict(db.execute("SELECT id, receipt FROM changes").fetchall())
    return {one: rows[one] for one in ids}
