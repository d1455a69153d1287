"""What a control purchase may hold, which is a closed set: docs/protocol.md.

A control purchase may never ground a sanction (AL 9:15 b, LTLP 7:23), so it has no field that
could name a deficiency, a visit, a measure or a case, and none in which a cashier could be seen.
"""

from __future__ import annotations

from typing import Any

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.values import Rule, boolean, identity, one_of, text, time

PRODUCTS = ("folkol", "tobacco", "ecig", "nicotine")
OUTCOMES = ("refused", "sold_without_check", "sold_after_check", "aborted")
CHECKOUTS = ("staffed", "self_checkout", "vending", "unstaffed", "delivery")


def _confirmed(value: Any, _: Catalog) -> str | None:
    return None if value is True else "det ska vara bekräftat"


FIELDS: dict[str, Rule] = {
    "premises": identity,
    "premises_name": text(120),
    "product": one_of(*PRODUCTS),
    "buyer_code": text(20),
    "buyer_is_adult": boolean,
    "buyer_informed": boolean,
    "official_nearby": boolean,
    "happened_at": time,
    "checkout": one_of(*CHECKOUTS),
    "id_asked": boolean,
    "age_asked": boolean,
    "outcome": one_of(*OUTCOMES),
    "sign_seen": one_of("yes", "no", "not_seen"),
    "goods": one_of("destroyed", "kept", "bought_back"),
    "trader_informed": boolean,
    "trader_informed_at": time,
    "trader_informed_how": one_of("on_site", "phone", "letter"),
    "dialogue": text(1000),
    "no_sanction": _confirmed,
}


def unknown(value: Any, _: Catalog) -> str:
    """The rule of every other field."""
    return "ett kontrollköp har inte det fältet"
