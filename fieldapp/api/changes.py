"""Push, and the raw log for nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Response, request

from fieldapp.api import auth
from fieldapp.api.answers import answer, dumps, heading, packed
from fieldapp.api.body import read_json
from fieldapp.domain import policy
from fieldapp.domain.clock import format_time
from fieldapp.node import current_node
from fieldapp.rescue.keys import public_key
from fieldapp.storage import authors, changes, devices, photos, shares
from fieldapp.storage.devices import Holding
from fieldapp.storage.log import Line
from sync import protocol

_MANIFEST = re.compile(r"photos/([0-9a-f]{64})")
Raw = Mapping[str, Any]


def push() -> Response:
    """Stores a batch in one transaction; the answer is made only after the commit."""
    device = auth.caller()
    sent = protocol.read(protocol.PushRequest, read_json())
    node, now = current_node(), datetime.now(UTC)
    batch, offset = sent["changes"], _offset(sent["device_time"], now)
    with node.db.write() as db:
        if device.is_node:
            authors.note(db, sent["people"])
        results = changes.push(db, batch, device.sender, node.catalog, now, offset)
        left = _left(sent["holding"], len(batch))
        devices.reported(db, device.id, now, sent["app"] or None, offset, left)
        missing = photos.missing(db, _manifests(batch))
        key = public_key(db)
    told = [_result(result) for result in results]
    found = {"results": told, "photos_missing": missing, "rescue_key": key}
    return answer({**heading(now), **found})


def log() -> Response:
    """The log from a sequence number on, as much of it as the asking node may be given."""
    device = auth.calling_node()
    query = protocol.read(protocol.LogQuery, request.args.to_dict())
    now = datetime.now(UTC)
    whose = policy.node_sees(device.works_for)
    with current_node().db.read() as db:
        found = shares.stretch(db, query["after"], query["limit"], whose)
        people = authors.told(db, {line.change.actor for line in found.lines})
    auth.heard(device, now)
    told = {
        "next": found.end,
        "more": found.more,
        "authorities": sorted(whose),
        "changes": [_row(line) for line in found.lines],
        "people": people,
    }
    return packed(dumps({**heading(now), **told}))


def _row(line: Line) -> dict[str, Any]:
    return {"seq": line.seq, "received_at": line.received_at, **line.change.as_json()}


def _offset(device_time: datetime | None, now: datetime) -> int | None:
    """Server time minus device time in milliseconds."""
    return (now - device_time) // timedelta(milliseconds=1) if device_time else None


def _left(told: Mapping[str, Any] | None, received: int) -> Holding:
    """What the device still has when this batch is received."""
    told = told or {"changes": 0, "photos": 0, "oldest": None}
    changes_left = max(0, told["changes"] - received)
    waits = changes_left or told["photos"]
    oldest = format_time(told["oldest"]) if waits and told["oldest"] else None
    return Holding(changes_left, told["photos"], oldest)


def _manifests(batch: Sequence[Raw]) -> Iterator[str]:
    """The digests of the photos that the batch's changes speak of."""
    for change in batch:
        fields = change.get("fields")
        for name, value in fields.items() if isinstance(fields, dict) else ():
            found = _MANIFEST.fullmatch(name)
            if found and value is not None:
                yield found[1]


def _result(result: changes.Result) -> dict[str, Any]:
    told = {"id": result.id, "status": result.status, "digest": result.digest}
    if result.problem:
        return {**told, "problem": result.problem.as_json()}
    return {**told, "receipt": result.receipt}
