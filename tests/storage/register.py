"""A small register of premises with what happened there, for tests of lists."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from fieldapp.domain.changes import Change
from fieldapp.storage.database import Database
from tests import inspections, make

HARBOUR, NOWHERE = make.position(55.757, 12.905), None
INSPECTOR = make.Phone(make.person("inspector", "kommun"))
SECOND = make.Phone(make.person("inspector", "kommun"))
DESK = make.Phone(make.person("coordinator", "kommun"))
POLICE = make.Phone(make.person("inspector", "polis"))
SENT = {"sent_on": "2026-11-21", "manner": "post", "statement_due": "2026-12-05"}


@dataclass
class Register:
    """Premises and visits by the names that tests call them."""

    db: sqlite3.Connection
    premises: dict[str, Change] = field(default_factory=dict)
    visits: dict[str, Change] = field(default_factory=dict)

    def add(self, name: str, phone: make.Phone = INSPECTOR, **other: object) -> Change:
        place = phone.premises(name=name, **other)
        make.push(self.db, phone, place)
        self.premises[name] = place
        return place

    def visit(self, name: str, at: str, phone: make.Phone = INSPECTOR, **other: object) -> Change:
        days = -24 * 60 * other.pop("days_ago", 0)  # type: ignore[operator]
        told = {"started_at": make.time(days - 60), **other}
        made = phone.visit(self.premises[at].record, **told)
        make.push(self.db, phone, made)
        self.visits[name] = made
        return made

    def say(self, kind: str, visit: str, **fields: object) -> None:
        make.push(self.db, DESK, DESK.say(kind, self.visits[visit], **fields))

    def review(self, visit: str, decision: str = "accept", **other: object) -> None:
        make.push(self.db, DESK, DESK.review(self.visits[visit], decision, **other))


@pytest.fixture
def register(database: Database) -> Iterator[Register]:
    """Seven premises of the kommun's and one of the police's; the newest visit is of today.

    Krog was visited a year ago and today, Kiosk half a year ago (overdue), Bar (merged into Krog)
    yesterday, Ång never. Krog's visit of today found YS01 and YS03, Bar's YS07.
    """
    with database.write() as db:
        made = Register(db)
        shop = {"permits/serving_indoors": None, "permits/tobacco": {}, "permits/folkol": {}}
        made.add("Krog", own_id="7")
        made.add("Kiosk", place=HARBOUR, risk=1, visits_per_year=4, **shop)
        made.add("Ångbåten", place=NOWHERE, risk=4, holder="Café René AB", address="Kajen 1")
        made.add("Zoo", risk=None, visits_per_year=0)
        made.add("Ended", closed_on="2026-01-01")
        bar = made.add("Bar", found_in_field=True)
        gone = made.add("Gone")
        made.add("Polisens", POLICE)
        make.push(db, INSPECTOR, INSPECTOR.edit(gone, deleted=True))
        into = made.premises["Krog"].record
        make.push(db, INSPECTOR, INSPECTOR.edit(bar, merged_into=into))
        found = inspections.deficiency()
        joined = {f"inspectors/{SECOND.person.id}": {"label": "N2"}}
        made.visit("old", "Krog", days_ago=365, answers={"YS17": found})
        made.visit("kiosk", "Kiosk", SECOND, days_ago=200, occasion="event")
        made.visit("bar", "Bar", days_ago=1, answers={"YS07": {**found, "deadline": "2026-11-19"}})
        today = {"YS01": {**found, "deadline": "2026-12-20"}, "YS03": {**found, "corrected": True}}
        made.visit("new", "Krog", answers=today, next_visit_on="2027-01-15", **joined)
        made.visit("police", "Krog", POLICE, answers={"YS01": found}, occasion="joint")
        made.review("bar")
        made.say("dispatch", "bar", **SENT)
        made.review("old", "dismiss", reason="Fel ställe.")
        yield made
