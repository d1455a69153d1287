"""The items that a catalog is made of, each read from its table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from fieldapp.domain.people import AUTHORITIES, Authority
from fieldapp.domain.places import Ring, ring_around
from fieldapp.domain.privacy import Action, Rule
from fieldapp.domain.reviews import DECISIONS
from fieldapp.domain.tables import Table

CALLS = ("112", "11414")
ACTIONS = ("stop", "ask")
ID = r"[A-Za-z0-9_>-]+"
EMAIL = r"([^@\s]+@[^@\s]+)?"


@dataclass(frozen=True, slots=True)
class Term:
    """The days on which an item is offered, both included; None for no end."""

    first: date | None = None
    last: date | None = None

    @classmethod
    def read(cls, table: Table) -> Term:
        term = cls(table.day("valid_from"), table.day("valid_to"))
        if term.first and term.last and term.last < term.first:
            table.wrong("valid_to är före valid_from")
        table.end()
        return term

    def holds(self, day: date | None) -> bool:
        if day is None:
            return True
        return (self.first or day) <= day <= (self.last or day)

    def meets(self, other: Term) -> bool:
        """Whether there is a day on which both hold."""
        firsts = [term.first for term in (self, other) if term.first]
        lasts = [term.last for term in (self, other) if term.last]
        return not firsts or not lasts or max(firsts) <= min(lasts)


ALWAYS = Term()


@dataclass(frozen=True, slots=True)
class Choice:
    """An id with the words for it."""

    id: str
    label: str
    term: Term = ALWAYS

    @classmethod
    def read(cls, table: Table) -> Choice:
        return cls(table.text("id", pattern=ID), table.text("label"), Term.read(table))

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, "label": self.label}


@dataclass(frozen=True, slots=True)
class Receiver:
    """Where a report can be passed on; with an address it is told by e-mail."""

    id: str
    label: str
    email: str = ""
    term: Term = ALWAYS

    @classmethod
    def read(cls, table: Table) -> Receiver:
        own, label = table.text("id", pattern=ID), table.text("label")
        return cls(own, label, table.text("email", "", pattern=EMAIL), Term.read(table))

    def as_json(self) -> dict[str, Any]:
        """Phones need no address."""
        return {"id": self.id, "label": self.label}


@dataclass(frozen=True, slots=True)
class AuthorityItem:
    """Who answers for a record and the personal data in it, and for what purpose."""

    id: Authority
    label: str
    controller: str
    purpose: str
    term: Term = ALWAYS

    @classmethod
    def read(cls, table: Table) -> AuthorityItem:
        own = cast(Authority, table.choice("id", AUTHORITIES))
        words = (table.text("label"), table.text("controller"), table.text("purpose"))
        return cls(own, *words, Term.read(table))


@dataclass(frozen=True, slots=True)
class Area:
    """Where passes go. Degrees of WGS84; `outline` is a ring of (lon, lat)."""

    id: str
    name: str
    lat: float
    lon: float
    outline: Ring
    term: Term = ALWAYS

    @classmethod
    def read(cls, table: Table) -> Area:
        own, name = table.text("id", pattern=ID), table.text("name")
        lat, lon = table.number("lat", -90, 90), table.number("lon", -180, 180)
        outline = table.ring("outline")
        radius = table.number("radius", 1, 50_000) if outline is None else 0
        return cls(own, name, lat, lon, outline or ring_around(lat, lon, radius), Term.read(table))

    def as_json(self) -> dict[str, Any]:
        place = {
            "lat": self.lat,
            "lon": self.lon,
            "outline": [list(point) for point in self.outline],
        }
        return {"id": self.id, "name": self.name, **place}


@dataclass(frozen=True, slots=True)
class ShiftKind:
    """A kind of pass and the authorities whose people walk it."""

    id: str
    label: str
    authorities: tuple[str, ...]
    term: Term = ALWAYS

    @classmethod
    def read(cls, table: Table) -> ShiftKind:
        own, label = table.text("id", pattern=ID), table.text("label")
        return cls(own, label, table.texts("authorities", AUTHORITIES), Term.read(table))

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, "label": self.label, "authorities": list(self.authorities)}


@dataclass(frozen=True, slots=True)
class Participants:
    """How many go together: fewer than `least` are blocked, fewer than `warn_below` are warned."""

    least: int
    warn_below: int
    most: int
    why: str

    @classmethod
    def read(cls, table: Table) -> Participants:
        least, warn_below = table.whole("least", 1, 99), table.whole("warn_below", 1, 99)
        found = cls(least, warn_below, table.whole("most", 1, 99), table.text("why"))
        if not found.least <= found.warn_below <= found.most:
            table.wrong("least, warn_below och most ska vara i stigande ordning")
        table.end()
        return found

    def as_json(self) -> dict[str, Any]:
        bounds = {"least": self.least, "warn_below": self.warn_below, "most": self.most}
        return {**bounds, "why": self.why}


@dataclass(frozen=True, slots=True)
class Category:
    """What can be observed, and what may be kept about it; CatalogCategory in types.d.ts.

    `round_place` is in metres, 0 for none.
    """

    id: str
    code: str
    label: str
    short: str
    call: str | None
    call_when: str
    note: bool
    camera: bool
    round_place: int
    minimal: bool
    icon: str
    receivers: tuple[str, ...]
    term: Term = ALWAYS

    @classmethod
    def read(cls, table: Table, receivers: Iterable[str] | None) -> Category:
        return cls(
            id=table.text("id", pattern=ID),
            code=table.text("code", pattern="[a-z0-9_]+"),
            label=table.text("label"),
            short=table.text("short", pattern=".{1,24}"),
            call=table.choice("call", ("", *CALLS), "") or None,
            call_when=table.text("call_when"),
            note=table.flag("note"),
            camera=table.flag("camera"),
            round_place=table.whole("round_place", 0, 10_000),
            minimal=table.flag("minimal"),
            icon=table.text("icon"),
            receivers=table.texts("receivers", receivers),
            term=Term.read(table),
        )

    def as_json(self) -> dict[str, Any]:
        shown = {name: getattr(self, name) for name in self.__slots__ if name != "term"}
        return {**shown, "receivers": list(self.receivers)}


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason that the desk offers for these decisions."""

    id: str
    label: str
    decisions: tuple[str, ...]
    term: Term = ALWAYS

    @classmethod
    def read(cls, table: Table) -> Reason:
        own, label = table.text("id", pattern=ID), table.text("label")
        return cls(own, label, table.texts("decisions", DECISIONS), Term.read(table))


def read_rule(table: Table) -> tuple[Rule, Term]:
    """A privacy rule and its term."""
    rule = Rule(
        id=table.text("id", pattern=ID),
        pattern=table.text("pattern"),
        ignore_case=table.flag("ignore_case"),
        action=cast(Action, table.choice("action", ACTIONS)),
        hint=table.text("hint"),
        needs=table.texts("needs", default=()),
    )
    try:
        re.compile(rule.pattern)
    except (re.error, OverflowError, RecursionError, FutureWarning) as error:
        table.wrong(f"pattern går inte att läsa: {error}")
    return rule, Term.read(table)


def rule_json(rule: Rule) -> dict[str, Any]:
    names = ("id", "pattern", "ignore_case", "action", "hint")
    return {name: getattr(rule, name) for name in names}
