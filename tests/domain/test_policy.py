"""Who may do what. The table is the rule: one row per role, one column per action."""

from __future__ import annotations

from itertools import product

import pytest

from fieldapp.domain import policy
from fieldapp.domain.people import AUTHORITIES, ROLES, Authority, Person, Role
from fieldapp.domain.reviews import REVIEWED, STATES
from tests.domain.test_policy_inspections import INSPECTIONS

SUBMITTED = {"submitted_at": {"at": "2026-11-20T21:07:30+01:00"}}

# What may be done with a report of one's own desk that somebody else wrote, once it is no draft.
#   read   review  export  original  share   quarantine
REPORT_ACTIONS: tuple[policy.Action, ...] = (
    "report.read",
    "report.review",
    "report.export",
    "photo.original",
    "photo.share",
    "quarantine.read",
)
REPORTS = {
    "walker": (".", ".", ".", ".", ".", "."),
    "inspector": (".", ".", ".", ".", ".", "."),
    "coordinator": ("always", "always", "always", "always", "always", "always"),
    "reader": ("reviewed", ".", "reviewed", ".", ".", "."),
    "administrator": (".", ".", ".", ".", ".", "."),
}

# Whose reports come to whose desk. Kommun and police see nothing of each other's.
#            kommun  polis   forening   (the desk)
DESKS = {
    "kommun": (True, False, False),
    "polis": (False, True, False),
    "forening": (True, True, False),
}

# What a node may be given that works for whom.
#                    kommun  polis  forening   (whose records)
NODES = {
    (): (False, False, False),
    ("kommun",): (True, False, True),
    ("polis",): (False, True, True),
    ("forening",): (False, False, True),
    ("kommun", "polis"): (True, True, True),
    AUTHORITIES: (True, True, True),
}

# Who may write what: own reports from the field, judgements from the desk.
#                      walker inspector coordinator reader administrator
WRITES = {
    "shift": (True, True, True, False, False),
    "observation": (True, True, True, False, False),
    "visit": (False, True, True, False, False),
    "control_purchase": (False, True, True, False, False),
    "premises": (False, True, True, False, False),
    "review": (False, False, True, False, False),
    "note": (False, False, True, False, False),
    "photo": (False, False, True, False, False),
    "dispatch": (False, False, True, False, False),
    "deficiency": (False, False, True, False, False),
    "a kind from a newer peer": (True, True, True, False, False),
}

# Who may do what with people, phones and the audit log.
#                  walker inspector coordinator reader administrator
PEOPLE = {
    "desk.enter": (".", ".", "all", "all", "all"),
    "person.read": (".", ".", "desk", ".", "all"),
    "person.write": (".", ".", "field", ".", "all"),
    "person.assign": (".", ".", ".", ".", "all"),
    "device.enrol": (".", ".", "field", ".", "all"),
    "device.revoke": (".", ".", "field", ".", "all"),
    "rescue.take": (".", ".", "field", ".", "all"),
    "audit.read": (".", ".", ".", ".", "all"),
}


def person(role: Role, authority: Authority = "kommun", **more: bool) -> Person:
    return Person("me", "Jag", role, authority, **more)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", STATES)
def test_what_each_role_may_do_with_a_report_in_each_state(role: Role, state: str) -> None:
    report = {"authority": "kommun", "reporter": "another", "state": state}
    for action, when in zip(REPORT_ACTIONS, REPORTS[role], strict=True):
        shown = state in REVIEWED if when == "reviewed" else when == "always"
        expected = shown and state != "draft"
        assert policy.may(person(role), action, report) is expected, action


@pytest.mark.parametrize(("desk", "of"), list(product(AUTHORITIES, AUTHORITIES)))
def test_a_desk_sees_the_reports_that_are_shared_with_it(desk: Authority, of: Authority) -> None:
    expected = DESKS[of][AUTHORITIES.index(desk)]
    report = {"authority": of, "reporter": "another", "state": "reviewed", **SUBMITTED}
    coordinator = person("coordinator", desk)
    assert policy.sees(coordinator, report) is expected
    assert policy.sees(person("reader", desk), report) is expected
    assert bool(policy.audience("shift", report) & policy.keys(coordinator)) is expected
    assert (of in policy.authorities_of_desk(coordinator)) is expected


