"""What lists of supervision are narrowed to, as the address says it: what they have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from fieldapp.web.filters import Tab

ON = "1"


@dataclass(frozen=True)
class Address:
    """The filters in the address; what is empty does not narrow. Each list has its own fields."""

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> Self:
        return cls(**{name: arguments.get(name, "").strip() for name in asdict(cls())})

    def query(self, **other: str) -> str:
        """The address's part after the question mark, with these changed."""
        named = asdict(self) | other
        return urlencode({name: value for name, value in named.items() if value})

    def but(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """What is chosen beside these, for a form that asks only for them."""
        asked = frozenset(names)
        return [
            (name, value) for name, value in asdict(self).items() if value and name not in asked
        ]

    @property
    def narrows(self) -> bool:
        return any(asdict(self).values())


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
