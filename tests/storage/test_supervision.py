"""The plan of supervision: what is due, what was done and by whom, and what phones are told."""

from __future__ import annotations

import json
from datetime import date

from fieldapp.domain.supervision import Coverage
from fieldapp.storage import supervision
from fieldapp.storage.premises import Filters
from fieldapp.storage.supervision import Had, Standing
from tests import make
from tests.storage.register import INSPECTOR, SECOND, Register
from tests.storage.register import register as register

TODAY = date(2026, 11, 20)
OURS = Filters(authorities=["kommun"])


def test_what_is_to_be_done_comes_by_the_day_it_is_due(register: Register) -> None:
    due = Filters(authorities=["kommun"], due_by="2026-12-31")
    found = supervision.plan(register.db, due, 2026)
    told = [(one.premises.name, one.last_reporter, one.made) for one in found.planned]
    assert told == [("Ångbåten", None, 0), ("Kiosk", SECOND.person.id, 1)]
    assert found.after is None


def test_pages_of_the_plan_together_are_the_whole(register: Register) -> None:
    first = supervision.plan(register.db, OURS, 2026, None, 3)
    rest = supervision.plan(register.db, OURS, 2026, first.after, 3)
    names = [one.premises.name for one in (*first.planned, *rest.planned)]
    assert names == ["Ångbåten", "Kiosk", "Krog", "Zoo"]
    assert rest.after is None
    assert first.planned[2].made == 2


def test_how_the_plan_stands_by_risk_and_by_permit(register: Register) -> None:
    found = supervision.overview(register.db, OURS, TODAY)
    assert found.whole.standing == Standing(overdue=1, later=1, never=1, none=1)
    assert found.whole.coverage == Coverage(premises=3, visited=2, complete=1, planned=8, made=3)
    assert [group.id for group in found.by_risk] == ["4", "3", "1", ""]
    assert found.by_risk[1].coverage == Coverage(1, 1, 1, 2, 2)
    assert [group.id for group in found.by_permit] == ["folkol", "serving_indoors", "tobacco"]
    assert found.by_permit[2].standing == Standing(overdue=1)
    narrower = supervision.overview(register.db, Filters(risk=3, authorities=["kommun"]), TODAY)
    assert narrower.whole.standing == Standing(later=1)


def test_a_visit_that_is_due_within_a_month_is_due_soon(register: Register) -> None:
    found = supervision.overview(register.db, OURS, date(2026, 12, 20))
    assert found.whole.standing == Standing(overdue=1, soon=1, never=1, none=1)


def test_who_had_what(register: Register) -> None:
    assert supervision.had(register.db, ["kommun"], 2026) == sorted(
        [Had(INSPECTOR.person.id, 2, 1, 3), Had(SECOND.person.id, 2, 2, 2)],
        key=lambda one: one.person,
    )
    assert supervision.had(register.db, ["kommun"], 2020) == []


def test_phones_are_told_what_changed_since_a_place(register: Register) -> None:
    whole = supervision.told_since(register.db, "kommun", 0, "", 100)
    names = [json.loads(body)["id"] for body in whole.bodies]
    kept = {register.premises[name].record for name in register.premises} - {
        register.premises["Polisens"].record
    }
    assert set(names) == kept
    assert not whole.more
    paged: list[str] = []
    seq, own, more = 0, "", True
    while more:
        page = supervision.told_since(register.db, "kommun", seq, own, 1)
        paged += page.bodies
        seq, own, more = page.seq, page.premises, page.more
    assert paged == whole.bodies
    assert supervision.told_since(register.db, "kommun", seq, own, 5).bodies == []
    visit = INSPECTOR.visit(register.premises["Zoo"].record)
    make.push(register.db, INSPECTOR, visit)
    (told,) = supervision.told_since(register.db, "kommun", seq, own, 5).bodies
    assert json.loads(told)["last_visit"]["id"] == visit.record