@pytest.mark.parametrize("role", ["walker", "inspector"])
def test_in_the_field_one_sees_ones_own_reports_and_no_one_elses(role: Role) -> None:
    mine, anothers = {"reporter": "me"}, {"reporter": "another", "authority": "kommun"}
    assert policy.sees(person(role), mine)
    assert not policy.sees(person(role), anothers)
    assert policy.keys(person(role)) & policy.audience("shift", mine)
    assert not policy.keys(person(role)) & policy.audience("shift", {**anothers, **SUBMITTED})


def test_a_walker_gets_the_reviews_of_own_reports_but_no_notes_about_them() -> None:
    about = {"report": "r", "reporter": "me", "authority": "forening"}
    walker = person("walker", "forening")
    assert policy.keys(walker) & policy.audience("review", about)
    assert not policy.keys(walker) & policy.audience("note", about)
    assert not policy.keys(walker) & policy.audience("photo", about)


def test_a_draft_is_its_authors_alone() -> None:
    draft = {"reporter": "me", "authority": "forening"}
    assert policy.audience("shift", draft) == {"person:me"}
    assert policy.audience("shift", {**draft, **SUBMITTED}) == {
        "person:me",
        "desk:kommun",
        "desk:polis",
    }


def test_inspectors_phones_share_the_register_but_no_reports() -> None:
    values = {"reporter": "another", "authority": "kommun", **SUBMITTED}
    inspector = policy.keys(person("inspector"))
    assert inspector & policy.audience("premises", values)
    for kind in ("visit", "control_purchase", "shift"):
        assert not inspector & policy.audience(kind, values)
    assert not policy.keys(person("walker")) & policy.audience("premises", values)


@pytest.mark.parametrize("state", STATES)
def test_a_reader_sees_a_photo_only_of_a_reviewed_report_and_marked_shareable(state: str) -> None:
    photo = {"authority": "kommun", "state": state}
    reader = person("reader")
    assert policy.may(reader, "photo.read", {**photo, "shareable": True}) is (state in REVIEWED)
    assert not policy.may(reader, "photo.read", {**photo, "shareable": False})
    assert not policy.may(reader, "photo.read", photo)


@pytest.mark.parametrize(("kind", "role"), list(product(WRITES, ROLES)))
def test_who_may_write_each_kind(kind: str, role: Role) -> None:
    expected = WRITES[kind][ROLES.index(role)]
    new = {"reporter": "me", "authority": "kommun"}
    assert policy.may_write(person(role), kind, {}, new) is expected


def test_no_one_writes_in_anothers_report_or_takes_it_over() -> None:
    walker, mine, anothers = person("walker"), {"reporter": "me"}, {"reporter": "another"}
    assert policy.may_write(walker, "shift", mine, mine)
    assert not policy.may_write(walker, "shift", anothers, anothers)
    assert not policy.may_write(walker, "shift", anothers, mine)
    assert not policy.may_write(walker, "shift", mine, anothers)
    assert not policy.may_write(person("coordinator"), "shift", anothers, anothers)


@pytest.mark.parametrize(("own", "claimed"), list(product(AUTHORITIES, AUTHORITIES)))
def test_a_new_report_is_of_its_authors_authority(own: Authority, claimed: Authority) -> None:
    new = {"reporter": "me", "authority": claimed}
    assert policy.may_write(person("walker", own), "shift", {}, new) is (own == claimed)


def test_a_report_keeps_its_authority_when_its_author_moves_to_another() -> None:
    old = {"reporter": "me", "authority": "forening"}
    moved = person("walker", "kommun")
    assert policy.may_write(moved, "shift", old, old)
    assert not policy.may_write(moved, "shift", old, {**old, "authority": "kommun"})


def test_a_review_is_written_once_and_only_of_what_comes_to_the_desk() -> None:
    coordinator = person("coordinator", "polis")
    of_police, of_kommun = {"authority": "polis"}, {"authority": "kommun"}
    assert policy.may_write(coordinator, "review", {}, of_police)
    assert not policy.may_write(coordinator, "review", of_police, of_police)
    assert not policy.may_write(coordinator, "review", {}, of_kommun)


def test_what_is_said_is_taken_back_or_answered_but_not_rewritten() -> None:
    coordinator = person("coordinator", "kommun")
    review = {"authority": "kommun", "decision": "accept"}
    assert policy.may_write(coordinator, "review", review, {**review, "deleted": True})
    assert not policy.may_write(coordinator, "review", review, {**review, "reason": "Nej."})
    assert not policy.may_write(person("reader"), "review", review, {**review, "deleted": True})
    referral = {"authority": "kommun", "receiver": "drift", "state": "sent"}
    done = {**referral, "state": "done", "feedback": "Lagad."}
    assert policy.may_write(coordinator, "referral", referral, done)
    assert not policy.may_write(coordinator, "referral", referral, {**done, "receiver": "polis"})
    assert not policy.may_write(person("coordinator", "polis"), "referral", referral, done)


