"""Who may do what with premises and inspections, and who is on a visit."""

from __future__ import annotations

from itertools import product

import pytest

from fieldapp.domain import policy
from fieldapp.domain.people import AUTHORITIES, ROLES, Authority, Person, Role
from fieldapp.domain.records import REPORT_KINDS
from tests import make

SUBMITTED = {"submitted_at": {"at": "2026-11-20T21:07:30+01:00"}}

# What may be done at one's own authority with the register of premises and with inspections.
#                      walker inspector coordinator reader administrator
INSPECTIONS = {
    "premises.read": (False, True, True, False, False),
    "premises.write": (False, True, True, False, False),
    "inspection.read": (False, True, True, False, False),
    "inspection.plan": (False, True, True, False, False),
    "inspection.export": (False, False, True, False, False),
    "visit.issue": (False, False, True, False, False),
    "deficiency.decide": (False, False, True, False, False),
}


def person(role: Role, authority: Authority = "kommun") -> Person:
    return Person("me", "Jag", role, authority)


@pytest.mark.parametrize(("action", "role"), list(product(INSPECTIONS, ROLES)))
def test_who_may_do_what_with_premises_and_inspections(action: policy.Action, role: Role) -> None:
    expected = INSPECTIONS[action][ROLES.index(role)]
    assert policy.may(person(role), action) is expected
    for own, of in product(AUTHORITIES, AUTHORITIES):
        subject = {"authority": of, "reporter": "another", "state": "reviewed"}
        assert policy.may(person(role, own), action, subject) is (expected and own == of)
        assert not policy.may(person(role, own), action, {**subject, "state": "draft"})


@pytest.mark.parametrize(("kind", "role"), list(product(sorted(REPORT_KINDS), ROLES)))
def test_a_reader_sees_no_inspections_of_others(kind: str, role: Role) -> None:
    report = {"kind": kind, "authority": "kommun", "reporter": "another", "state": "reviewed"}
    is_inspection = kind in policy.INSPECTION_KINDS
    expected = role == "coordinator" or (role == "reader" and not is_inspection)
    assert policy.sees(person(role), report) is expected
    if role == "reader":
        assert (kind in policy.report_kinds(person(role))) is expected
        assert not policy.may(person(role), "photo.read", {**report, "shareable": is_inspection})


def test_premises_are_known_to_the_inspectors_and_the_desk_of_their_authority() -> None:
    values = {"authority": "kommun", "name": "Krog Exempel"}
    assert policy.audience("premises", values) == {"inspectors:kommun", "desk:kommun"}
    assert policy.audience("premises", {"name": "Krog Exempel"}) == set()


def test_what_is_said_of_a_visit_stays_at_the_desk() -> None:
    values = {"report": "v", "authority": "kommun"}
    assert policy.audience("dispatch", values) == {"desk:kommun"}
    assert policy.audience("deficiency", values) == {"desk:kommun"}


def test_a_premises_stays_with_its_authority() -> None:
    ours, theirs = {"authority": "kommun"}, {"authority": "polis"}
    inspector = person("inspector")
    assert policy.may_write(inspector, "premises", {}, ours)
    assert policy.may_write(inspector, "premises", ours, {**ours, "name": "Ny"})
    assert not policy.may_write(inspector, "premises", {}, {"name": "Ingens"})
    assert not policy.may_write(inspector, "premises", {}, theirs)
    assert not policy.may_write(inspector, "premises", theirs, theirs)
    assert not policy.may_write(inspector, "premises", theirs, ours)
    assert not policy.may_write(inspector, "premises", ours, theirs)


def on_visit(*people: Person, **other: object) -> dict[str, object]:
    named = {f"inspectors/{one.id}": {"label": one.label} for one in people}
    return {**named, **other}


@pytest.fixture
def lead() -> Person:
    return make.person("inspector", "kommun")


@pytest.fixture
def second() -> Person:
    return make.person("inspector", "kommun")


def test_the_second_inspector_writes_all_but_what_is_the_reporters(
    lead: Person, second: Person
) -> None:
    sent = {"version": 1, **SUBMITTED}
    before = on_visit(lead, second, reporter=lead.id, authority="kommun", **sent)
    joined = {**on_visit(lead, reporter=lead.id, authority="kommun"), "occasion": "planned"}
    assert policy.may_write(second, "visit", joined, {**joined, **on_visit(second)})
    assert policy.may_write(second, "visit", before, {**before, "summary": "Lugnt."})
    for name in ("reporter", "authority", "submitted_at", "version"):
        assert not policy.may_write(second, "visit", before, {**before, name: second.id}), name
        assert not policy.may_write(second, "visit", before, {**before, name: None}), name
    for name in ("submitted_at", "version"):
        assert not policy.may_write(second, "visit", {}, {**on_visit(second), name: 1})


def test_the_second_inspectors_part_may_come_first(lead: Person, second: Person) -> None:
    part = on_visit(lead, second, **{"answers/YS01/value": "ok"})
    told = {**part, "reporter": lead.id, "authority": "kommun"}
    assert policy.may_write(second, "visit", {}, part)
    assert policy.may_write(second, "visit", {}, told)
    assert policy.may_write(lead, "visit", told, {**told, **SUBMITTED})
    assert not policy.may_write(second, "visit", {}, {**told, "authority": "polis"})
    assert policy.audience("visit", part) == {f"person:{lead.id}", f"person:{second.id}"}
    whole = {**part, "reporter": lead.id, "authority": "kommun", **SUBMITTED}
    assert policy.may_write(lead, "visit", part, whole)
    assert policy.audience("visit", whole) == {
        f"person:{lead.id}",
        f"person:{second.id}",
        "desk:kommun",
    }


def test_who_is_not_on_a_visit_or_of_another_authority_writes_nothing_in_it(
    lead: Person, second: Person
) -> None:
    visit = on_visit(lead, reporter=lead.id, authority="kommun")
    police, walker = make.person("inspector", "polis"), make.person("walker", "kommun")
    assert not policy.may_write(second, "visit", visit, {**visit, "summary": "x"})
    for other in (police, walker):
        named = {**visit, **on_visit(other)}
        assert not policy.may_write(other, "visit", visit, named)
        assert not policy.may_write(other, "visit", named, {**named, "summary": "x"})


def test_an_edit_that_comes_without_its_beginning_is_its_authors_but_sends_nothing(
    lead: Person,
) -> None:
    assert policy.may_write(lead, "visit", {}, {"summary": "Lugnt."})
    assert not policy.may_write(lead, "visit", {}, {"summary": "Lugnt.", **SUBMITTED})


def test_no_one_on_a_visit_is_named_but_by_an_id(lead: Person) -> None:
    odd = {"inspectors/": {}, "inspectors/desk:kommun": {"label": "x"}, "inspectors/x": None}
    assert policy.audience("visit", {**odd, **on_visit(lead)}) == {f"person:{lead.id}"}
