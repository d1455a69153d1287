"""Control purchases in aggregate, and in no other way: nothing here tells of one shop."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection
from typing import Literal, NamedTuple

from fieldapp.domain.supervision_words import PURCHASE_CHOICES
from fieldapp.storage.narrowing import Narrowing

Period = Literal["month", "tertial", "year", "all"]
# With fewer shops than these, numbers would tell of one of them.
FEWEST_SHOPS = 5
OUTCOMES = PURCHASE_CHOICES["outcome"]
_MONTH = "CAST(substr(c.day, 6, 2) AS INTEGER)"
_PERIODS: dict[Period, str] = {
    "month": "substr(c.day, 1, 7)",
    "tertial": f"substr(c.day, 1, 4) || '-T' || (({_MONTH} + 3) / 4)",
    "year": "substr(c.day, 1, 4)",
    "all": "''",
}


class Aggregate(NamedTuple):
    """The purchases of one product in a period (`2026-11`, `2026-T3`, `2026`). `shops`,
    `purchases` and `by_outcome` are None when there were fewer than FEWEST_SHOPS shops."""

    period: str
    product: str
    shops: int | None
    purchases: int | None
    by_outcome: dict[str, int] | None


def aggregates(
    db: sqlite3.Connection,
    authorities: Collection[str] | None,
    period: Period = "year",
    since: str = "",
    until: str = "",
) -> list[Aggregate]:
    """By period and product, the newest period first; `since` and `until` are days, included."""
    chosen = Narrowing()
    chosen.to_any_of("c.authority", authorities)
    for clause, day in (("c.day >= ?", since), ("c.day <= ?", until)):
        if day:
            chosen.to(clause, day)
    rows = db.execute(
        f"SELECT {_PERIODS[period]} AS period, coalesce(c.product, '') AS product,"
        " coalesce(c.outcome, '') AS outcome, coalesce(p.root, c.premises, c.id) AS shop"
        " FROM control_purchases c LEFT JOIN premises p ON p.id = c.premises"
        f" AND p.authority = c.authority WHERE {chosen.where}",
        chosen.arguments,
    )
    shops: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    outcomes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        key = (row["period"], row["product"])
        shops[key].add(row["shop"])
        outcomes[key].append(row["outcome"])
    newest_first = sorted(sorted(shops, key=lambda key: key[1]), key=lambda k: k[0], reverse=True)
    return [_aggregate(*key, len(shops[key]), outcomes[key]) for key in newest_first]


def _aggregate(period: str, product: str, shops: int, outcomes: list[str]) -> Aggregate:
    if shops < FEWEST_SHOPS:
        return Aggregate(period, product, None, None, None)
    by_outcome = {outcome: outcomes.count(outcome) for outcome in OUTCOMES}
    return Aggregate(period, product, shops, len(outcomes), by_outcome)
