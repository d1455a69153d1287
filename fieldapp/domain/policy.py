"""Every question of access, answered from role, authority and record.

Two tables decide: SHARED_WITH says whose desk sees whose reports, GRANTS what each role may do and
within which scope. Records reach phones by the keys of `audience` that a person holds (`keys`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, get_args

from fieldapp.domain import reviews
from fieldapp.domain.ids import is_id
from fieldapp.domain.people import AUTHORITIES, Authority, Person, Role
from fieldapp.domain.records import REPORT_KINDS

Action = Literal[
    "desk.enter",
    "report.read",
    "report.review",
    "report.export",
    "photo.read",
    "photo.original",
    "photo.share",
    "premises.read",
    "premises.write",
    "inspection.read",
    "inspection.plan",
    "inspection.export",
    "visit.issue",
    "deficiency.decide",
    "quarantine.read",
    "person.read",
    "person.write",
    "person.assign",
    "device.enrol",
    "device.revoke",
    "rescue.take",
    "audit.read",
]
Scope = Literal[
    "all", "desk", "authority", "field", "field or self", "reviewed", "shareable", "own"
]
Subject = Mapping[str, Any]

ACTIONS: tuple[Action, ...] = get_args(Action)
FIELD_ROLES: tuple[Role, ...] = ("walker", "inspector")
DESK_ROLES: tuple[Role, ...] = ("coordinator", "reader", "administrator")

# An association has no desk of its own; its reports are made for the kommun and the police.
SHARED_WITH: dict[Authority, frozenset[Authority]] = {
    "forening": frozenset({"kommun", "polis"}),
    "kommun": frozenset({"kommun"}),
    "polis": frozenset({"polis"}),
}

GRANTS: dict[Action, dict[Role, Scope]] = {
    "desk.enter": {"coordinator": "all", "reader": "all", "administrator": "all"},
    "report.read": {
        "walker": "own",
        "inspector": "own",
        "coordinator": "desk",
        "reader": "reviewed",
    },
    "report.review": {"coordinator": "desk"},
    "report.export": {"coordinator": "desk", "reader": "reviewed"},
    "photo.read": {
        "walker": "own",
        "inspector": "own",
        "coordinator": "desk",
        "reader": "shareable",
    },
    "photo.original": {"coordinator": "desk"},
    "photo.share": {"coordinator": "desk"},
    "premises.read": {"inspector": "authority", "coordinator": "authority"},
    "premises.write": {"inspector": "authority", "coordinator": "authority"},
    "inspection.read": {"inspector": "authority", "coordinator": "authority"},
    "inspection.plan": {"inspector": "authority", "coordinator": "authority"},
    "inspection.export": {"coordinator": "authority"},
    "visit.issue": {"coordinator": "authority"},
    "deficiency.decide": {"coordinator": "authority"},
    "quarantine.read": {"coordinator": "desk"},
    "person.read": {"coordinator": "desk", "administrator": "all"},
    "person.write": {"coordinator": "field", "administrator": "all"},
    "person.assign": {"administrator": "all"},
    "device.enrol": {"coordinator": "field or self", "administrator": "all"},
    "device.revoke": {"coordinator": "field or self", "administrator": "all"},
    "rescue.take": {"coordinator": "field or self", "administrator": "all"},
    "audit.read": {"administrator": "all"},
}

# Reports are written by those who were there; what is said about a report, by a coordinator.
AUTHORS: dict[str, tuple[Role, ...]] = {
    "shift": ("walker", "inspector", "coordinator"),
    "observation": ("walker", "inspector", "coordinator"),
    "visit": ("inspector", "coordinator"),
    "control_purchase": ("inspector", "coordinator"),
    "premises": ("inspector", "coordinator"),
    "review": ("coordinator",),
    "note": ("coordinator",),
    "photo": ("coordinator",),
    "referral": ("coordinator",),
    "duplicate": ("coordinator",),
    "assignment": ("coordinator",),
    "dispatch": ("coordinator",),
    "deficiency": ("coordinator",),
}
DESK_KINDS = frozenset(
    {"review", "note", "photo", "referral", "duplicate", "assignment", "dispatch", "deficiency"}
)
# What inspectors of one authority share, and readers and walkers never see.
INSPECTION_KINDS = frozenset({"premises", "visit", "control_purchase"})
INSPECTOR_FIELD = "inspectors/"
_ANSWERS = ("answers/", "earlier/")
# To send a visit is its reporter's alone; whose it is others may only repeat.
_SENDING, _OWNERSHIP = ("submitted_at", "version"), ("reporter", "authority")


def keys(person: Person) -> frozenset[str]:
    """The audiences this person belongs to: what the person's phone may pull."""
    if not person.active:
        return frozenset()
    found = {f"person:{person.id}"}
    if person.role == "inspector":
        found.add(f"inspectors:{person.authority}")
    if person.role == "coordinator":
        found.add(f"desk:{person.authority}")
    return frozenset(found)


def audience(kind: str, values: Subject) -> frozenset[str]:
    """The keys of those who may see a record with these values.

    A visit goes to those who were on it, not to all who make visits: what they need of it is told
    of its premises (`GET /api/supervision`).
    """
    found = set()
    if values.get("reporter") and kind not in {"note", "photo"}:
        found.add(f"person:{values['reporter']}")
    if kind == "premises" or kind in DESK_KINDS or not reviews.is_draft(values):
        found |= {f"desk:{desk}" for desk in _desks(values)}
    if kind == "premises" and values.get("authority") in AUTHORITIES:
        found.add(f"inspectors:{values['authority']}")
    if kind == "visit":
        found |= {f"person:{person}" for person in inspectors(values)}
    return frozenset(found)


