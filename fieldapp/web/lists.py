"""What lists of supervision are narrowed to, as the address says it: what they have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from fieldapp.web.addresses import Address
from fieldapp.web.filters import Tab

ON = "1"


def chip(address: str, chosen: Address, name: str, text: str, count: str = "") -> Tab:
    """A filter that is on or off; its link turns it."""
    values: Mapping[str, Any] = asdict(chosen)
    is_on = values[name] == ON
    query = chosen.query(**{name: "" if is_on else ON})
    return Tab(f"{address}?{query}" if query else address, text, count, is_on)


def state_tabs(
    address: str, chosen: Address, words: Mapping[str, str], counts: Mapping[Any, int]
) -> list[Tab]:
    """One tab for each state, with how many are in it; and first all of them."""
    here = asdict(chosen)["state"]
    every = Tab(f"{address}?{chosen.query(state='')}", "Alla", str(sum(counts.values())), not here)
    return [every] + [
        Tab(f"{address}?{chosen.query(state=own)}", text, str(counts.get(own, 0)), own == here)
        for own, text in words.items()
    ]


def day_in(text: str) -> str:
    """The day that an address names; nothing when it names none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
