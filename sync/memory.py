"""What a second phone remembers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Memory:
    """All that a phone remembers. JSON through and through."""

    device: str
    token: str
    clock: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    epoch: str = ""
    cursor: str = ""
    written: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Every change of its own, by id, in the order they were made."""
    outbox: list[str] = field(default_factory=list)
    receipts: dict[str, str] = field(default_factory=dict)
    set_aside: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The problem of each change that the node put in quarantine or would not read."""
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Kind and parts by record id, as `GET /api/records` gives them."""
    supervision: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What is known of each premises, by its id, for those who make visits."""
    supervision_cursor: str = ""
    photos: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Type and base64 of each photo by digest, and whether the node has it."""
    uploads: dict[str, str] = field(default_factory=dict)
