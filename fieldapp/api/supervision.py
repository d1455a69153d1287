"""What the log tells of each premises, for the phones of those who make visits."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response, request

from fieldapp.api import auth, cursors
from fieldapp.api.answers import dumps, heading, packed
from fieldapp.domain import policy
from fieldapp.node import current_node
from fieldapp.storage import changes, supervision
from sync import protocol

_FIRST = ["0", ""]
_NOBODY = ""


def supervised() -> Response:
    """One page. The stored JSON is passed on as it is, never parsed on the way."""
    device = auth.caller()
    query = protocol.read(protocol.PullQuery, request.args.to_dict())
    node, now, person = current_node(), datetime.now(UTC), device.person
    keys = policy.keys(person)
    whose = person.authority if policy.may(person, "premises.read") else _NOBODY
    with node.db.read() as db:
        after = cursors.read(query["after"], keys, changes.last_seq(db), places=1)
        seq, own = after or _FIRST
        page = supervision.told_since(db, whose, int(seq), own, query["limit"])
    auth.heard(device, now)
    head = {
        **heading(now),
        "cursor": cursors.written(keys, page.seq, page.premises),
        "more": page.more,
        "restart": after is None,
    }
    return packed(f'{dumps(head)[:-1]},"premises":[{",".join(page.bodies)}]}}')
