"""Control purchases in aggregate: product by outcome, in whole periods.

Never by shop, and never beside deficiencies: one may ground no measure (AL 9:15 b, LTLP 7:23).
Only whole months, tertials and years can be asked for; the difference between two periods of a
person's own choice could tell of one shop.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import request

from fieldapp.node import current_node
from fieldapp.storage import audit, control_purchases
from fieldapp.storage.control_purchases import OUTCOMES, Aggregate, Period
from fieldapp.web import access, inspection_words, times
from fieldapp.web.blueprint import web
from fieldapp.web.filters import Tab
from fieldapp.web.pages import Page, now, render

PERIODS: dict[Period, str] = {"year": "År", "tertial": "Tertial", "month": "Månad"}


@dataclass(frozen=True)
class Line:
    """The purchases of a product in a period; nothing is shown of too few shops."""

    period: str
    text: str
    is_shown: bool
    shops: int
    purchases: int
    outcomes: list[int]


@dataclass(frozen=True)
class ControlPurchases(Page):
    template: ClassVar = "control_purchases/index.html"
    periods: list[Tab]
    outcomes: list[str]
    lines: list[Line]
    fewest: int


@web.get("/control-purchases")
@access.needs("inspection.read")
def count_control_purchases() -> str:
    viewer, asked = access.present(), request.args.get("period", "")
    period: Period = next((own for own in PERIODS if own == asked), "year")
    with current_node().db.write(synced=False) as db:
        audit.append(db, viewer, "control-purchases-counted", None, now(), detail=period)
    with current_node().db.read() as db:
        found = control_purchases.aggregates(db, [viewer.authority], period)
    return render(
        ControlPurchases(
            periods=[
                Tab(f"/control-purchases?period={own}", text, "", own == period)
                for own, text in PERIODS.items()
            ],
            outcomes=[inspection_words.OUTCOMES[outcome] for outcome in OUTCOMES],
            lines=[_line(one) for one in found],
            fewest=control_purchases.FEWEST_SHOPS,
        )
    )


def _line(one: Aggregate) -> Line:
    outcomes = one.by_outcome or {}
    return Line(
        period=_period(one.period),
        text=inspection_words.PRODUCTS.get(one.product, "Okänd produkt"),
        is_shown=one.by_outcome is not None,
        shops=one.shops or 0,
        purchases=one.purchases or 0,
        outcomes=[outcomes.get(outcome, 0) for outcome in OUTCOMES],
    )


def _period(period: str) -> str:
    """`2026-11` as `nov 2026`, `2026-T3` as `tertial 3, 2026`."""
    year, _, part = period.partition("-")
    if not part:
        return year
    if part.startswith("T"):
        return f"tertial {part[1:]}, {year}"
    return f"{times.MONTHS[int(part) - 1]} {year}"
