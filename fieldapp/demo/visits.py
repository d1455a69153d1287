"""A visit as its phones wrote it: the inspector's, the colleague's, and the guest's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from fieldapp.demo import answers, signatures
from fieldapp.demo.author import Author
from fieldapp.demo.camera import Picture
from fieldapp.demo.nights import HERE
from fieldapp.demo.rounds import Round
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.changes import Change
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7

Fields = dict[str, Any]
_TO_SEND = timedelta(minutes=9)
_NO_COVERAGE = timedelta(hours=9)


@dataclass(frozen=True, slots=True)
class Sending:
    """What one phone sends of a visit at one moment."""

    at: datetime
    author: Author
    change: Change
    pictures: Sequence[Picture] = ()


class Visit:
    """The records of one round. `earlier` are ids of other visits, by the demo's names of them."""

    def __init__(
        self, made: Round, catalog: Catalog, earlier: Mapping[str, str], chance: Random
    ) -> None:
        self.round, self._catalog, self._earlier, self._chance = made, catalog, earlier, chance
        self.id = uuid7(made.start, chance.randbytes(ENTROPY_BYTES))
        self.checklists = self._frozen(self._called_for(), evening=made.is_evening)

    def inspected(self, lead: Author, colleague: Author | None = None) -> list[Sending]:
        """What the inspector's phone sends, and later the colleague's, which had no coverage."""
        first = self._first(lead, colleague)
        usual = answers.usual(self.round, self.checklists, self._chance)
        if self.round.kind == "preventive":
            usual = {}
        own, left = answers.shared(usual) if colleague else (usual, {})
        photos = answers.photos(self.round, self._chance)
        told = answers.told(self.round, lead, self.round.points)
        sent = self.round.end + _TO_SEND
        fields = {
            **first, **own, **told, **self._outcomes(),
            **answers.manifests(self.round, lead, photos),
            **self._ending(lead), **lead.signed(sent),
        }  # fmt: skip
        found = [self._sending(sent, lead, fields, [picture for _, picture in photos])]
        if colleague:
            theirs = {name: value for name, value in left.items() if name not in told}
            found.append(self._second(lead, colleague, {**first, **theirs}))
        return found

    def guested(self, guest: Author) -> Sending:
        """The guest's own visit: another authority's points, audience and secrecy."""
        person = guest.phone.person
        sent = self.round.end + _TO_SEND * 2
        point = {"item": "YS01", "value": "ok", **self.round.told["guest"]}
        fields = {
            **self._about(),
            "occasion": "joint",
            "joint": self.id,
            f"inspectors/{person.id}": {"label": person.label},
            "started_at": guest.time(self.round.start),
            "ended_at": guest.time(self.round.end),
            **self._frozen(["YS"], evening=True),
            **answers.told(self.round, guest, [point]),
            **guest.signed(sent),
        }
        record = uuid7(self.round.start, self._chance.randbytes(ENTROPY_BYTES))
        return Sending(sent, guest, guest.change("visit", record, sent, fields, self._chance))

    def completed(self, lead: Author, seen: str, moment: datetime) -> Sending:
        """The visit sent again with what the desk had asked for."""
        told = {"summary": self.round.told["returned"]["summary"], "version": 2}
        fields = {**told, "submitted_at": lead.time(moment)}
        change = lead.change("visit", self.id, moment, fields, self._chance, seen=seen)
        return Sending(moment, lead, change)

    def _sending(
        self, at: datetime, author: Author, fields: Fields, pictures: Sequence[Picture] = ()
    ) -> Sending:
        change = author.change("visit", self.id, at, fields, self._chance)
        return Sending(at, author, change, pictures)

    def _first(self, lead: Author, colleague: Author | None) -> Fields:
        told = self.round.told
        people = [author.phone.person for author in (lead, colleague) if author]
        return {
            **self._about(),
            "occasion": told.get("occasion", "planned"),
            **{f"present/{other}": True for other in told.get("present", ())},
            **{f"inspectors/{one.id}": {"label": one.label} for one in people},
            "started_at": lead.time(self.round.start),
            **self.checklists,
        }

    def _second(self, lead: Author, colleague: Author, fields: Fields) -> Sending:
        """The colleague's part: neither phone had seen the other's."""
        leader, at = lead.phone.person, self.round.end + _NO_COVERAGE
        own = {"authority": leader.authority, "reporter": leader.id}
        differs = self.round.told.get("differs")
        if differs:
            own |= answers.told(self.round, colleague, [differs])
        handed = {f"handed_over/{colleague.phone.person.id}": colleague.time(self.round.end)}
        return self._sending(at, colleague, {**fields, **own, **handed})

    def _about(self) -> Fields:
        return {**self.round.premises.as_was, "visit_kind": self.round.kind}

    def _called_for(self) -> list[str]:
        """The checklists that are named, else those that its permits call for on such a visit."""
        lists, permits = self._catalog.checklists, self._catalog.permits
        called = [one for kind in self.round.premises.permits for one in permits[kind].checklists]
        fitting = [one for one in called if self.round.kind in lists[one].visit_kinds]
        return list(dict.fromkeys(self.round.told.get("checklists", fitting)))

    def _frozen(self, checklists: Sequence[str], *, evening: bool) -> Fields:
        day = self.round.start.astimezone(HERE).date()
        return {
            f"checklist/{own}": self._catalog.frozen(own, evening=evening, on=day)
            for own in checklists
        }

    def _outcomes(self) -> Fields:
        """What was found of earlier visits' deficiencies."""
        found: Fields = {}
        for told in self.round.told.get("earlier", ()):
            path = f"earlier/{self._earlier[told['visit']]}/{told['item']}"
            found |= {f"{path}/outcome": told["outcome"], f"{path}/note": told["note"]}
        return found

    def _ending(self, lead: Author) -> Fields:
        told = self.round.told
        found: Fields = {"ended_at": lead.time(self.round.end)}
        if "summary" in told:
            found["summary"] = told["summary"]
        if "acknowledged" in told:
            found["acknowledgement"] = {
                **signatures.acknowledged(told["acknowledged"], self.round.premises, self._chance),
                "at": lead.time(self.round.end - timedelta(minutes=4)),
            }
        return found
