"""What a page is narrowed to, as its address says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode


@dataclass(frozen=True)
class Address:
    """The filters in the address; what is empty does not narrow. Each list has its own fields."""

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> Self:
        return cls(**{name: arguments.get(name, "").strip() for name in vars(cls())})

    def query(self, **other: str) -> str:
        """The address's part after the question mark, with these changed."""
        named = vars(self) | other
        return urlencode({name: value for name, value in named.items() if value})

    def but(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """What is chosen beside these, for a form that asks only for them."""
        asked = frozenset(names)
        return [(own, value) for own, value in vars(self).items() if value and own not in asked]

    @property
    def narrows(self) -> bool:
        return bool(self.but(()))