@pytest.mark.parametrize(("action", "role"), list(product(PEOPLE, ROLES)))
def test_who_may_manage_people_and_phones(action: policy.Action, role: Role) -> None:
    scope = PEOPLE[action][ROLES.index(role)]
    manager = person(role)
    assert policy.may(manager, action) is (scope != ".")
    for other, of in product(ROLES, AUTHORITIES):
        subject = {"id": "another", "role": other, "authority": of}
        at_desk = of in ("kommun", "forening")
        expected = {
            ".": False,
            "all": True,
            "desk": at_desk,
            "field": at_desk and other in ("walker", "inspector"),
        }[scope]
        assert policy.may(manager, action, subject) is expected, (other, of)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("own", AUTHORITIES)
def test_whose_people_one_may_know_of_goes_by_authority_alone(role: Role, own: Authority) -> None:
    viewer = person(role, own)
    for authority in AUTHORITIES:
        for other in ROLES:
            subject = {"id": "other", "role": other, "authority": authority}
            may = policy.may(viewer, "person.read", subject)
            assert may == (authority in policy.people_of_desk(viewer))


@pytest.mark.parametrize("action", policy.ACTIONS)
def test_the_roles_that_may_are_those_of_which_some_may(action: policy.Action) -> None:
    found = {role for role in ROLES if policy.may(person(role), action)}
    assert policy.roles_that_may(action) == found


def test_a_coordinator_has_a_phone_of_their_own_but_changes_nothing_else_of_it() -> None:
    coordinator = person("coordinator")
    subject = {"id": "me", "role": "coordinator", "authority": "kommun"}
    assert policy.may(coordinator, "device.enrol", subject)
    assert policy.may(coordinator, "device.revoke", subject)
    assert not policy.may(coordinator, "person.write", subject)


@pytest.mark.parametrize("works_for", NODES)
def test_a_node_is_given_what_comes_to_the_desks_it_works_for(
    works_for: tuple[Authority, ...],
) -> None:
    expected = {of for of, given in zip(AUTHORITIES, NODES[works_for], strict=True) if given}
    assert policy.node_sees(works_for) == expected


def test_every_action_is_in_a_table_of_this_test() -> None:
    own = {"photo.read"}  # has a test of its own
    tables = set(REPORT_ACTIONS) | set(PEOPLE) | set(INSPECTIONS)
    assert tables | own == set(policy.ACTIONS) == set(policy.GRANTS)


@pytest.mark.parametrize("role", ROLES)
def test_who_is_deactivated_may_nothing_and_sees_nothing(role: Role) -> None:
    gone = person(role, active=False)
    assert not policy.keys(gone)
    assert not policy.may_write(gone, "shift", {}, {"reporter": "me", "authority": "kommun"})
    assert not any(policy.may(gone, action) for action in policy.ACTIONS)


@pytest.mark.parametrize("authority", [None, "", "another", 7])
def test_a_record_of_no_known_authority_comes_to_no_desk(authority: object) -> None:
    values = {"authority": authority, "reporter": "me", **SUBMITTED}
    assert policy.audience("shift", values) == {"person:me"}
    assert not policy.sees(person("coordinator"), {**values, "state": "submitted"})


def test_a_coordinator_chooses_among_the_answers_of_a_visit_that_has_come_in_and_no_more() -> None:
    visit = {"reporter": "another", "authority": "kommun", "answers/YS01/value": "ok", **SUBMITTED}
    chosen = {**visit, "answers/YS01/value": "deficiency", "earlier/v/YS01/outcome": "remedied"}
    coordinator = person("coordinator")
    assert policy.may_write(coordinator, "visit", visit, chosen)
    assert not policy.may_write(person("inspector"), "visit", visit, chosen)
    assert not policy.may_write(person("coordinator", "polis"), "visit", visit, chosen)
    for name, value in {
        "summary": "…",
        "reporter": "me",
        "checklist/YS": {},
        "version": 2,
    }.items():
        assert not policy.may_write(coordinator, "visit", visit, {**visit, name: value})
    draft = {name: value for name, value in visit.items() if name not in SUBMITTED}
    assert not policy.may_write(
        coordinator, "visit", draft, {**draft, "answers/YS01/value": "ok2"}
    )
