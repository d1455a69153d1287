"""Pull: the records that a device may see and that changed since its cursor."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response, request

from fieldapp.api import auth, cursors
from fieldapp.api.answers import dumps, heading, packed
from fieldapp.domain import policy
from fieldapp.node import current_node
from fieldapp.storage import changes, records
from sync import protocol

_FIRST = ["0"]


def pull() -> Response:
    """One page. The records' stored JSON is passed on as it is, never parsed on the way."""
    device = auth.caller()
    query = protocol.read(protocol.PullQuery, request.args.to_dict())
    node, now = current_node(), datetime.now(UTC)
    keys = policy.keys(device.person)
    with node.db.read() as db:
        after = cursors.read(query["after"], keys, changes.last_seq(db))
        (seq,) = after or _FIRST
        page = records.visible_since(db, keys, int(seq), query["limit"])
    auth.heard(device, now)
    told = {
        **heading(now),
        "cursor": cursors.written(keys, page.last_seq),
        "more": page.more,
        "restart": after is None,
        "gone": page.gone,
    }
    return packed(f'{dumps(told)[:-1]},"records":[{",".join(page.records)}]}}')
