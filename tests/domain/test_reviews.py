"""The states of a report and the decisions each allows."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain import reviews
from fieldapp.domain.problems import Problem

SENT = {"submitted_at": {"at": "2026-11-20T21:07:30+01:00"}}

#              accept refer action return dismiss close
ALLOWED = {
    "draft": ". . . . . .",
    "submitted": "x x x x x .",
    "reviewed": ". x x x x x",
    "referred": ". x x x . x",
    "actioned": ". x . . . x",
    "returned": "x . . . x .",
    "dismissed": "x . . . . x",
    "closed": ". . . . . .",
}


def review(decision: str, version: int = 1) -> dict[str, Any]:
    return {"decision": decision, "version": version}


@pytest.mark.parametrize(("state", "decision"), list(product(reviews.STATES, reviews.DECISIONS)))
def test_what_may_be_decided_in_each_state(
    state: reviews.State, decision: reviews.Decision
) -> None:
    expected = ALLOWED[state].split()[reviews.DECISIONS.index(decision)] == "x"
    if expected:
        reviews.check(state, decision)
    else:
        with pytest.raises(Problem) as problem:
            reviews.check(state, decision)
        assert problem.value.name == "decision-not-possible"
        assert reviews.STATE_WORDS[state] in problem.value.detail


@pytest.mark.parametrize("state", reviews.STATES)
def test_no_measure_follows_from_a_control_purchase_or_straight_from_a_visit(
    state: reviews.State,
) -> None:
    assert not {"refer", "action"} & set(reviews.allowed(state, "control_purchase"))
    assert not {"refer", "action", "close"} & set(reviews.allowed(state, "visit"))
    assert reviews.allowed(state, "observation") == reviews.ALLOWED[state]
    with pytest.raises(Problem):
        reviews.check(state, "action", "control_purchase")


def test_a_report_that_was_never_sent_is_a_draft() -> None:
    assert reviews.state({}, []) == "draft"
    assert reviews.version({}) == 0


def test_a_report_that_nobody_has_reviewed_is_submitted() -> None:
    assert reviews.state(SENT, []) == "submitted"
    assert reviews.version(SENT) == 1


@pytest.mark.parametrize("decision", reviews.DECISIONS)
def test_the_last_decision_gives_the_state(decision: reviews.Decision) -> None:
    made = [review("accept"), review(decision)]
    assert reviews.state(SENT, made) == reviews.LEADS_TO[decision]


def test_a_report_that_is_sent_again_after_a_return_waits_for_review() -> None:
    made = [review("return")]
    assert reviews.state({**SENT, "version": 1}, made) == "returned"
    assert reviews.state({**SENT, "version": 2}, made) == "submitted"
    assert reviews.state({**SENT, "version": 2}, [*made, review("accept", 2)]) == "reviewed"


def test_a_decision_about_an_older_version_does_not_settle_the_newer() -> None:
    made = [review("return"), review("accept")]
    assert reviews.state({**SENT, "version": 2}, made) == "submitted"


def test_a_decision_from_a_newer_peer_changes_nothing() -> None:
    made = [review("accept"), review("consult")]
    assert reviews.state(SENT, made) == "reviewed"


@pytest.mark.parametrize(
    ("decision", "given", "missing"),
    [
        ("accept", {}, ()),
        ("refer", {}, ("receiver",)),
        ("refer", {"receiver": "drift"}, ()),
        ("return", {"field": "note"}, ("reason",)),
        ("return", {"reason": "  "}, ("reason",)),
        ("return", {"reason": "Var exakt?"}, ()),
        ("dismiss", {"reason": None}, ("reason",)),
        ("close", {}, ()),
    ],
)
def test_what_a_decision_needs(
    decision: reviews.Decision, given: dict[str, Any], missing: tuple[str, ...]
) -> None:
    assert reviews.missing(decision, given) == missing


@given(st.lists(st.sampled_from(reviews.DECISIONS), max_size=12))
def test_no_row_of_allowed_decisions_leads_out_of_the_table(
    decisions: list[reviews.Decision],
) -> None:
    made: list[dict[str, Any]] = []
    for decision in decisions:
        if decision in reviews.ALLOWED[reviews.state(SENT, made)]:
            made.append(review(decision))
    assert reviews.state(SENT, made) in reviews.ALLOWED
    assert ("close" in [one["decision"] for one in made[:-1]]) is False
