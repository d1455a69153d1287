"""The states of a deficiency and the decisions each allows."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain import deficiencies
from fieldapp.domain.deficiencies import Said, standing
from fieldapp.domain.problems import Problem
from fieldapp.domain.visits import Found

#               remedied not_remedied case closed
ALLOWED = {
    "open": "x . . x",
    "communicated": "x x x x",
    "remedied": ". x . .",
    "not_remedied": "x . x x",
    "case": ". . . x",
    "closed": ". . . .",
}
WORDS = {"case_number": "2026-17", "reason": "Fel lagrum."}
STATES = st.sampled_from(deficiencies.DECISIONS)
CLOCKS = st.integers(0, 99).map(lambda minute: f"2026-11-20T20:{minute:02}")
SAID = st.lists(st.builds(lambda at, to: said(at, to), CLOCKS, STATES), max_size=5)
SEEN = st.lists(
    st.builds(lambda at, to: said(at, to), CLOCKS, st.sampled_from(["remedied", "not_remedied"])),
    max_size=5,
)


def found(**other: Any) -> Found:
    told = {"corrected": False, "deadline": "2026-12-01", **other}
    return Found("YS07", "YS", "?", None, "serious", "Ingen.", "", None, "", **told)


def said(clock: str, state: str, **other: Any) -> Said:
    return Said(clock, {"state": state, **other})


@pytest.mark.parametrize(
    ("state", "decision"), list(product(deficiencies.STATES, deficiencies.DECISIONS))
)
def test_what_may_be_decided_in_each_state(
    state: deficiencies.State, decision: deficiencies.Decision
) -> None:
    expected = ALLOWED[state].split()[deficiencies.DECISIONS.index(decision)] == "x"
    if expected:
        deficiencies.check(state, decision, WORDS, [])
    else:
        with pytest.raises(Problem) as problem:
            deficiencies.check(state, decision, WORDS, [])
        assert problem.value.name == "decision-not-possible"
        assert deficiencies.STATE_WORDS[state] in problem.value.detail


@pytest.mark.parametrize(
    ("decision", "lacks", "what"),
    [("case", "case_number", "diarienummer"), ("closed", "reason", "varför")],
)
def test_what_a_decision_needs(decision: deficiencies.Decision, lacks: str, what: str) -> None:
    for empty in (None, "", "  "):
        with pytest.raises(Problem) as problem:
            deficiencies.check("communicated", decision, {**WORDS, lacks: empty}, [])
        assert problem.value.name == "form-incomplete"
        assert what in problem.value.detail


def test_a_measure_is_one_that_the_law_has_for_the_permit() -> None:
    deficiencies.check("communicated", "case", {**WORDS, "measure": "warning"}, ["warning"])
    for decision, measure in (("case", "revocation"), ("closed", "warning")):
        told = {**WORDS, "measure": measure}
        with pytest.raises(Problem) as problem:
            deficiencies.check("communicated", decision, told, ["warning"])  # type: ignore[arg-type]
        assert problem.value.name == "form-incomplete"


@pytest.mark.parametrize(
    ("corrected", "is_sent", "state"),
    [
        (False, False, "open"),
        (False, True, "communicated"),
        (True, False, "remedied"),
        (True, True, "remedied"),
    ],
)
def test_what_the_visit_alone_says(corrected: bool, is_sent: bool, state: str) -> None:
    assert standing(found(corrected=corrected), is_sent, [], []).state == state


def test_the_newest_word_holds() -> None:
    one, other = said("1", "remedied"), said("2", "not_remedied")
    assert standing(found(), True, [one, other], []).state == "not_remedied"
    assert standing(found(), True, [other], [one]).state == "not_remedied"
    assert standing(found(), True, [one], [other]).state == "not_remedied"
    assert standing(found(), True, [other, said("3", "remedied")], []).state == "remedied"


def test_a_case_is_ended_by_the_desk_and_by_nothing_that_a_visit_sees() -> None:
    case, seen = said("2", "case", **WORDS), said("3", "remedied")
    assert standing(found(), True, [seen], [case]).state == "case"
    assert standing(found(), True, [seen], [case, said("4", "closed")]).state == "closed"
    assert standing(found(), True, [seen], [case, said("1", "closed")]).state == "case"


def test_of_each_word_of_the_desks_the_newest_holds() -> None:
    decisions = [
        said("3", "case", case_number="2026-17", measure="warning"),
        said("1", "not_remedied", deadline="2027-01-15", case_number="x"),
        said("9", "of_a_newer_peer", deadline="2030-01-01"),
    ]
    told = standing(found(), True, [], decisions)
    assert (told.state, told.deadline) == ("case", "2027-01-15")
    assert (told.case_number, told.measure, told.reason) == ("2026-17", "warning", None)
    assert standing(found(), True, [], []).deadline == "2026-12-01"


@given(SEEN, SAID, st.booleans(), st.booleans(), st.randoms())
def test_it_does_not_matter_in_which_order_the_words_come(
    seen: list[Said], decided: list[Said], corrected: bool, is_sent: bool, chance: Any
) -> None:
    whole = standing(found(corrected=corrected), is_sent, seen, decided)
    chance.shuffle(seen)
    chance.shuffle(decided)
    again = standing(found(corrected=corrected), is_sent, [*seen, *seen], decided)
    assert again.state == whole.state
    assert whole.state in deficiencies.STATE_WORDS
    newest = max((one.clock for one in decided), default="")
    latest = {one.values["state"] for one in decided if one.clock == newest}
    if latest and latest <= {"case", "closed"}:
        assert whole.state in latest


@pytest.mark.parametrize("state", deficiencies.STATES)
def test_another_deadline_is_given_while_something_is_left_to_do(
    state: deficiencies.State,
) -> None:
    day = {"deadline": "2027-01-31"}
    if state in deficiencies.OPEN:
        deficiencies.check_deadline(state, day)
        with pytest.raises(Problem, match="form-incomplete"):
            deficiencies.check_deadline(state, {})
    else:
        with pytest.raises(Problem, match="decision-not-possible"):
            deficiencies.check_deadline(state, day)


def test_another_deadline_changes_nothing_else() -> None:
    later = Said("8", {"deadline": "2027-01-31", "reason": "Anstånd."})
    case = said("7", "case", case_number="2026-17", deadline="2026-12-24")
    now = standing(found(), True, [], [case, later])
    assert (now.state, now.case_number) == ("case", "2026-17")
    assert (now.deadline, now.reason) == ("2027-01-31", "Anstånd.")
    assert standing(found(), True, [], [later]).state == "communicated"
