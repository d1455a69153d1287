"""What clients send: read whole or in pieces, within limits of size, depth and patience."""

from __future__ import annotations

import json
import math
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import request
from werkzeug.exceptions import ClientDisconnected

from fieldapp.domain.problems import Problem

PIECE = 64 * 1024
_PATIENCE = 20.0


def read_json() -> Any:
    """The body as JSON, whatever its Content-Type says. Raises Problem not-json."""
    try:
        with _patience():
            content = request.get_data(cache=False)
        return json.loads(content, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError, ClientDisconnected, OSError) as error:
        raise Problem("not-json") from error


def pieces(most: int) -> Iterator[bytes]:
    """The body in pieces. Ends early when the connection is cut; raises Problem body-too-large."""
    left = most
    while piece := _next_piece():
        if len(piece) > left:
            raise Problem("body-too-large", limit=most)
        left -= len(piece)
        yield piece


def _next_piece() -> bytes:
    try:
        with _patience():
            return request.stream.read(PIECE)
    except (ClientDisconnected, OSError):
        return b""


@contextmanager
def _patience() -> Iterator[None]:
    """A client that has fallen silent must not keep a thread for ever."""
    connection: socket.socket | None = request.environ.get("gunicorn.socket")
    if connection is None:
        yield
        return
    before = connection.gettimeout()
    connection.settimeout(_PATIENCE)
    try:
        yield
    finally:
        connection.settimeout(before)


def _refuse(constant: str) -> Any:
    raise ValueError(f"not JSON: {constant}")


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError(f"not a number that JSON can hold: {text[:40]}")
    return number
