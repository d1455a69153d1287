"""Cursors: where a phone stands in what it may see. They are opaque to the phone.

One stands on the log's sequence number and is of one epoch and one scope of sight; one that fits
neither makes the phone start over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from fieldapp.domain.problems import Problem
from fieldapp.node import current_node


def scope(keys: Collection[str]) -> str:
    """Four hex digits of what a person may see; a changed role gives another scope."""
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:4]


def written(keys: Collection[str], seq: int, *place: str) -> str:
    """The cursor of these keys that stands at this seq; `place` is where within it, if needed."""
    return ".".join((current_node().db.epoch, scope(keys), str(seq), *place))


def read(cursor: str, keys: Collection[str], last: int, places: int = 0) -> list[str] | None:
    """The seq and the places in it that the cursor stands at; None when the phone starts over.

    `last` is the log's newest seq. Raises Problem cursor-unreadable for what never was one.
    """
    if not cursor:
        return None
    epoch, sight, *found = [*cursor.split("."), "", ""]
    found = found[:-2]
    if len(found) != 1 + places or not (found[0].isascii() and found[0].isdecimal()):
        raise Problem("cursor-unreadable", cursor=cursor)
    fits = (epoch, sight) == (current_node().db.epoch, scope(keys)) and int(found[0]) <= last
    return found if fits else None
