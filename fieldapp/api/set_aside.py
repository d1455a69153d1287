"""What nodes tell each other of the changes that they have set aside: never judged anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Response, request

from fieldapp.api import auth
from fieldapp.api.answers import answer, heading, packed
from fieldapp.api.body import read_json
from fieldapp.domain import policy
from fieldapp.node import current_node
from fieldapp.storage import authors, quarantine
from sync import protocol


def told() -> Response:
    """What is set aside here of what the asking node may be given, unless it is told already."""
    device = auth.calling_node()
    query = protocol.read(protocol.AsideQuery, request.args.to_dict())
    whose = policy.node_sees(device.works_for)
    with current_node().db.read() as db:
        found = quarantine.of(db, whose)
        mark = quarantine.mark(found)
        shown = found if mark != query["unless"] else []
        people = authors.told(db, {one.actor for one in shown})
    body: Mapping[str, Any] = {
        "mark": mark,
        "set_aside": [one.as_json() for one in shown],
        "people": people,
    }
    # Escaped, for what was set aside may hold what no UTF-8 can.
    return packed(json.dumps({**heading(datetime.now(UTC)), **body}))


def tell() -> Response:
    """Takes down what another node has set aside, with its reason."""
    auth.calling_node()
    sent = protocol.read(protocol.AsideRequest, read_json())
    with current_node().db.write() as db:
        authors.note(db, sent["people"])
        quarantine.keep(db, sent["set_aside"])
    return answer(heading(datetime.now(UTC)))
