"""One change, judged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from fieldapp.domain.acceptance import check_form, judge, read
from fieldapp.domain.changes import Change
from fieldapp.domain.people import Sender
from fieldapp.domain.problems import Problem
from tests import make

AT = "2026-11-20T20:07:30.123Z-0000-0123456789abcdef"


@pytest.fixture
def phone() -> make.Phone:
    return make.Phone()


def name_of(problem: Problem | None) -> str | None:
    return problem.name if problem else None


def judged(change: Change, sender: Sender, before: dict[str, Any] | None = None) -> str | None:
    before = before or {}
    return name_of(judge(change, sender, before, {**before, **change.fields}, make.catalog()))


def test_what_a_phone_writes_is_accepted(phone: make.Phone) -> None:
    for change in (phone.observation(), phone.shift()):
        assert read(change.as_json()) == change
        assert check_form(change) is None
        assert judged(change, phone.sender) is None


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("kind", 7),
        ("at", None),
        ("fields", ["note"]),
        ("seen", {}),
        ("actor", ...),
        ("fields", ...),
    ],
)
def test_what_is_no_change_is_told_by_member(phone: make.Phone, member: str, value: Any) -> None:
    raw = {**phone.observation().as_json(), member: value}
    if value is ...:
        del raw[member]
    with pytest.raises(Problem) as told:
        read(raw)
    assert (told.value.name, told.value.field) == ("value-not-accepted", member)


@pytest.mark.parametrize("member", ["id", "record", "device", "actor"])
@pytest.mark.parametrize("value", ["", "x", "019AA001-0000-7000-8000-0000000000AA", "1 OR 1=1"])
def test_ids_are_ids(phone: make.Phone, member: str, value: str) -> None:
    problem = check_form(replace(phone.observation(), **{member: value}))
    assert problem
    assert (problem.name, problem.field) == ("value-not-accepted", member)


@pytest.mark.parametrize(
    "change",
    [
        replace(make.Phone().observation(), kind=""),
        replace(make.Phone().observation(), kind="k" * 65),
        replace(make.Phone().observation(), fields={"": 1}),
        replace(make.Phone().observation(), fields={"n" * 201: 1}),
    ],
)
def test_names_are_names(change: Change) -> None:
    assert name_of(check_form(change)) == "value-not-accepted"


@pytest.mark.parametrize(
    ("at", "seen"),
    [
        ("2026-11-20T20:07:30Z", ""),
        (AT.replace("2026", "2126"), ""),
        (AT.replace("-11-", "-13-"), ""),
        (AT, "yesterday"),
        (AT, AT),
        (AT, AT.replace("30.123", "30.124")),
    ],
)
def test_clocks_are_clocks_and_later_than_what_was_seen(
    phone: make.Phone, at: str, seen: str
) -> None:
    change = replace(phone.observation(), at=at, seen=seen)
    assert name_of(check_form(change)) == "clock-not-accepted"


def test_a_phone_sends_what_is_its_own_only(phone: make.Phone) -> None:
    other = make.Phone()
    assert judged(other.observation(), phone.sender) == "not-yours"
    same_person = make.Phone(phone.person)
    assert judged(same_person.observation(), phone.sender) == "not-yours"
    assert judged(replace(phone.observation(), actor=other.person.id), phone.sender) == "not-yours"


def test_a_node_passes_on_what_others_wrote(phone: make.Phone) -> None:
    station = make.Phone(make.person("administrator", "kommun"), is_node=True)
    assert judged(phone.observation(), station.sender) is None
    assert judged(phone.observation(category="OB99"), station.sender) == "value-not-accepted"


def test_rights_are_asked_of_the_policy(phone: make.Phone) -> None:
    report = phone.observation()
    assert judged(phone.review(report), phone.sender) == "not-yours"
    somebody = make.Phone()
    edit = somebody.edit(report, note="Nej.")
    assert judged(edit, somebody.sender, dict(report.fields)) == "not-yours"
    assert judged(phone.observation(reporter=somebody.person.id), phone.sender) == "not-yours"


def test_a_bad_value_is_told_with_its_field(phone: make.Phone) -> None:
    change = phone.observation(note="x" * 1001)
    problem = judge(change, phone.sender, {}, change.fields, make.catalog())
    assert problem
    assert (problem.name, problem.field) == ("value-not-accepted", "note")
    assert "Fältet note kan inte ha det värdet: texten får vara högst 1000 tecken." in str(problem)


@pytest.mark.parametrize(
    ("decision", "given", "problem"),
    [
        ("return", {}, "value-not-accepted"),
        ("return", {"reason": "Var?"}, None),
        ("dismiss", {"reason": "  "}, "value-not-accepted"),
        ("refer", {}, "value-not-accepted"),
        ("refer", {"receiver": "drift"}, None),
        ("accept", {}, None),
        ("of_a_newer_peer", {}, None),
    ],
)
def test_a_decision_has_what_it_needs(
    phone: make.Phone, decision: str, given: dict[str, str], problem: str | None
) -> None:
    desk = make.Phone(make.person("coordinator", "kommun"))
    review = desk.review(phone.observation(), decision, **given)
    assert judged(review, desk.sender) == problem


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        ("observation", None),
        ("visit", "value-not-accepted"),
        ("control_purchase", "value-not-accepted"),
    ],
)
def test_an_inspection_is_passed_on_to_nobody(
    phone: make.Phone, kind: str, problem: str | None
) -> None:
    desk = make.Phone(make.person("coordinator", "kommun"))
    review = desk.review(phone.observation(), "accept")
    about = {name: review.fields[name] for name in ("report", "authority")}
    told = {"receiver": "drift", "text": "Släckt.", "state": "sent", "report_kind": kind}
    referral = replace(review, kind="referral", fields={**about, **told})
    assert judged(referral, desk.sender) == problem
