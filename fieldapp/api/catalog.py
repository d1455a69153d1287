"""What a municipality decides, for phones to keep."""

from __future__ import annotations

from flask import Response, request

from fieldapp.api import auth
from fieldapp.api.answers import dumps, packed
from fieldapp.domain import policy
from fieldapp.node import current_node


def catalog() -> Response:
    """What the caller needs of today's catalog, or 304 when the caller has this version."""
    found = current_node().offered
    if not policy.may(auth.caller().person, "inspection.read"):
        found = found.without_supervision
    if request.if_none_match.contains_weak(found.version):
        response = Response(status=304)
    else:
        response = packed(dumps(found.as_json()))
    response.set_etag(found.version)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
