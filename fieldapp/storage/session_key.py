"""The key that the desk's session cookies are signed with: made once, kept beside the database."""

from __future__ import annotations

import secrets
from pathlib import Path

from fieldapp.storage import disk

NAME = "session.key"
SIZE = 32


def session_key(folder: Path) -> bytes:
    """The node's key. Processes that start at once agree on one; a lost key only ends sessions."""
    place = folder / NAME
    if not place.exists():
        _make(place)
    return place.read_bytes()


def _make(place: Path) -> None:
    part = place.with_name(f".{NAME}-{secrets.token_hex(4)}")
    try:
        with disk.refusing_when_full():
            part.touch(0o600)
            part.write_bytes(secrets.token_bytes(SIZE))
        place.hardlink_to(part)
    except FileExistsError:
        return
    finally:
        part.unlink(missing_ok=True)
