"""The catalogue of problems: every error a person or a phone can be told of.

Raised anywhere, turned into an answer in one place: application/problem+json (RFC 9457) for phones
and nodes, a page for the desk. The words are those of problem_texts.
"""

from __future__ import annotations

from typing import Any

from fieldapp.domain.problem_texts import CATALOGUE as CATALOGUE


class Problem(Exception):
    """A problem of the catalogue with its data; `field` names the field it is about, if any."""

    def __init__(self, name: str, /, *, field: str | None = None, **data: Any) -> None:
        entry = CATALOGUE[name]
        self.name = name
        self.status = entry.status
        self.title = entry.title
        self.detail = entry.detail.format(**data)
        self.field = field
        self.data = data
        super().__init__(f"{name}: {self.detail}")

    def as_json(self) -> dict[str, Any]:
        """The members of RFC 9457 and the data."""
        shown = {"type": f"/problems/{self.name}", "title": self.title, "status": self.status}
        about = {"field": self.field} if self.field else {}
        return {**shown, "detail": self.detail, **about, **self.data}
