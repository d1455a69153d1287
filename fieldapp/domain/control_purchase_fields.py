"""What a control purchase may hold, which is a closed set: docs/protocol.md.

A control purchase may never ground a sanction (AL 9:15 b, LTLP 7:23), so it has no field that
could name a deficiency, a visit, a measure or a case, and none in which a cashier could be seen.
"""

from __future__ import annotations

from typing import Any

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.supervision_words import PURCHASE_CHOICES
from fieldapp.domain.values import Rule, boolean, identity, one_of, text, time

_CHOICES = {name: one_of(*choices) for name, choices in PURCHASE_CHOICES.items()}


def _confirmed(value: Any, _: Catalog) -> str | None:
    return None if value is True else "det ska vara bekräftat"


FIELDS: dict[str, Rule] = {
    **_CHOICES,
    "premises": identity,
    "premises_name": text(120),
    "buyer_code": text(20),
    "buyer_is_adult": boolean,
    "buyer_informed": boolean,
    "official_nearby": boolean,
    "happened_at": time,
    "id_asked": boolean,
    "age_asked": boolean,
    "trader_informed": boolean,
    "trader_informed_at": time,
    "dialogue": text(1000),
    "no_sanction": _confirmed,
}


def unknown(value: Any, _: Catalog) -> str:
    """The rule of every other field."""
    return "ett kontrollköp har inte det fältet"
