"""What may be decided of a report now: choices with their words and the fields each needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fieldapp.domain import control_purchase_fields, reviews, visit_fields
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.reviews import Decision
from fieldapp.storage.reports import Listed
from fieldapp.web import words
from fieldapp.web.facts import label
from fieldapp.web.forms import ReviewForm
from fieldapp.web.opened import Opened

Options = list[tuple[str, str]]

# The fields that a report can be sent back for; the phone opens at the one that is named.
RETURNABLE = {
    "observation": ("category", "happened_at", "place", "place_name", "note", "photos"),
    "shift": ("area", "participants_count", "started_at", "ended_at", "shift_calmness", "summary"),
    "visit": ("acknowledgement", "summary"),
    "control_purchase": tuple(
        name for name in control_purchase_fields.FIELDS if not name.startswith("premises")
    ),
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


def choices(opened: Opened, form: ReviewForm, catalog: Catalog) -> list[Choice]:
    """The decisions that the report's state allows. The one that was tried is open."""
    allowed = reviews.allowed(opened.listed.state, opened.listed.kind)  # type: ignore[arg-type]
    return [_choice(decision, opened, form, catalog) for decision in allowed]


def receivers(listed: Listed, catalog: Catalog) -> Options:
    """Where reports can be passed on, the usual ones of the category first."""
    category = catalog.observations.get(listed.category or "")
    usual = category.receivers if category else ()
    offered = catalog.offered(catalog.receivers)
    usual_first = sorted(offered, key=lambda one: one.id not in usual)
    return [(one.id, one.label) for one in usual_first]


def fields(opened: Opened, catalog: Catalog) -> Options:
    """What the report can be sent back for; of a visit its points, what was found first."""
    kind = opened.listed.kind
    points = _points(opened.record.values) if kind == "visit" else []
    return [*points, *((name, label(name, catalog, kind)) for name in RETURNABLE.get(kind, ()))]


def _points(values: Mapping[str, Any]) -> Options:
    found, others = [], []
    for own, point in visit_fields.points(values).items():
        if values.get(f"answers/{own}/value") == "deficiency":
            found.append((f"answers/{own}/note", f"{own} {point['question']}"))
        elif not point.get("field"):
            others.append((f"answers/{own}/value", f"{own} {point['question']}"))
    return found + others


def _choice(decision: Decision, opened: Opened, form: ReviewForm, catalog: Catalog) -> Choice:
    text, meaning = words.DECISIONS[decision]
    needs = reviews.NEEDS[decision]
    ready = [one.label for one in catalog.offered(catalog.reasons) if decision in one.decisions]
    return Choice(
        decision=decision,
        text=text,
        meaning=meaning,
        needs_reason="reason" in needs,
        is_open=form.decision.data == decision,
        receivers=receivers(opened.listed, catalog) if "receiver" in needs else [],
        fields=fields(opened, catalog) if decision == "return" else [],
        reasons=[(label, label) for label in ready],
    )
