"""How few may be told of: a count of one or two, by place or hour, can point someone out."""

from __future__ import annotations

from fieldapp.domain.people import Role

LEAST = 3


def is_told(count: int, role: Role) -> bool:
    """Whether a count of a square, an area or an hour may be told outside the coordinators."""
    return role == "coordinator" or count == 0 or count >= LEAST
