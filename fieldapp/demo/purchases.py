"""The demo's control purchases, as their phone wrote them. Nothing in them leads anywhere else."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from fieldapp.demo import moments
from fieldapp.demo.author import Author
from fieldapp.demo.premises import Premises
from fieldapp.demo.rounds import Entry
from fieldapp.demo.visits import Sending
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7

_TOLD, _SENT = timedelta(minutes=15), timedelta(minutes=25)
_AS_TOLD = ("product", "checkout", "outcome", "id_asked")


def purchases(
    premises: Iterable[Premises], night: date, buyer: Author, chance: Random
) -> list[Sending]:
    """All that were made at these premises until that night, oldest first."""
    known = {one.id: one for one in premises}
    read = tomllib.loads((Path(__file__).parent / "purchases.toml").read_text())["purchases"]
    found = []
    for told in read:
        day = moments.weeks_before(night, told["weeks"], told["day"])
        if told["premises"] in known:
            at = moments.at(day, told["at"])
            found.append(_purchase(told, known[told["premises"]], at, buyer, chance))
    return sorted(found, key=lambda one: one.at)


def _purchase(
    told: Entry, premises: Premises, at: datetime, buyer: Author, chance: Random
) -> Sending:
    sold = told["outcome"].startswith("sold")
    sent = at + _SENT
    fields: dict[str, Any] = {
        "premises": premises.record,
        "premises_name": premises.fields["name"],
        **{name: told[name] for name in _AS_TOLD},
        "buyer_code": f"K-{chance.randint(1, 4):02}",
        "buyer_is_adult": True,
        "buyer_informed": True,
        "official_nearby": True,
        "happened_at": buyer.time(at),
        "age_asked": told["id_asked"],
        "sign_seen": told.get("sign_seen", "yes"),
        **({"goods": "destroyed"} if sold else {}),
        "trader_informed": True,
        "trader_informed_at": buyer.time(at + _TOLD),
        "trader_informed_how": "phone" if told["checkout"] == "self_checkout" else "on_site",
        **({"dialogue": told["dialogue"]} if "dialogue" in told else {}),
        "no_sanction": True,
        **buyer.signed(sent),
    }
    record = uuid7(at, chance.randbytes(ENTROPY_BYTES))
    change = buyer.change("control_purchase", record, sent, fields, chance)
    return Sending(sent, buyer, change)