def inspectors(visit_values: Subject) -> list[str]:
    """The ids of those whom a visit names as being on it."""
    people = [
        name.removeprefix(INSPECTOR_FIELD)
        for name, value in visit_values.items()
        if value and name.startswith(INSPECTOR_FIELD)
    ]
    return list(filter(is_id, people))


def may(person: Person, action: Action, subject: Subject | None = None) -> bool:
    """Whether the person may do this to the subject; without one, whether to any at all.

    A subject is a report's values (`kind`, `authority`, `reporter`, `state`; for a photo also
    `shareable`), a premises' (`authority`) or a person's (`id`, `role`, `authority`).
    """
    scope = GRANTS[action].get(person.role)
    if scope is None or not person.active:
        return False
    return subject is None or _SCOPES[scope](person, subject)


def roles_that_may(action: Action) -> frozenset[Role]:
    """The roles of which some may do this."""
    return frozenset(GRANTS[action])


def sees(person: Person, report_values: Subject) -> bool:
    """Whether the person may read this report."""
    return may(person, "report.read", report_values)


def authorities_of_desk(person: Person) -> frozenset[Authority]:
    """Whose reports come to the desk where this person sits."""
    return frozenset(of for of, desks in SHARED_WITH.items() if person.authority in desks)


def people_of_desk(person: Person) -> frozenset[Authority]:
    """The authorities whose people this person may know of."""
    return frozenset(one for one in AUTHORITIES if may(person, "person.read", {"authority": one}))


def report_kinds(person: Person) -> frozenset[str]:
    """The kinds of report that this person may see of others; inspections are not for readers."""
    return REPORT_KINDS - INSPECTION_KINDS if person.role == "reader" else REPORT_KINDS


def node_sees(works_for: Iterable[Authority]) -> frozenset[Authority]:
    """Whose records a node may be given that works for these: theirs, and what comes to their
    desks. A record of nobody's is given to no node."""
    served = frozenset(works_for)
    return served | {of for of, desks in SHARED_WITH.items() if desks & served}


def may_write(person: Person, kind: str, before: Subject, after: Subject) -> bool:
    """Whether the person may turn a record's values `before` (empty when new) into `after`."""
    if not person.active or person.role not in AUTHORS.get(kind, AUTHORS["shift"]):
        return False
    if kind in DESK_KINDS:
        return _may_say(kind, before, after) and _at_own_desk(person, after)
    if kind == "premises":
        return {before.get("authority", person.authority), after.get("authority")} == {
            person.authority
        }
    if kind == "visit" and after.get("reporter") != person.id:
        if _takes_part(person, before, after) or _settles(person, before, after):
            return True
        if not _is_unsent(before, after):
            return False
    expected = before.get("authority", person.authority)
    reporters = {person.id, before.get("reporter", person.id), after.get("reporter", person.id)}
    return len(reporters) == 1 and bool(after.get("authority", expected) == expected)


def _may_say(kind: str, before: Subject, after: Subject) -> bool:
    """What is said stands: it can be taken back, and a referral answered, but not rewritten."""
    if not before:
        return True
    answered = {"state", "feedback", "deleted"} if kind == "referral" else {"deleted"}
    names = {*before, *after}
    changed = {name for name in names if before.get(name) != after.get(name)}
    return bool(changed) and changed <= answered


def _desks(values: Subject) -> frozenset[Authority]:
    authority = values.get("authority")
    return SHARED_WITH[authority] if authority in AUTHORITIES else frozenset()


def _takes_part(person: Person, before: Subject, after: Subject) -> bool:
    """Whether the person is on this visit of their own authority and leaves its sending alone.

    Their first change may come before the reporter's. It then says whose the visit is, as the
    invitation told, or leaves that to the reporter.
    """
    named = after.get(f"{INSPECTOR_FIELD}{person.id}")
    same = after.get("authority", person.authority) == person.authority
    kept = all(before.get(name, after.get(name)) == after.get(name) for name in _OWNERSHIP)
    return bool(named) and same and kept and _is_unsent(before, after)


def _is_unsent(before: Subject, after: Subject) -> bool:
    return all(before.get(name) == after.get(name) for name in _SENDING)


def _settles(person: Person, before: Subject, after: Subject) -> bool:
    """Whether a coordinator does no more than choose among the inspectors' answers in a visit that
    has come to their desk."""
    changed = {name for name in after if before.get(name) != after.get(name)}
    at_desk = not reviews.is_draft(before) and _of_authority(person, before)
    is_answers = all(name.startswith(_ANSWERS) for name in changed)
    return person.role == "coordinator" and at_desk and is_answers


def _at_own_desk(person: Person, subject: Subject) -> bool:
    return person.authority in _desks(subject) and subject.get("state") != "draft"


def _in_the_field(person: Person, subject: Subject) -> bool:
    return subject.get("role") in FIELD_ROLES and _at_own_desk(person, subject)


def _of_authority(person: Person, subject: Subject) -> bool:
    return subject.get("authority") == person.authority and subject.get("state") != "draft"


def _reviewed(person: Person, subject: Subject) -> bool:
    if subject.get("kind") in INSPECTION_KINDS:
        return False
    return subject.get("state") in reviews.REVIEWED and _at_own_desk(person, subject)


_SCOPES: dict[Scope, Callable[[Person, Subject], bool]] = {
    "all": lambda person, subject: True,
    "desk": _at_own_desk,
    "authority": _of_authority,
    "field": _in_the_field,
    "field or self": lambda person, subject: (
        subject.get("id") == person.id or _in_the_field(person, subject)
    ),
    "reviewed": _reviewed,
    "shareable": lambda person, subject: (
        subject.get("shareable") is True and _reviewed(person, subject)
    ),
    "own": lambda person, subject: subject.get("reporter") == person.id,
}
