"""The kinds of record and what each of their fields may hold: docs/protocol.md's table as data.

Kinds and fields that are not known here come from a newer peer and are accepted as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from fieldapp.domain import control_purchase_fields, premises_fields, visit_fields
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.people import AUTHORITIES
from fieldapp.domain.values import (
    Rule,
    area,
    boolean,
    category,
    day,
    identity,
    one_of,
    photo,
    position,
    shift_kind,
    text,
    time,
    whole,
)

REPORT_KINDS = frozenset({"shift", "observation", "visit", "control_purchase"})
# What is said about a report: records of these kinds name it in their field `report`.
ABOUT_KINDS = frozenset(
    {"review", "note", "photo", "referral", "duplicate", "assignment", "dispatch", "deficiency"}
)
_VISIT = frozenset({"visit"})
# What is found or decided of a visit is never so of a control purchase (AL 9:15 b, LTLP 7:23), nor
# is one passed on, or joined with another report.
_SEQUEL = REPORT_KINDS - {"control_purchase"}
_NAMED: dict[str, dict[str, frozenset[str]]] = {
    "dispatch": {"report": _VISIT},
    "deficiency": {"report": _VISIT},
    "visit": {"joint": _VISIT},
    "referral": {"report": _SEQUEL},
    "duplicate": {"report": _SEQUEL, "of": _SEQUEL},
}
PHOTO_FIELD = re.compile(r"photos/([0-9a-f]{64})")

_BUCKETS = one_of("0", "1-10", "11-30", "31-100", ">100")
_EVERY: dict[str, Rule] = {"authority": one_of(*AUTHORITIES), "deleted": boolean}
_SUBMITTED: dict[str, Rule] = {
    **_EVERY,
    "reporter": identity,
    "submitted_at": time,
    "version": whole(1, 9999),
}
# All that reports are listed by, whatever their kind.
_REPORT: dict[str, Rule] = {
    **_SUBMITTED,
    "category": category,
    "area": area,
    "shift": identity,
    "happened_at": time,
    "started_at": time,
    "stood": position,
    "place": position,
    "place_name": text(120),
    "note": text(1000),
    "summary": text(500),
    "no_person_in_photo": boolean,
}
_ABOUT: dict[str, Rule] = {**_EVERY, "report": identity}

FIELDS: dict[str, dict[str, Rule]] = {
    "shift": {
        **_REPORT,
        "shift_kind": shift_kind,
        "participants_count": whole(2, 15),
        "ended_at": time,
        "nothing_to_report": boolean,
        "people_about": _BUCKETS,
        "youths_about": _BUCKETS,
        "shift_calmness": whole(1, 5),
        "follow_up": boolean,
    },
    "observation": {
        **_REPORT,
        "called_112": boolean,
        "called_11414": boolean,
    },
    "premises": {**_EVERY, **premises_fields.FIELDS},
    "visit": {**_REPORT, **visit_fields.FIELDS},
    "control_purchase": {**_SUBMITTED, **control_purchase_fields.FIELDS},
    "review": {
        **_ABOUT,
        "report_kind": text(40),
        "reporter": identity,
        "decision": text(40),
        "reason": text(500),
        "field": text(120),
        "receiver": text(40),
        "version": whole(0, 9999),
    },
    "note": {**_ABOUT, "text": text(4000)},
    "photo": {**_ABOUT, "sha256": text(64), "shareable": boolean},
    "referral": {
        **_ABOUT,
        "report_kind": text(40),
        "reporter": identity,
        "receiver": text(40),
        "text": text(1000),
        "state": one_of("sent", "done", "declined"),
        "feedback": text(500),
    },
    "duplicate": {**_ABOUT, "of": identity},
    "assignment": {**_ABOUT, "person": identity, "due_on": day},
    "dispatch": {
        **_ABOUT,
        "version": whole(1, 9999),
        "sent_on": day,
        "manner": one_of("post", "email", "handed_over", "digital_mailbox"),
        "statement_due": day,
        "statement_on": day,
        "case_number": text(40),
    },
    "deficiency": {
        **_ABOUT,
        "item": text(40),
        "state": one_of("remedied", "not_remedied", "case", "closed"),
        "deadline": day,
        "case_number": text(40),
        "measure": text(40),
        "reason": text(1000),
    },
}
# Kinds that hold these fields and no other, so that there is nothing more to say in them.
_CLOSED: dict[str, Rule] = {"control_purchase": control_purchase_fields.unknown}
_CALLS = whole(0, 99)


def refusal(
    kind: str, changed: Mapping[str, Any], after: Mapping[str, Any], catalog: Catalog
) -> tuple[str, str] | None:
    """The first changed field that cannot be received, and why. `after` are all values."""
    rules, closed = FIELDS.get(kind, _EVERY), _CLOSED.get(kind)
    for name, value in changed.items():
        if closed and name not in rules:
            return name, closed(value, catalog) or ""
        if value is not None:
            rule = rules.get(name) or _rule_of_path(kind, name, after)
            why = rule(value, catalog) if rule else None
            why = why or _not_of_category(name, value, after, catalog)
            if why:
                return name, why
    return None


def named(kind: str, fields: Mapping[str, Any]) -> list[tuple[str, str, frozenset[str]]]:
    """Field, id and the kinds that it may be of, for each record that a change of these fields
    names and of which not everything may be said."""
    if kind not in _NAMED:
        return []
    found = [(name, fields.get(name), kinds) for name, kinds in _NAMED[kind].items()]
    if kind == "visit":
        earlier = [name for name in fields if name.startswith("earlier/")]
        found += [(name, name.split("/")[1], _VISIT) for name in earlier]
    return [(name, own, kinds) for name, own, kinds in found if isinstance(own, str)]


def photos(values: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The manifests of the photos that belong to these values, by SHA-256, as they were taken."""
    found = {
        match[1]: value
        for name, value in values.items()
        if value and (match := PHOTO_FIELD.fullmatch(name)) is not None
    }
    return dict(sorted(found.items(), key=_taken))


def _rule_of_path(kind: str, name: str, after: Mapping[str, Any]) -> Rule | None:
    if "/" not in name:
        return None
    if kind == "premises":
        return premises_fields.rule_of_path(name)
    if kind not in REPORT_KINDS:
        return None
    if name.startswith("photos/") and not PHOTO_FIELD.fullmatch(name):
        return _no_digest
    if kind == "visit":
        return visit_fields.rule_of_path(name, after)
    if name.startswith("photos/"):
        return photo
    return _CALLS if name.startswith("calls/") else None


def _no_digest(value: Any, catalog: Catalog) -> str:
    return "bildens namn är ingen SHA-256"


def _not_of_category(
    name: str, value: Any, after: Mapping[str, Any], catalog: Catalog
) -> str | None:
    if not value or (name != "note" and not name.startswith("photos/")):
        return None
    found = catalog.observations.get(after.get("category") or "")
    if found is None:
        return None
    if name == "note":
        return None if found.note else "kategorin har ingen fritext"
    return None if found.camera else "kategorin har inga bilder"


def _taken(found: tuple[str, Mapping[str, Any]]) -> tuple[str, str]:
    sha256, manifest = found
    taken = manifest.get("taken_at")
    return (str(taken.get("at", "")) if isinstance(taken, Mapping) else "", sha256)
