"""A network in memory: requests that reach a node's application, or do not, or twice, or late."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from typing import Any, Literal, Self

import requests
from flask import Flask
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from fieldapp.api import changes, photos, records, set_aside
from fieldapp.cli import node as cli_node

Fate = Literal["honest", "lost", "swallowed", "twice", "killed", "killed after"]
FATES: tuple[Fate, ...] = ("honest", "lost", "swallowed", "twice", "killed", "killed after")
Reached = Callable[[], tuple[Flask, timedelta]]


class Killed(BaseException):
    """The process that called is no more. What it had committed is all that is left of it."""


class Weather:
    """What becomes of the calls to come; fair, when nothing is foretold."""

    def __init__(self) -> None:
        self.coming: list[Fate] = []

    def next(self) -> Fate:
        return self.coming.pop(0) if self.coming else "honest"


class Wire(BaseAdapter):
    """Leads to one node, which may be another process by the next call. Keeps what it carried."""

    def __init__(self, node: Reached, weather: Weather) -> None:
        super().__init__()
        self.node, self.weather = node, weather
        self.carried: list[requests.PreparedRequest] = []

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:
        fate = self.weather.next()
        if fate == "killed":
            raise Killed
        if fate == "lost":
            raise requests.ConnectionError("lost on the way there")
        if request.method == "POST":
            self.carried.append(request)
        answered = self.deliver(request)
        if fate == "killed after":
            raise Killed
        if fate == "swallowed":
            raise requests.ConnectionError("lost on the way back")
        return self.deliver(request) if fate == "twice" else answered

    def deliver(self, request: requests.PreparedRequest) -> requests.Response:
        app, skew = self.node()
        headers = {name: value for name, value in request.headers.items() if name in _CARRIED}
        with clock_of_server(skew):
            answer = app.test_client(use_cookies=False).open(
                request.path_url, method=request.method, headers=headers, data=request.body
            )
            with answer:
                return _response(request, answer.status_code, answer.headers, answer.data)

    def close(self) -> None:
        """There is nothing to close."""


_CARRIED = (
    "Authorization", "Content-Type", "If-None-Match", "Tus-Resumable", "Upload-Length",
    "Upload-Metadata", "Upload-Offset", "Upload-Checksum",
)  # fmt: skip


@contextmanager
def clock_of_server(skew: timedelta) -> Iterator[None]:
    """While a node's own code runs, the time of day is its own."""

    class Skewed(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            moment = BASE + skew
            return cls.combine(moment.date(), moment.timetz())

    modules = (changes, photos, records, set_aside)
    for module in modules:
        module.datetime = Skewed  # type: ignore[attr-defined]
    try:
        yield
    finally:
        for module in modules:
            module.datetime = datetime  # type: ignore[attr-defined]


@contextmanager
def clock_of_node(skew: timedelta) -> Iterator[None]:
    """The same for what a node does at a command."""
    before = cli_node.now
    cli_node.now = lambda: BASE + skew
    try:
        yield
    finally:
        cli_node.now = before


BASE = datetime.fromisoformat("2026-10-25T00:58:30+00:00")
"""A minute and a half before the night when the clock is put back an hour."""


def _response(
    request: requests.PreparedRequest, status: int, headers: Mapping[str, str], content: bytes
) -> requests.Response:
    response = requests.Response()
    response.status_code = status
    response.headers = CaseInsensitiveDict(headers.items())
    response.url, response.request = request.url or "", request
    response._content = content  # type: ignore[attr-defined]
    response._content_consumed = True  # type: ignore[attr-defined]
    return response
