"""Answers of success: JSON, compressed as the client accepts where it pays."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import brotli
from flask import Response, request

from fieldapp.domain.clock import format_time
from fieldapp.node import current_node
from sync.protocol import PROTOCOL

_WORTH_PACKING = 512
_BROTLI, _GZIP = 4, 5


def heading(now: datetime) -> dict[str, Any]:
    """The members that every answer of the protocol begins with."""
    return {
        "protocol": PROTOCOL,
        "epoch": current_node().db.epoch,
        "server_time": format_time(now),
    }


def answer(body: Mapping[str, Any], status: int = 200) -> Response:
    return Response(dumps(body), status, mimetype="application/json")


def packed(text: str) -> Response:
    """JSON text in the best encoding that the client accepts."""
    content = text.encode()
    response = Response(mimetype="application/json")
    if len(content) >= _WORTH_PACKING:
        response.vary.add("Accept-Encoding")
        encoding = request.accept_encodings.best_match(("br", "gzip"))
        if encoding == "br":
            content = brotli.compress(content, quality=_BROTLI)
        elif encoding == "gzip":
            content = gzip.compress(content, _GZIP, mtime=0)
        if encoding:
            response.headers["Content-Encoding"] = encoding
    response.set_data(content)
    return response


def dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
