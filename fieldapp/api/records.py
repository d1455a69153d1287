"""Pull: the records that a device may see and that changed since its cursor."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import UTC, datetime

from flask import Response, request

from fieldapp.api import auth
from fieldapp.api.answers import dumps, heading, packed
from fieldapp.domain import policy
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import changes, records
from sync import protocol

_FIRST = 0


def pull() -> Response:
    """One page. The records' stored JSON is passed on as it is, never parsed on the way."""
    device = auth.caller()
    query = protocol.read(protocol.PullQuery, request.args.to_dict())
    node, now = current_node(), datetime.now(UTC)
    keys = policy.keys(device.person)
    with node.db.read() as db:
        after = _after(query["after"], _scope(keys), changes.last_seq(db))
        page = records.visible_since(db, keys, after or _FIRST, query["limit"])
    auth.heard(device, now)
    told = {
        **heading(now),
        "cursor": f"{node.db.epoch}.{_scope(keys)}.{page.last_seq}",
        "more": page.more,
        "restart": after is None,
        "gone": page.gone,
    }
    return packed(f'{dumps(told)[:-1]},"records":[{",".join(page.records)}]}}')


def _after(cursor: str, scope: str, last: int) -> int | None:
    """The sequence number that the cursor stands at; None when the phone has to start over."""
    if not cursor:
        return None
    parts = cursor.split(".")
    if len(parts) != 3 or not (parts[2].isascii() and parts[2].isdecimal()):
        raise Problem("cursor-unreadable", cursor=cursor)
    seq = int(parts[2])
    fits = parts[:2] == [current_node().db.epoch, scope] and seq <= last
    return seq if fits else None


def _scope(keys: Collection[str]) -> str:
    """Four hex digits of what a person may see; a changed role gives another scope."""
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:4]
