"""What clients send: read whole or in pieces, within limits of size and depth."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from flask import current_app, request
from werkzeug.exceptions import ClientDisconnected

from fieldapp.domain.problems import Problem

PIECE = 64 * 1024


def read_json() -> Any:
    """The body as JSON, whatever its Content-Type. Raises Problem not-json, body-too-large."""
    content = b"".join(pieces(current_app.config["MAX_CONTENT_LENGTH"]))
    try:
        return json.loads(content, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise Problem("not-json") from error


def pieces(most: int) -> Iterator[bytes]:
    """The body in pieces. Ends early if the connection is cut. Raises Problem body-too-large."""
    left = most
    while piece := _next_piece():
        if len(piece) > left:
            raise Problem("body-too-large", limit=most)
        left -= len(piece)
        yield piece


def _next_piece() -> bytes:
    try:
        return request.stream.read(PIECE)
    except (ClientDisconnected, OSError):
        return b""


def _refuse(constant: str) -> Any:
    raise ValueError(f"not JSON: {constant}")


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError(f"not a number that JSON can hold: {text[:40]}")
    return number
