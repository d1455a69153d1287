"""What the desk does with a visit: its review, its protocol's way out, its deficiencies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from fieldapp.demo import moments
from fieldapp.demo.author import Author
from fieldapp.demo.desk import Decision
from fieldapp.demo.nights import HERE
from fieldapp.demo.rounds import Entry
from fieldapp.demo.visits import Sending, Visit
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.people import Person

Fields = dict[str, Any]
Event = Decision | Sending
_A_WHILE, _ANSWERED = timedelta(minutes=20), timedelta(hours=5)


class Protocol:
    """One visit on one coordinator's desk."""

    def __init__(
        self, visit: Visit, lead: Author, actor: Person, chance: Random, *, singly: bool
    ) -> None:
        self._visit, self._lead, self._actor, self._chance = visit, lead, actor, chance
        self._singly = singly
        self._version, self._last = 1, visit.round.end

    def handled(self, sent: Sending) -> Iterator[Event]:
        """All that is done about it, in the order of time. `sent` is the visit's sending."""
        told = self._visit.round.told
        if "returned" in told:
            yield from self._returned(sent, told["returned"])
        if "desk" in told:
            yield self._decided("review", self._at(1), self._review("accept"))
            yield from self._issued(told["desk"])
        for decision in told.get("decisions", ()):
            yield self._decided("deficiency", self._at(decision["days"]), _told(decision))

    def _returned(self, sent: Sending, told: Entry) -> Iterator[Event]:
        asked = {"field": "summary", "reason": told["why"]}
        yield self._decided("review", self._at(told["days"]), self._review("return") | asked)
        self._version, self._last = 2, self._last + _ANSWERED
        yield self._visit.completed(self._lead, sent.change.at, self._last)

    def _issued(self, told: Entry) -> Iterator[Event]:
        if "sent" not in told:
            return
        at = self._at(told["sent"])
        fields = {"sent_on": _day(at), "manner": told["manner"]}
        if "due" in told:
            fields["statement_due"] = _day(at + timedelta(days=told["due"]))
        if "case" in told:
            fields["case_number"] = told["case"]
        yield self._decided("dispatch", at, {**fields, "version": self._version})
        if "came" in told:
            at = self._at(told["sent"] + told["came"])
            came = {"statement_on": _day(at), "version": self._version}
            yield self._decided("dispatch", at, came)

    def _review(self, decision: str) -> Fields:
        reporter = self._lead.phone.person.id
        about = {"report_kind": "visit", "reporter": reporter, "version": self._version}
        return {**about, "decision": decision}

    def _decided(self, kind: str, at: datetime, fields: Fields) -> Decision:
        about = {"authority": self._lead.phone.person.authority, "report": self._visit.id}
        record = uuid7(at, self._chance.randbytes(ENTROPY_BYTES))
        return Decision(at, self._actor, record, {**about, **fields}, kind, self._singly)

    def _at(self, days: int) -> datetime:
        """A morning so many days after the visit, after all that was done before."""
        found = moments.morning(self._visit.round.end, days, self._chance)
        self._last = max(found, self._last + _A_WHILE)
        return self._last


def accepted(sent: Sending, actor: Person, chance: Random) -> Decision:
    """The review of a report of which there is nothing more to tell."""
    person, at = sent.author.phone.person, moments.morning(sent.at, 1, chance)
    about = {"report": sent.change.record, "report_kind": sent.change.kind, "version": 1}
    whose = {"authority": person.authority, "reporter": person.id}
    fields = {**about, **whose, "decision": "accept"}
    record = uuid7(at, chance.randbytes(ENTROPY_BYTES))
    return Decision(at, actor, record, fields, singly=True)


def _day(moment: datetime) -> str:
    return moment.astimezone(HERE).date().isoformat()


def _told(decision: Entry) -> Fields:
    """What the desk decides of a deficiency."""
    names = {"item": "item", "state": "state", "reason": "reason", "measure": "measure"}
    names["case"] = "case_number"
    return {field: decision[name] for name, field in names.items() if name in decision}
