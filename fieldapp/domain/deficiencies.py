"""Deficiencies: the states that one goes through, and what the desk may decide in each.

A deficiency has no record of its own (ADR 0010). It is an answer of a visit; its state follows
from that answer, from whether the visit's protocol was sent, from what later visits saw of it, and
from the desk's decisions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from fieldapp.domain.problems import Problem
from fieldapp.domain.visits import Found

State = Literal["open", "communicated", "remedied", "not_remedied", "case", "closed"]
Decision = Literal["remedied", "not_remedied", "case", "closed"]
Values = Mapping[str, Any]

STATES: tuple[State, ...] = get_args(State)
DECISIONS: tuple[Decision, ...] = get_args(Decision)
# Those that somebody has yet to do something about.
OPEN: frozenset[State] = frozenset({"open", "communicated", "not_remedied", "case"})

# What has not been communicated becomes no case (FL 25 §), and a case is ended by the desk alone.
ALLOWED: dict[State, tuple[Decision, ...]] = {
    "open": ("remedied", "closed"),
    "communicated": ("remedied", "not_remedied", "case", "closed"),
    "remedied": ("not_remedied",),
    "not_remedied": ("remedied", "case", "closed"),
    "case": ("closed",),
    "closed": (),
}
NEEDS: dict[Decision, tuple[str, ...]] = {
    "remedied": (),
    "not_remedied": (),
    "case": ("case_number",),
    "closed": ("reason",),
}
STATE_WORDS: dict[State, str] = {
    "open": "öppen",
    "communicated": "kommunicerad",
    "remedied": "åtgärdad",
    "not_remedied": "inte åtgärdad",
    "case": "ärende",
    "closed": "avslutad",
}
DECISION_WORDS: dict[Decision, str] = {
    "remedied": "anteckna att den är åtgärdad",
    "not_remedied": "anteckna att den inte är åtgärdad",
    "case": "öppna ett ärende om den",
    "closed": "avsluta den",
}
_ENDED_BY_DESK: frozenset[str] = frozenset({"case", "closed"})
_KEPT = ("deadline", "case_number", "measure", "reason")


class Said(NamedTuple):
    """A decision of the desk, or what a later visit saw: `{"state": …}`, under its clock."""

    clock: str
    values: Values


@dataclass(frozen=True, slots=True)
class Standing:
    """How a deficiency stands. `deadline` is a date as text; `measure` the catalog's id."""

    state: State
    deadline: str | None
    case_number: str | None
    measure: str | None
    reason: str | None


def standing(
    found: Found, is_sent: bool, outcomes: Iterable[Said], decisions: Iterable[Said]
) -> Standing:
    """How it stands: the newest word by clock holds, but a case or an end of the desk's is not
    undone by what a later visit saw. A word without a state gives another deadline and no more.
    Decisions of a newer peer's change nothing."""
    told = sorted(
        (one for one in decisions if one.values.get("state") in (None, *DECISIONS)), key=_clock
    )
    decided = [one for one in told if one.values.get("state")]
    seen = [one for one in outcomes if one.values.get("state") in DECISIONS]
    kept = {name: one.values[name] for one in told for name in _KEPT if one.values.get(name)}
    return Standing(
        state=_state(found, is_sent, seen, decided),
        deadline=kept.get("deadline") or found.deadline,
        case_number=kept.get("case_number"),
        measure=kept.get("measure"),
        reason=kept.get("reason"),
    )


def missing(decision: Decision, said: Values) -> tuple[str, ...]:
    """The names of what the decision needs and leaves empty."""
    return tuple(name for name in NEEDS[decision] if not str(said.get(name) or "").strip())


def check(current: State, decision: Decision, said: Values, measures: Collection[str]) -> None:
    """Raises `decision-not-possible` when the state does not allow it, and `form-incomplete` for
    what it needs and for a measure that is not among these, the catalog's for the permits held."""
    if decision not in ALLOWED[current]:
        raise Problem(
            "decision-not-possible",
            state=STATE_WORDS[current],
            decision=DECISION_WORDS[decision],
        )
    lacking = missing(decision, said)
    if lacking:
        raise Problem("form-incomplete", what=_LACKING[lacking[0]])
    measure = said.get("measure")
    if measure and (decision != "case" or measure not in measures):
        raise Problem("form-incomplete", what="välj en åtgärd som lagen har för tillståndet")


def check_deadline(current: State, said: Values) -> None:
    """Raises `decision-not-possible` where nothing is left to be done by any day, and
    `form-incomplete` without a day."""
    if current not in OPEN:
        raise Problem(
            "decision-not-possible", state=STATE_WORDS[current], decision="sätta en ny tidsfrist"
        )
    if not said.get("deadline"):
        raise Problem("form-incomplete", what="välj dagen då bristen ska vara åtgärdad")


def _state(
    found: Found, is_sent: bool, outcomes: Sequence[Said], decided: Sequence[Said]
) -> State:
    if decided and decided[-1].values["state"] in _ENDED_BY_DESK:
        newest: Said | None = decided[-1]
    else:
        newest = max((*outcomes, *decided), key=_clock, default=None)
    if newest:
        state: State = newest.values["state"]
        return state
    if found.corrected:
        return "remedied"
    return "communicated" if is_sent else "open"


def _clock(said: Said) -> tuple[str, str]:
    return said.clock, str(said.values.get("state"))


_LACKING = {
    "case_number": "skriv ärendets diarienummer",
    "reason": "skriv varför den avslutas",
}
