"""Observations as phones send them, about 1 kB each, the same in every run."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from fieldapp.bench.floor import dumps
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.clock import Clock, format_time, node_of
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.people import Person, Sender

# A line of a load is a token of this length, a space, and a body.
TOKEN_END = 43
_BYTES = 1024
_BEGINNING = datetime(2026, 9, 1, 19, tzinfo=UTC)
_APART = timedelta(seconds=47)
_SPANS = ((55.75, 55.84), (13.0, 13.12))
_PLACES = ("Bussterminalen", "Torget", "Parkeringen vid Ica", "Gångtunneln", "Skolgården")
_SENTENCES = (
    "Lugnt när vi gick förbi.",
    "Två gatlyktor är släckta mellan tunneln och cykelstället.",
    "Ett tiotal ungdomar pratade och lyssnade på musik.",
    "Klotter på väggen mot norr, ungefär två meter brett.",
    "Trasigt glas på gångbanan, vi föste det åt sidan.",
    "Flera hälsade och ville veta vad vi gör.",
    "En moped körde fort fram och tillbaka på parkeringen.",
    "Grinden stod öppen och låset hängde löst.",
    "Mörkt och blött, få som var ute.",
    "Vi stannade en stund och gick sedan vidare mot stationen.",
    "En papperskorg brann men var släckt när vi kom.",
    "Buskarna skymmer sikten vid övergångsstället.",
    "Personalen i kiosken sade att det varit stökigt tidigare i veckan.",
    "Bänken är sönder och bör lagas innan någon gör sig illa.",
    "Vi ringde och berättade för nästa grupp.",
    "En cykel utan lås låg i diket.",
)
_WORDS = " ".join(_SENTENCES).split()
_SHORTEST = 3


@dataclass
class Phone:
    """An enrolled phone that writes observations of its own."""

    person: Person
    device: str
    chance: Random
    clock: Clock = field(init=False)
    now: datetime = _BEGINNING

    def __post_init__(self) -> None:
        self.clock = Clock(node_of(self.device))
        self.token = base64.urlsafe_b64encode(self.chance.randbytes(32)).rstrip(b"=").decode()

    @property
    def sender(self) -> Sender:
        return Sender(self.person, self.device)

    def observations(self, catalog: Catalog) -> Iterator[dict[str, Any]]:
        """Changes without end, each a submitted observation, about a minute apart."""
        categories = [name for name, found in catalog.observations.items() if found.note]
        shift = self._id()
        while True:
            self.now += _APART
            own = self._id()
            change: dict[str, Any] = {"id": own, "kind": "observation", "record": own}
            change["device"] = self.device
            change |= {"actor": self.person.id, "at": self.clock.tick(self.now), "seen": ""}
            change["fields"] = fields = self._fields(shift, self.chance.choice(categories))
            fields["note"] = self._note(_BYTES - len(dumps(change).encode()) - len(',"note":""'))
            yield change

    def _fields(self, shift: str, category: str) -> dict[str, Any]:
        chance = self.chance
        seen = {"at": format_time(self.now), "offset": -350, "zone": "Europe/Stockholm"}
        lat, lon = (round(chance.uniform(*span), 5) for span in _SPANS)
        stood = {"lat": lat, "lon": lon, "accuracy": chance.randrange(4, 40), "source": "gps"}
        return {
            "authority": self.person.authority,
            "reporter": self.person.id,
            "submitted_at": seen,
            "version": 1,
            "shift": shift,
            "category": category,
            "happened_at": seen,
            "stood": stood,
            "place_name": chance.choice(_PLACES),
        }

    def _note(self, room: int) -> str:
        """Words without sense: whole sentences would pack better than what people write."""
        words = " ".join(self.chance.choices(_WORDS, k=room // _SHORTEST))
        return words.encode()[:room].decode(errors="ignore").strip()

    def _id(self) -> str:
        return uuid7(self.now, self.chance.randbytes(ENTROPY_BYTES))


def phones(count: int, seed: str) -> list[Phone]:
    """Night walkers with a phone each."""
    chance = Random(f"fieldapp bench {seed}")
    found = []
    for number in range(1, count + 1):
        person, device = (uuid7(_BEGINNING, chance.randbytes(ENTROPY_BYTES)) for _ in range(2))
        walker = Person(person, f"Mätvandrare {seed} {number}", "walker", "forening")
        found.append(Phone(walker, device, Random(f"{seed} {number}")))
    return found


def push_body(changes: Sequence[dict[str, Any]]) -> str:
    """What a phone posts to /api/changes, on one line."""
    return dumps({"protocol": 1, "app": "bench", "changes": changes})


def write_load(path: Path, writers: Sequence[Phone], catalog: Catalog, batch: int, n: int) -> None:
    """A file of `n` bodies of `batch` changes for `wrk.post`; the phones take turns."""
    streams = [writer.observations(catalog) for writer in writers]
    with path.open("w", encoding="utf-8") as file:
        for turn in range(n):
            writer = turn % len(writers)
            body = push_body(list(islice(streams[writer], batch)))
            file.write(f"{writers[writer].token} {body}\n")
