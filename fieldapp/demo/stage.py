"""Plays the story to the server: each event through the function that receives the real one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from fieldapp import imaging
from fieldapp.demo.author import Author
from fieldapp.demo.camera import Picture
from fieldapp.demo.cast import NODE, Cast, Phone, desk_device
from fieldapp.demo.desk import Decision
from fieldapp.demo.story import Event, Mishap, Push
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.changes import Change
from fieldapp.domain.clock import format_time
from fieldapp.domain.people import Person, Sender
from fieldapp.storage import changes, devices, enrolments, people, photos, signins
from fieldapp.storage.database import Database
from fieldapp.storage.devices import Holding
from fieldapp.storage.photos import Photo

APP = "0.1.0"
_A_BATCH = 1000
_MOST_PIXELS = 50_000_000
_MINUTE = timedelta(minutes=1)
_STILL_HOLDING = Holding(changes=3, photos=2)


class Stage:
    """One empty database and those who will fill it."""

    def __init__(self, database: Database, catalog: Catalog, cast: Cast) -> None:
        self._database, self._catalog, self._cast = database, catalog, cast
        self._latest: dict[str, tuple[Phone, datetime]] = {}
        self._clerks: dict[str, Author] = {}
        self._chance = Random("fieldapp demo: clerks")

    def play(
        self, events: Iterable[Event], *, beginning: datetime, recent: datetime,
        told: Callable[[int], None],
    ) -> None:  # fmt: skip
        """Everything that happens, in the order of time, from the beginning on.

        What was before `recent` is passed on in bulk, save what must be told singly. `told` is
        given the number of reports so far.
        """
        self._settle(beginning)
        sent = 0
        for in_bulk, batch in _batches(events, recent):
            if in_bulk:
                self._pass_on(batch)
            else:
                self._send(batch)
            sent += sum(event.reports for event in batch if isinstance(event, Push))
            told(sent)
        self._farewell()

    def _settle(self, moment: datetime) -> None:
        usernames = {sign_in.person.id: sign_in.username for sign_in in self._cast.desk}
        with self._database.write() as db:
            for person in self._cast.everyone:
                people.add(db, person, usernames.get(person.id), moment)
            for sign_in in self._cast.desk:
                signins.set_password(db, sign_in.person.id, sign_in.password)

    def _pass_on(self, batch: Sequence[Event]) -> None:
        """Sends a batch at once, as a node passes on what reached another long ago."""
        raw = [change.as_json() for event in batch for change in self._changes(event)]
        with self._database.write() as db:
            results = changes.push(db, raw, NODE, self._catalog, batch[-1].at, None)
        _check(results, "stored", NODE.person)

    def _changes(self, event: Event) -> Sequence[Change]:
        if isinstance(event, Push):
            return event.changes
        clerk = self._clerks.setdefault(event.actor.id, Author(desk_device(event.actor)))
        return [clerk.change(event.kind, event.record, event.at, event.fields, self._chance)]

    def _send(self, batch: Sequence[Event]) -> None:
        """Sends a batch in one transaction, each event as its own phone or desk does."""
        pushes = [event for event in batch if isinstance(event, Push)]
        self._enrol(pushes)
        with self._database.write() as db:
            for event in batch:
                if isinstance(event, Decision):
                    changes.append_own(
                        db, event.kind, event.record, event.fields, event.actor,
                        self._catalog, event.at,
                    )  # fmt: skip
                    continue
                phone = event.phone
                raw = [change.as_json() for change in event.changes]
                results = changes.push(
                    db, raw, Sender(phone.person, phone.device), self._catalog, event.at,
                    phone.offset,
                )  # fmt: skip
                expected = "quarantined" if isinstance(event, Mishap) else "stored"
                _check(results, expected, phone.person)
                self._latest[phone.device] = (phone, event.at)
        for push in pushes:
            for picture in push.pictures:
                self._keep(picture, push)

    def _enrol(self, pushes: Iterable[Push]) -> None:
        with self._database.write() as db:
            for push in pushes:
                phone, before = push.phone, push.at - _MINUTE * 30
                if phone.device not in self._latest:
                    host = self._cast.desk[0].person.id
                    code = enrolments.invite(db, phone.person.id, host, before, 15)
                    request = enrolments.Request(code, phone.device, phone.token, phone.name)
                    enrolments.redeem(db, request, before + _MINUTE)
                    self._latest[phone.device] = (phone, before)

    def _keep(self, picture: Picture, push: Push) -> None:
        folder, sha256 = self._database.photos, picture.sha256
        original = photos.original(folder, sha256)
        photos.write(original, picture.content)
        found = imaging.examine(original, "image/jpeg", _MOST_PIXELS)
        photos.write(photos.copy(folder, sha256, "thumb"), found.thumbnail)
        size = (len(picture.content), found.type, found.width, found.height)
        with self._database.write() as db:
            photos.add(db, Photo(sha256, *size, format_time(push.at), push.phone.device))

    def _farewell(self) -> None:
        """When each phone was last heard from. One still holds something; one was lost.

        Both are walkers' phones: an inspector's says how it is by itself.
        """
        heard = sorted(self._latest.values(), key=lambda latest: latest[1])
        heard.sort(key=lambda latest: latest[0].person.role == "walker")
        with self._database.write() as db:
            for place, (phone, at) in enumerate(reversed(heard)):
                left = _STILL_HOLDING if place == 1 else Holding()
                devices.reported(db, phone.device, at, APP, phone.offset, left)
            if len(heard) > 2:
                phone, at = heard[0]
                devices.revoke(db, phone.device, at + timedelta(days=1))


def _check(results: Iterable[changes.Result], expected: str, whose: Person) -> None:
    for result in results:
        if result.status != expected:
            raise RuntimeError(f"{whose.label}: {result}")


def _batches(events: Iterable[Event], recent: datetime) -> Iterator[tuple[bool, list[Event]]]:
    """Events in lists of at most about a thousand changes, each with whether it goes in bulk."""
    batch: list[Event] = []
    size, in_bulk = 0, False
    for event in events:
        alike = in_bulk == (event.at < recent and not event.singly)
        if batch and (size >= _A_BATCH or not alike):
            yield in_bulk, batch
            batch, size = [], 0
        in_bulk = event.at < recent and not event.singly
        batch.append(event)
        size += len(event.changes) if isinstance(event, Push) else 1
    if batch:
        yield in_bulk, batch
