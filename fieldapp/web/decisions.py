"""What may be decided of a report now: choices with their words and the fields each needs."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.domain import reviews
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.reviews import Decision
from fieldapp.storage.reports import Listed
from fieldapp.web import words
from fieldapp.web.forms import ReviewForm

Options = list[tuple[str, str]]

# The fields that a report can be sent back for; the phone opens at the one that is named.
RETURNABLE = {
    "observation": ("category", "happened_at", "place", "place_name", "note", "photos"),
    "shift": ("area", "participants_count", "started_at", "ended_at", "shift_calmness", "summary"),
}


@dataclass(frozen=True)
class Choice:
    """One decision. Lists that are empty are not offered."""

    decision: Decision
    text: str
    meaning: str
    needs_reason: bool
    is_open: bool
    receivers: Options
    fields: Options
    reasons: Options


def choices(listed: Listed, form: ReviewForm, catalog: Catalog) -> list[Choice]:
    """The decisions that the report's state allows. The one that was tried is open."""
    allowed = reviews.allowed(listed.state, listed.kind)  # type: ignore[arg-type]
    return [_choice(decision, listed, form, catalog) for decision in allowed]


def receivers(listed: Listed, catalog: Catalog) -> Options:
    """Where reports can be passed on, the usual ones of the category first."""
    category = catalog.observations.get(listed.category or "")
    usual = category.receivers if category else ()
    offered = catalog.offered(catalog.receivers)
    usual_first = sorted(offered, key=lambda one: one.id not in usual)
    return [(one.id, one.label) for one in usual_first]


def fields(listed: Listed) -> Options:
    return [(name, words.field(name)) for name in RETURNABLE.get(listed.kind, ())]


def _choice(decision: Decision, listed: Listed, form: ReviewForm, catalog: Catalog) -> Choice:
    text, meaning = words.DECISIONS[decision]
    needs = reviews.NEEDS[decision]
    ready = [one.label for one in catalog.offered(catalog.reasons) if decision in one.decisions]
    return Choice(
        decision=decision,
        text=text,
        meaning=meaning,
        needs_reason="reason" in needs,
        is_open=form.decision.data == decision,
        receivers=receivers(listed, catalog) if "receiver" in needs else [],
        fields=fields(listed) if decision == "return" else [],
        reasons=[(label, label) for label in ready],
    )
