"""A report as one row of a list."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from flask import current_app
from jinja2 import Environment
from markupsafe import Markup

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.policy import INSPECTION_KINDS
from fieldapp.storage.reports import Listed
from fieldapp.web import times, words

TEMPLATE = "reports/_row.html"
# Lists show the same reports again and again, to everybody.
_AS_MANY_AS_ARE_LOOKED_AT = 2048


class Row(NamedTuple):
    """What a list says of a report. Times are UTC text."""

    id: str
    kind: str
    state: str
    version: int
    title: str
    where: str
    excerpt: str
    happened: str
    received: str
    receipt: str
    photos: int
    waiting: int
    flags: int
    conflicts: int


@lru_cache(maxsize=_AS_MANY_AS_ARE_LOOKED_AT)
def row(listed: Listed, catalog: Catalog) -> Row:
    return Row(
        id=listed.id,
        kind=listed.kind,
        state=listed.state,
        version=listed.version,
        title=_title(listed, catalog),
        where=_where(listed, catalog),
        excerpt=_excerpt(listed, catalog),
        happened=listed.happened_at or listed.submitted_at or listed.received_at,
        received=listed.received_at,
        receipt=listed.receipt,
        photos=listed.photos_expected,
        waiting=listed.photos_expected - listed.photos_arrived,
        flags=listed.flags,
        conflicts=listed.conflicts,
    )


def in_list(row: Row, searched: str = "", may_mark: bool = False) -> Markup:
    """The row written out."""
    return _written(row, searched, may_mark, times.this_year())


@lru_cache(maxsize=_AS_MANY_AS_ARE_LOOKED_AT)
def _written(row: Row, searched: str, may_mark: bool, year: int) -> Markup:
    """Times of another year tell it, so that the row is another each year."""
    return _macro(current_app.jinja_env)(row, searched, may_mark)


# Looked up once, not for each row.
@lru_cache(maxsize=1)
def _macro(environment: Environment) -> Callable[[Row, str, bool], Markup]:
    macro: Callable[[Row, str, bool], Markup]
    macro = environment.get_template(TEMPLATE).module.row  # type: ignore[attr-defined]
    return macro


def subject(listed: Listed) -> dict[str, Any]:
    """A report as the policy's subject."""
    return {
        "kind": listed.kind,
        "authority": listed.authority,
        "reporter": listed.reporter,
        "state": listed.state,
    }


def _title(listed: Listed, catalog: Catalog) -> str:
    """`Trasig belysning`; of an inspection also what kind of report it is."""
    category = listed.category or ""
    if listed.kind == "control_purchase":
        label = catalog.supervision.purchase_labels.get(("product", category), "")
    else:
        label = catalog.label(category)
    if listed.kind not in INSPECTION_KINDS:
        return label or "Rapport"
    return ", ".join(filter(None, (words.KINDS[listed.kind], label.lower())))


def _where(listed: Listed, catalog: Catalog) -> str:
    parts = [catalog.label(listed.area) if listed.area else "", listed.place_name or ""]
    return " · ".join(part for part in parts if part) or "Ingen plats angiven"


def _excerpt(listed: Listed, catalog: Catalog) -> str:
    """The free text alone: the row's text also holds the labels that searches should find."""
    labels = {catalog.label(name) for name in (listed.category, listed.area) if name}
    shown_already = labels | {listed.place_name}
    return " ".join(line for line in listed.text.split("\n") if line not in shown_already)
