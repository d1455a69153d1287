"""A visit: the way that its protocol goes, what was found at it, and what shows it.

`completed` is when it lies finished on a phone; here it is a draft until it is `submitted`, then
`reviewed` (or `returned`, or `dismissed`), and `issued` when its protocol has been sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from fieldapp.domain import reviews
from fieldapp.domain.clock import parse_time, true_time
from fieldapp.domain.problems import Problem
from fieldapp.domain.records import photos
from fieldapp.domain.swedish_time import ZONE
from fieldapp.domain.visit_fields import points

Values = Mapping[str, Any]
State = Literal["draft", "submitted", "returned", "dismissed", "reviewed", "issued"]
STATES: tuple[State, ...] = get_args(State)
STATE_WORDS: dict[State, str] = {
    "draft": "utkast",
    "submitted": "inskickad",
    "returned": "återsänd",
    "dismissed": "avskriven",
    "reviewed": "granskad",
    "issued": "expedierad",
}
# A visit in one of these was made; one that was dismissed never counts.
COUNTED: frozenset[State] = frozenset({"submitted", "returned", "reviewed", "issued"})
# What the first word of a protocol's sending cannot do without.
DISPATCH_NEEDS = ("sent_on", "manner")
_DISPATCHED = ("version", "sent_on", "manner", "statement_due", "statement_on", "case_number")
_DEFICIENCY = "deficiency"
# What a point is taken for that the visit has not brought along.
_ASSESSED = {"answer": "assessment"}


@dataclass(frozen=True, slots=True)
class Found:
    """A deficiency as the visit's official wrote it down. `observed_at` is UTC text."""

    item: str
    checklist: str
    question: str
    reference: str | None
    severity: str
    note: str
    said: str
    observed_at: str | None
    observed_by: str
    corrected: bool
    deadline: str | None


def state(values: Values, made: Sequence[Values], sent: Values) -> State:
    """How far the visit has come. `made` are the values of its reviews, oldest first by their
    clocks; `sent` is what `dispatched` makes of its dispatches."""
    reviewed = reviews.state(values, made)
    if reviewed not in reviews.REVIEWED:
        return reviewed  # type: ignore[return-value]
    return "issued" if is_sent(values, sent) else "reviewed"


def dispatched(dispatches: Sequence[Values]) -> dict[str, Any]:
    """What they say together, the newest of each field; `dispatches` are oldest first."""
    return {name: one[name] for one in dispatches for name in _DISPATCHED if one.get(name)}


def is_sent(values: Values, sent: Values) -> bool:
    """Whether the protocol of the visit as it now stands has been sent."""
    version = reviews.version(values)
    return bool(sent.get("sent_on")) and int(sent.get("version") or version) >= version


def check_issue(current: State) -> None:
    """Raises the problem `decision-not-possible` for a visit that nobody has reviewed."""
    if current not in ("reviewed", "issued"):
        raise Problem(
            "decision-not-possible", state=STATE_WORDS[current], decision="expediera protokollet"
        )


def found(values: Values) -> list[Found]:
    """The deficiencies that the visit found, in the order of its points."""
    known = points(values)
    answered = {
        item
        for name, value in values.items()
        if name.startswith("answers/") and name.endswith("/value") and value == _DEFICIENCY
        if known.get(item := name.split("/")[1], _ASSESSED)["answer"] == "assessment"
    }
    ordered = [item for item in known if item in answered]
    return [
        _found(item, known.get(item, {}), values)
        for item in (*ordered, *sorted(answered - known.keys()))
    ]


def outcomes(values: Values) -> Iterator[tuple[str, str, str]]:
    """Visit, item and field name of what this visit says of earlier visits' deficiencies."""
    for name in values:
        if name.startswith("earlier/") and name.endswith("/outcome"):
            _, visit, item, _ = name.split("/")
            yield visit, item, name


def photos_by_item(values: Values) -> dict[str, list[str]]:
    """The digests of the photos of each point, as they were taken; those of none under ``""``."""
    by_item: dict[str, list[str]] = {}
    for sha256, manifest in photos(values).items():
        by_item.setdefault(manifest.get("item") or "", []).append(sha256)
    return by_item


def evidence(values: Values) -> list[str]:
    """The digests of the photos that are kept in full size as evidence."""
    return [sha256 for sha256, manifest in photos(values).items() if manifest.get("evidence")]


def day_of(moment: str) -> date:
    """The day in Sweden of a moment (UTC text)."""
    return parse_time(moment).astimezone(ZONE).date()


def texts(values: Values) -> list[str]:
    """What was written freely in the visit, for those who look for a word of it."""
    free = ("/note", "/said")
    written = [
        value
        for name, value in sorted(values.items())
        if value and name.startswith(("answers/", "earlier/")) and name.endswith(free)
    ]
    comment = (values.get("acknowledgement") or {}).get("comment")
    return [*written, comment] if comment else written


def _found(item: str, point: Values, values: Values) -> Found:
    told = {
        what: values.get(f"answers/{item}/{what}")
        for what in ("note", "said", "observed_at", "observed_by", "corrected", "deadline")
    }
    return Found(
        item=item,
        checklist=point.get("checklist") or "",
        question=point.get("question") or item,
        reference=point.get("reference"),
        severity=point.get("severity") or "minor",
        note=told["note"] or "",
        said=told["said"] or "",
        observed_at=true_time(told["observed_at"] or values.get("started_at")),
        observed_by=told["observed_by"] or "",
        corrected=told["corrected"] is True,
        deadline=told["deadline"],
    )
