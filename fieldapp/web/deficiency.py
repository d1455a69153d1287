"""One deficiency: what was seen, what has happened since, and what the desk decides of it.

The desk words no sanction: a measure is what the board considers, of those that the law has.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, cast
from uuid import UUID

from flask import redirect
from flask.typing import ResponseReturnValue

from fieldapp.domain import deficiencies as rules
from fieldapp.domain import permits, policy, visits
from fieldapp.domain.deficiencies import Decision, State
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import audit, deficiencies, records, reports
from fieldapp.storage.database import Connection
from fieldapp.storage.deficiencies import Listed
from fieldapp.web import access, deficiency_course, premises_words, times
from fieldapp.web.blueprint import web
from fieldapp.web.deficiency_course import Step
from fieldapp.web.deficiency_rows import DeficiencyRow, deficiency_row
from fieldapp.web.facts import Fact
from fieldapp.web.inspection_forms import DecisionForm
from fieldapp.web.inspection_words import DEFICIENCY_DECISIONS, DEFICIENCY_STATES
from fieldapp.web.opened import Opened, open_report
from fieldapp.web.pages import Page, now, render, today
from fieldapp.web.report_photos import Photo, photos
from fieldapp.web.reviews import say

Options = list[tuple[str, str]]
# What the form says for a word that gives another deadline, and no state.
ANOTHER_DEADLINE = "deadline"


@dataclass(frozen=True)
class Choice:
    """One decision that the state allows, and what it asks for."""

    state: str
    text: str
    meaning: str
    button: str
    is_open: bool
    has_case: bool
    has_deadline: bool
    needs_reason: bool


@dataclass(frozen=True)
class ShowDeficiency(Page):
    template: ClassVar = "deficiencies/show.html"
    one: DeficiencyRow
    premises_url: str
    texts: list[Fact]
    facts: list[Fact]
    photos: list[Photo]
    course: list[Step]
    decisions: list[Choice]
    measures: Options
    form: DecisionForm
    failed: Problem | None
    standing: list[Fact]
    may_decide: bool


@dataclass(frozen=True)
class Tried:
    """The form as it was filled in when the decision could not be taken, and why not."""

    form: DecisionForm = field(default_factory=lambda: DecisionForm(formdata=None))
    failed: Problem | None = None


@web.get("/deficiencies/<uuid:visit>/<item>")
@access.needs("inspection.read")
def show_deficiency(visit: UUID, item: str) -> str:
    return _show(visit, item, Tried())


@web.post("/deficiencies/<uuid:visit>/<item>/decision")
@access.needs("deficiency.decide")
def decide_deficiency(visit: UUID, item: str) -> ResponseReturnValue:
    """Decides in the state that the coordinator had before them, and in no other."""
    form = DecisionForm()
    is_valid = form.validate()
    try:
        if not is_valid:
            raise Problem("form-incomplete", what="rätta det som är markerat")
        with current_node().db.write() as db:
            listed, opened = _open(db, visit, item)
            access.require("deficiency.decide", opened.subject)
            said = _decision(db, listed, form)
            say(db, opened, "deficiency", said, "deficiency-decided", f"{item}: {form.state.data}")
    except Problem as problem:
        if problem.name == "not-found":
            raise
        return _show(visit, item, Tried(form, problem)), problem.status
    return redirect(f"/deficiencies/{visit}/{item}", 303)


def _show(visit: UUID, item: str, tried: Tried) -> str:
    with current_node().db.write(synced=False) as db:
        listed, opened = _open(db, visit, item)
        audit.append(
            db, access.present(), "deficiency-read", opened.listed.id, now(), detail=listed.item
        )
    with current_node().db.read() as db:
        return render(_page(db, listed, opened, tried))


def _open(db: Connection, visit: UUID, item: str) -> tuple[Listed, Opened]:
    """Raises the problem `not-found` also for one that the viewer may not know of."""
    opened = open_report(db, visit)
    listed = deficiencies.get(db, str(visit), item)
    if listed is None or not policy.may(access.present(), "inspection.read", opened.subject):
        raise Problem("not-found")
    return listed, opened


def _page(db: Connection, listed: Listed, opened: Opened, tried: Tried) -> ShowDeficiency:
    viewer, catalog = access.present(), current_node().catalog
    may_decide = policy.may(viewer, "deficiency.decide", opened.subject)
    manifest = [
        one for one in reports.photos_of(db, listed.visit) if one.sha256 in _own(opened, listed)
    ]
    row = deficiency_row(listed, today())
    return ShowDeficiency(
        one=row,
        premises_url=f"/premises/{listed.premises}" if listed.premises else "",
        texts=[Fact("", label, text) for label, text in _texts(listed) if text],
        facts=[Fact("", label, text) for label, text in _facts(listed) if text],
        photos=photos(
            manifest, opened.record.values, opened.said, viewer, opened.subject, catalog
        ),
        course=deficiency_course.course(db, listed, opened),
        decisions=choices(listed.state, tried.form) if may_decide else [],
        measures=_measures(db, listed),
        form=tried.form,
        failed=tried.failed,
        standing=_standing(listed),
        may_decide=may_decide,
    )


def choices(state: State, form: DecisionForm) -> list[Choice]:
    """The decisions that the state allows. The one that was tried is open."""
    another = (ANOTHER_DEADLINE,) if state in rules.OPEN else ()
    return [_choice(decision, form) for decision in (*rules.ALLOWED[state], *another)]


def _choice(decision: str, form: DecisionForm) -> Choice:
    text, meaning, button = DEFICIENCY_DECISIONS[decision]
    return Choice(
        state=decision,
        text=text,
        meaning=meaning,
        button=button,
        is_open=form.state.data == decision,
        has_case=decision == "case",
        has_deadline=decision in ("not_remedied", "case", ANOTHER_DEADLINE),
        needs_reason=decision == "closed",
    )


def _decision(db: Connection, listed: Listed, form: DecisionForm) -> dict[str, Any]:
    """The decision's fields. Raises problems for what the rules do not allow."""
    if form.was.data != listed.state:
        raise Problem("report-changed")
    decision = form.state.data
    if decision not in (*rules.DECISIONS, ANOTHER_DEADLINE):
        raise Problem("form-incomplete", what="välj bland det som erbjuds")
    texts = {
        name: str(form[name].data or "").strip() for name in ("case_number", "measure", "reason")
    }
    deadline = {"deadline": form.deadline.data.isoformat()} if form.deadline.data else {}
    said = {name: text for name, text in texts.items() if text} | deadline
    if decision == ANOTHER_DEADLINE:
        rules.check_deadline(listed.state, said)
        return {"item": listed.item, **said}
    rules.check(listed.state, cast(Decision, decision), said, dict(_measures(db, listed)).keys())
    return {"item": listed.item, "state": decision, **said}


