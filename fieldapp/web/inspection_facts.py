"""Labels and words for the fields of premises, visits, and what the desk says of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fieldapp.domain.catalog import Catalog
from fieldapp.web import inspection_words, premises_words, times

Words = Callable[[Any, Catalog], str]
_OUTCOMES = {"remedied": "åtgärdad", "not_remedied": "inte åtgärdad"}


def label(name: str, catalog: Catalog, kind: str = "") -> str | None:
    """The label of one of these fields: `YS07, svar` for a point's; None for any other field."""
    head, _, tail = name.partition("/")
    if kind == "premises" and name == "place":
        return "Plats"
    of = _LABELS.get(head)
    return of(tail, catalog) if of and tail else inspection_words.FIELDS.get(name)


def in_words(name: str) -> Words | None:
    """What says the value of one of these fields in words; None for any other field."""
    head, _, tail = name.partition("/")
    if head in ("answers", "earlier"):
        return _OF_ANSWER.get(tail.rpartition("/")[2])
    return _WORDS.get(head if tail else name)


def _item_label(tail: str, catalog: Catalog) -> str:
    """Of `YS07/value`, or `<visit>/YS07/outcome`."""
    item, _, what = tail.rpartition("/")
    return f"{item.rpartition('/')[2]}, {inspection_words.OF_ANSWER.get(what, what)}"


def _answer(value: Any, catalog: Catalog) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return inspection_words.ASSESSMENTS.get(value, str(value))


def _checklist(value: Mapping[str, Any], catalog: Catalog) -> str:
    return f"{len(value['items'])} punkter, version {value.get('version') or 'okänd'}"


def _acknowledgement(value: Mapping[str, Any], catalog: Catalog) -> str:
    parts = [
        catalog.label(value.get("role") or ""),
        value.get("name"),
        catalog.label(value["manner"]).lower(),
        value.get("comment"),
    ]
    return ", ".join(part for part in parts if part)


def _as_was(value: Mapping[str, Any], catalog: Catalog) -> str:
    known = [value.get(name) for name in ("holder", "org_number", "address")]
    kinds = [catalog.label(kind) for kind in value.get("permits") or ()]
    return ", ".join(part for part in [*known, *kinds] if part)


def _label(value: Any, catalog: Catalog) -> str:
    return catalog.label(value)


def _time(value: Mapping[str, Any], catalog: Catalog) -> str:
    return times.full(times.moment(value))


def _day(value: str, catalog: Catalog) -> str:
    return premises_words.day(value)


def _of(table: Mapping[str, str]) -> Words:
    return lambda value, catalog: table[str(value)]


def _purchase(name: str) -> Words:
    return lambda value, catalog: catalog.supervision.purchase_labels[name, value]


_LABELS: dict[str, Callable[[str, Catalog], str]] = {
    "answers": _item_label,
    "earlier": lambda tail, catalog: f"Tidigare brist {_item_label(tail, catalog)}",
    "permits": lambda tail, catalog: catalog.label(tail),
    "contacts": lambda tail, catalog: f"Kontakt, {catalog.label(tail).lower()}",
    "checklist": lambda tail, catalog: f"Checklista, {catalog.label(tail).lower()}",
    "present": lambda tail, catalog: catalog.label(tail),
    "inspectors": lambda tail, catalog: inspection_words.FIELDS["inspectors"],
    "handed_over": lambda tail, catalog: inspection_words.FIELDS["handed_over"],
}
_OF_ANSWER: dict[str, Words] = {
    "value": _answer,
    "observed_at": _time,
    "deadline": _day,
    "outcome": _of(_OUTCOMES),
}
_WORDS: dict[str, Words] = {
    "permits": lambda value, catalog: premises_words.permit(value),
    "contacts": lambda value, catalog: premises_words.contact(value),
    "checklist": _checklist,
    "inspectors": lambda value, catalog: str(value.get("label") or "okänd"),
    "handed_over": _time,
    "acknowledgement": _acknowledgement,
    "premises_as_was": _as_was,
    **dict.fromkeys(("visit_kind", "occasion", "measure"), _label),
    **dict.fromkeys(
        ("closed_on", "next_visit_on", "sent_on", "statement_due", "statement_on", "deadline"),
        _day,
    ),
    **dict.fromkeys(("trader_informed_at",), _time),
    **{
        name: _purchase(name)
        for name in ("product", "checkout", "outcome", "sign_seen", "goods", "trader_informed_how")
    },
    "risk": _of(inspection_words.RISKS),
    "manner": _of(inspection_words.MANNERS),
    "state": _of(inspection_words.DEFICIENCY_STATES),
}
