"""What a municipality decides, for phones to keep."""

from __future__ import annotations

from flask import Response, request

from fieldapp.api import auth
from fieldapp.api.answers import dumps, packed
from fieldapp.node import current_node


def catalog() -> Response:
    """The catalog, or 304 when the caller has this version."""
    auth.caller()
    found = current_node().catalog
    if request.if_none_match.contains_weak(found.version):
        response = Response(status=304)
    else:
        response = packed(dumps(found.as_json()))
    response.set_etag(found.version)
    response.headers["Cache-Control"] = "private, no-cache"
    return response
