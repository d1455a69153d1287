"""Ids of records, changes, people and devices: UUIDv7 (RFC 9562), in the order they were made."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

ENTROPY_BYTES = 10
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FORM = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def uuid7(now: datetime, entropy: bytes) -> str:
    """The id of a moment and ten random bytes, lower case with hyphens."""
    milliseconds = (now - _EPOCH) // timedelta(milliseconds=1)
    number = (milliseconds << 80) | int.from_bytes(entropy[:ENTROPY_BYTES], "big")
    number &= ~(0xF000 << 64) & ~(0xC000 << 48)
    number |= (0x7000 << 64) | (0x8000 << 48)
    return str(UUID(int=number))


def is_id(value: object) -> bool:
    """Whether this is a UUID as it is written here: lower case, with hyphens."""
    return isinstance(value, str) and _FORM.fullmatch(value) is not None
