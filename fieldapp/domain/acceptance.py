"""Judges one change: may it be applied, and if not, why not? What is refused is set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from fieldapp.domain import clock, deficiencies, policy, reviews, visits
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.changes import MEMBERS, Change, Part, settles
from fieldapp.domain.ids import is_id
from fieldapp.domain.people import Person, Sender
from fieldapp.domain.problems import Problem
from fieldapp.domain.records import REPORT_KINDS, refusal

Values = Mapping[str, Any]

_TEXTS = MEMBERS[:-1]
_IDS = ("id", "record", "device", "actor")
_LONGEST_KIND = 64
_LONGEST_NAME = 200


def read(raw: Values) -> Change:
    """The change that was sent. Raises Problem value-not-accepted when it is no change."""
    for name in MEMBERS:
        if name not in raw:
            raise refused(name, "uppgiften saknas")
    for name in _TEXTS:
        if not isinstance(raw[name], str):
            raise refused(name, "det ska vara en text")
    if not isinstance(raw["fields"], dict):
        raise refused("fields", "det ska vara ett objekt")
    return Change(*[raw[name] for name in MEMBERS])


def judge(
    change: Change,
    sender: Sender,
    before: Values,
    after: Values,
    catalog: Catalog,
    parts: tuple[Part, ...] = (),
) -> Problem | None:
    """Why the change cannot be applied; None when it can.

    `before` are the record's values without it, `after` with it, `parts` its state. A node is
    trusted with the rights of those whose changes it passes on, for it has judged them itself.
    """
    passed_on = sender.is_node and change.device != sender.device
    if not passed_on and (change.device, change.actor) != (sender.device, sender.person.id):
        return Problem("not-yours")
    if not passed_on and not _may_write(change, sender.person, before, after, parts):
        return Problem("not-yours")
    found = refusal(change.kind, change.fields, after, catalog) or _incomplete(change)
    return refused(*found) if found else None


def _may_write(
    change: Change, person: Person, before: Values, after: Values, parts: tuple[Part, ...]
) -> bool:
    """Its author may; or a coordinator, who chooses between two values that authors gave without
    having seen each other's."""
    if policy.may_write(person, change.kind, before, after):
        return True
    subject = {**before, "kind": change.kind}
    may_review = bool(before) and policy.may(person, "report.review", subject)
    return change.kind in REPORT_KINDS and may_review and settles(parts, change.fields)


def check_form(change: Change) -> Problem | None:
    """Why its ids, its clocks or its names are no such; None when they are."""
    for name in _IDS:
        if not is_id(getattr(change, name)):
            return refused(name, "det är inget id")
    if not 0 < len(change.kind) <= _LONGEST_KIND:
        return refused("kind", f"slaget ska ha ett namn på högst {_LONGEST_KIND} tecken")
    for name in change.fields:
        if not 0 < len(name) <= _LONGEST_NAME:
            return refused("fields", f"ett fält ska ha ett namn på högst {_LONGEST_NAME} tecken")
    return _check_clocks(change)


def check_time(change: Change, now: datetime) -> Problem | None:
    """Why its clock may not be seen by others; None when it may."""
    if clock.is_too_far_ahead(change.at, now):
        return Problem("clock-not-accepted", why="telefonens klocka går flera år före")
    return None


def _check_clocks(change: Change) -> Problem | None:
    try:
        clock.check(change.at)
        if change.seen != clock.NOTHING_SEEN:
            clock.check(change.seen)
    except clock.ClockFormError:
        return Problem("clock-not-accepted", why="det har inte en klockas form")
    if change.seen >= change.at:
        return Problem("clock-not-accepted", why="det är inte senare än det som författaren sett")
    return None


def _incomplete(change: Change) -> tuple[str, str] | None:
    missing = _MISSING.get(change.kind)
    return missing(change.fields) if missing else None


def _review(fields: Values) -> tuple[str, str] | None:
    decision = fields.get("decision")
    if decision not in reviews.DECISIONS:
        return None
    if decision in reviews.NOT_OF.get(str(fields.get("report_kind")), ()):
        return "decision", "en rapport av det slaget kan inte mötas så"
    return _first(reviews.missing(decision, fields))


def _referral(fields: Values) -> tuple[str, str] | None:
    if reviews.may_be_referred(str(fields.get("report_kind"))):
        return None
    return "report_kind", "en rapport av det slaget skickas inte vidare"


def _dispatch(fields: Values) -> tuple[str, str] | None:
    needed = ("report", *visits.DISPATCH_NEEDS) if fields.get("sent_on") else ("report",)
    return _first([name for name in needed if not fields.get(name)])


def _deficiency(fields: Values) -> tuple[str, str] | None:
    unnamed = [name for name in ("report", "item") if not fields.get(name)]
    decision = fields.get("state")
    needed = deficiencies.missing(decision, fields) if decision in deficiencies.DECISIONS else ()
    return _first([*unnamed, *needed])


def _first(missing: Sequence[str]) -> tuple[str, str] | None:
    return (missing[0], "beslutet behöver det") if missing else None


# What is written once and whole, and so can be judged as a whole.
_MISSING = {
    "review": _review,
    "referral": _referral,
    "dispatch": _dispatch,
    "deficiency": _deficiency,
}


def refused(name: str, why: str) -> Problem:
    """The problem of a field, or of another member, whose value cannot be received."""
    return Problem("value-not-accepted", field=name, name=name, why=why)
