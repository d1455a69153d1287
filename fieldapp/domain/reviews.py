"""Reviews: the states a report goes through, and what a coordinator may decide in each.

A report's state is never stored by anyone: it follows from the report's values and its reviews.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

from fieldapp.domain.problems import Problem

State = Literal[
    "draft", "submitted", "reviewed", "referred", "actioned", "returned", "dismissed", "closed"
]
Decision = Literal["accept", "refer", "action", "return", "dismiss", "close"]
Values = Mapping[str, Any]

STATES: tuple[State, ...] = get_args(State)
DECISIONS: tuple[Decision, ...] = get_args(Decision)

# A report in one of these has been read and stood; a reader may see it.
REVIEWED: frozenset[State] = frozenset({"reviewed", "referred", "actioned", "closed"})

LEADS_TO: dict[Decision, State] = {
    "accept": "reviewed",
    "refer": "referred",
    "action": "actioned",
    "return": "returned",
    "dismiss": "dismissed",
    "close": "closed",
}

ALLOWED: dict[State, tuple[Decision, ...]] = {
    "draft": (),
    "submitted": ("accept", "refer", "action", "return", "dismiss"),
    "reviewed": ("refer", "action", "return", "dismiss", "close"),
    "referred": ("refer", "action", "return", "close"),
    "actioned": ("refer", "close"),
    "returned": ("accept", "dismiss"),
    "dismissed": ("accept", "close"),
    "closed": (),
}

# An inspection goes its own way: what is found at a visit becomes a deficiency, and a control
# purchase is never followed by a measure (AL 9:15 b, LTLP 7:23).
NOT_OF: dict[str, frozenset[Decision]] = {
    "visit": frozenset({"refer", "action", "close"}),
    "control_purchase": frozenset({"refer", "action"}),
}

# What a decision cannot do without. A return may also name the `field` to complete.
NEEDS: dict[Decision, tuple[str, ...]] = {
    "accept": (),
    "refer": ("receiver",),
    "action": (),
    "return": ("reason",),
    "dismiss": ("reason",),
    "close": (),
}

STATE_WORDS: dict[State, str] = {
    "draft": "utkast",
    "submitted": "inskickad",
    "reviewed": "granskad",
    "referred": "hänvisad",
    "actioned": "åtgärdad",
    "returned": "återsänd",
    "dismissed": "avskriven",
    "closed": "avslutad",
}

DECISION_WORDS: dict[Decision, str] = {
    "accept": "godkänna den",
    "refer": "hänvisa den vidare",
    "action": "anteckna en åtgärd",
    "return": "återsända den",
    "dismiss": "avskriva den",
    "close": "avsluta den",
}


def is_draft(values: Values) -> bool:
    """A report that was never submitted belongs to its author alone."""
    return not values.get("submitted_at")


def version(values: Values) -> int:
    """How many times the report has been submitted; 0 for a draft."""
    return 0 if is_draft(values) else int(values.get("version") or 1)


def state(values: Values, reviews: Sequence[Values]) -> State:
    """The report's state. `reviews` are the values of its reviews, oldest first by their clocks.

    A report that was sent again is unread again: a review counts for the version it was made of.
    Decisions that this version does not know, from a newer peer, change nothing.
    """
    if is_draft(values):
        return "draft"
    known = [review for review in reviews if review.get("decision") in LEADS_TO]
    if not known or int(known[-1].get("version") or 1) < version(values):
        return "submitted"
    return LEADS_TO[known[-1]["decision"]]


def missing(decision: Decision, review: Values) -> tuple[str, ...]:
    """The names of what the decision needs and the review leaves empty."""
    return tuple(name for name in NEEDS[decision] if not str(review.get(name) or "").strip())


def allowed(current: State, kind: str = "") -> tuple[Decision, ...]:
    """The decisions that a report of this kind and state may be met with."""
    never = NOT_OF.get(kind, frozenset())
    return tuple(decision for decision in ALLOWED[current] if decision not in never)


def may_be_referred(kind: str) -> bool:
    """Whether a report of this kind may be passed on at all."""
    return "refer" not in NOT_OF.get(kind, frozenset())


def check(current: State, decision: Decision, kind: str = "") -> None:
    """Raises the problem `decision-not-possible` when state or kind do not allow the decision."""
    if decision not in allowed(current, kind):
        raise Problem(
            "decision-not-possible",
            state=STATE_WORDS[current],
            decision=DECISION_WORDS[decision],
        )