def _measures(db: Connection, listed: Listed) -> Options:
    """Those that the law has for what the premises holds, or held when it was visited."""
    now_held = records.get(db, "premises", listed.premises or "")
    visit = records.get(db, "visit", listed.visit)
    then = (visit.values.get("premises_as_was") or {}).get("permits") or () if visit else ()
    kinds = {*then, *(permits.held(now_held.values) if now_held else ())}
    found = current_node().catalog.measures_for(sorted(kinds))
    return [(one.id, " · ".join(filter(None, (one.label, one.reference)))) for one in found]


def _own(opened: Opened, listed: Listed) -> list[str]:
    return visits.photos_by_item(opened.record.values).get(listed.item, [])


def _texts(listed: Listed) -> Options:
    return [("Vad som sågs eller hördes", listed.note), ("Vad som sades", listed.said)]


def _facts(listed: Listed) -> Options:
    return [
        ("Punkt", listed.item),
        ("Lagrum", listed.reference or ""),
        ("Iakttagen", times.full(times.local(listed.observed_at))),
        ("Av", listed.observed_by),
        ("Rättad på plats", "ja" if listed.corrected else ""),
    ]


def _standing(listed: Listed) -> list[Fact]:
    catalog = current_node().catalog
    told = {
        "Läge": DEFICIENCY_STATES[listed.state],
        "Ska vara åtgärdad": premises_words.day(listed.deadline) if listed.deadline else "",
        "Diarienummer": listed.case_number or "",
        "Övervägs av nämnden": catalog.label(listed.measure) if listed.measure else "",
    }
    return [Fact("", label, text) for label, text in told.items() if text]
