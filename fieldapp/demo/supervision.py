"""The demo's supervision as a story: the register, a year of visits, and what the desk does."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from random import Random

from fieldapp.demo import crowd, purchases, rounds
from fieldapp.demo.author import Author
from fieldapp.demo.cast import Cast
from fieldapp.demo.desk import Decision
from fieldapp.demo.nights import last_night
from fieldapp.demo.positions import Ground
from fieldapp.demo.premises import Found, found_in_field, record, registered
from fieldapp.demo.protocols import Protocol, accepted
from fieldapp.demo.rounds import Round
from fieldapp.demo.story import Event, Push
from fieldapp.demo.visits import Sending, Visit
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.people import Authority, Person

_PERIOD, _A_WHILE, _TO_MATCH = timedelta(weeks=58), timedelta(seconds=7), timedelta(days=6)
_BUYER, _POLICE = 2, 3


class Supervision:
    """Of so many premises: those that are written first, then numbered ones."""

    def __init__(
        self, catalog: Catalog, cast: Cast, premises: int, *, now: datetime, seed: int
    ) -> None:
        self.beginning = now - _PERIOD
        self._catalog, self._cast, self._now, self._seed = catalog, cast, now, seed
        self._night = last_night(now)
        self._written = registered(premises, self._night)
        self._found = found_in_field(self._written, self._night)
        places = range(len(self._written) + 1, premises + 1)
        self._numbered = crowd.numbered(places, Ground(catalog), seed)
        self._visits: dict[str, str] = {}

    def events(self) -> Iterator[Event]:
        """Everything that happens until now, in the order of time."""
        pile: list[tuple[datetime, int, Event]] = []
        laid = 0
        for moment, doing in sorted(self._doings(), key=lambda one: one[0]):
            while pile and pile[0][0] <= moment:
                yield heapq.heappop(pile)[2]
            for event in doing:
                if event.at <= self._now:
                    laid += 1
                    heapq.heappush(pile, (event.at, laid, event))
        while pile:
            yield heapq.heappop(pile)[2]

    def _doings(self) -> Iterator[tuple[datetime, Iterable[Event]]]:
        """What begins when. Each is told in its time, for it may ask what was before."""
        yield self.beginning, self._registered()
        for found in self._found:
            yield found.at, self._came_upon(found)
        known = [*self._written, *(found.premises for found in self._found)]
        for made in rounds.rounds(known, self._night):
            yield made.start, self._visited(made, singly=True)
        for made in crowd.plain_rounds(self._numbered, self._night, self._seed):
            yield made.start, self._visited(made, singly=False)
        chance = Random(f"{self._seed} purchases")
        bought = purchases.purchases(self._written, self._night, self._author(_BUYER), chance)
        for sending in bought:
            reviewed = accepted(sending, self._coordinator("kommun"), chance)
            yield sending.at, [self._push(sending), reviewed]

    def _registered(self) -> Iterator[Event]:
        """The register as the desk wrote it; what it has learnt since, later."""
        at, actor = self.beginning, self._coordinator("kommun")
        for one in (*self._written, *self._numbered):
            at += _A_WHILE
            singly = one in self._written
            yield Decision(at, actor, one.record, one.fields, "premises", singly)

    def _came_upon(self, found: Found) -> Iterator[Event]:
        """A premises that an inspector made, and perhaps what the desk found that it is."""
        author = self._author(found.by)
        fields = {**found.premises.fields, "authority": "kommun"}
        chance = Random(f"{self._seed} {found.premises.id}")
        own = found.premises.record
        change = author.change("premises", own, found.at, fields, chance)
        yield self._push(Sending(found.at, author, change))
        if found.matches:
            merged = {"merged_into": record(found.matches), "found_in_field": False}
            at, actor = found.at + _TO_MATCH, self._coordinator("kommun")
            yield Decision(at, actor, own, merged, "premises", True)

    def _visited(self, made: Round, *, singly: bool) -> Iterator[Event]:
        chance = Random(f"{self._seed} visit {made.id}")
        visit = Visit(made, self._catalog, self._visits, chance)
        self._visits[made.id] = visit.id
        lead = self._author(made.told["by"])
        colleague = self._author(made.told["with"]) if "with" in made.told else None
        sendings = visit.inspected(lead, colleague)
        for sending in sendings:
            yield self._push(sending, singly=singly)
        actor = self._coordinator("kommun")
        protocol = Protocol(visit, lead, actor, chance, singly=singly)
        for event in protocol.handled(sendings[0]):
            yield event if isinstance(event, Decision) else self._push(event)
        if "guest" in made.told:
            guested = visit.guested(self._author(_POLICE))
            yield self._push(guested)
            yield accepted(guested, self._coordinator("polis"), chance)

    def _push(self, sending: Sending, *, singly: bool = True) -> Push:
        phone = sending.author.phone
        return Push(sending.at, phone, [sending.change], sending.pictures, 0, singly)

    def _author(self, number: int) -> Author:
        """An inspector's phone anew: what it writes is told out of the order of time."""
        return Author(self._cast.inspectors[number - 1])

    def _coordinator(self, authority: Authority) -> Person:
        return self._cast.coordinators(authority)[0]
