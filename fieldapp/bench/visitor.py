"""A browser's half of a page, of the standard library alone: asked for, and read to its end."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_OLDER = re.compile(r'href="([^"]+)" rel="next"')
_REPORT = re.compile(r'<h2><a href="([^"]+)"')
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Seen:
    """A page: how many ms it took, and what was in it."""

    ms: float
    body: str


class Visitor:
    """One connection that is kept open, and what it was given to remember."""

    def __init__(self, url: str) -> None:
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=_PATIENCE)
        self._cookies: SimpleCookie = SimpleCookie()

    def see(self, path: str) -> Seen:
        """A page of the server. Raises ConnectionError when it is none."""
        start = time.perf_counter()
        try:
            response, body = self._ask("GET", path)
        except RemoteDisconnected:
            # The server leaves a connection that was not used for long.
            self._connection.close()
            return self.see(path)
        ms = (time.perf_counter() - start) * 1000
        if response.status != 200:
            raise ConnectionError(f"{path}: {response.status} {body[:300]}")
        return Seen(ms, body)

    def again(self, path: str) -> Iterator[float]:
        """How many ms the page takes, again and again."""
        while True:
            yield self.see(path).ms

    def older(self, path: str) -> Iterator[float]:
        """How many ms a list takes, and each older page of it; after its end once more."""
        at = path
        while True:
            seen = self.see(at)
            yield seen.ms
            found = _OLDER.search(seen.body)
            at = unescape(found[1]) if found else path

    def first_in(self, path: str) -> str:
        """The path of the first report in a list. Raises ValueError when it has none."""
        found = _REPORT.search(self.see(path).body)
        if not found:
            raise ValueError(f"{path} lists no report")
        return found[1]

    def sign_in(self, username: str, password: str) -> None:
        """Raises ConnectionError when the desk does not let this person in."""
        found = _TOKEN.search(self.see("/sign-in").body)
        sent = {"username": username, "password": password}
        form = urlencode({**sent, "csrf_token": found[1] if found else ""})
        response, body = self._ask("POST", "/sign-in", form)
        if response.status != 303:
            raise ConnectionError(f"{username} was not let in: {response.status} {body[:300]}")

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, path: str, form: str = "") -> tuple[HTTPResponse, str]:
        cookies = "; ".join(f"{own.key}={own.value}" for own in self._cookies.values())
        headers = {"Accept": "text/html", "Cookie": cookies} | (_FORM if form else {})
        self._connection.request(method, path, form or None, headers)
        response = self._connection.getresponse()
        body = response.read().decode()
        for cookie in response.headers.get_all("Set-Cookie") or ():
            self._cookies.load(cookie)
        return response, body


@contextmanager
def visiting(url: str, sign_in: Sequence[str] = ()) -> Iterator[Visitor]:
    """A visitor who leaves at the end; signed in when username and password are given."""
    visitor = Visitor(url)
    try:
        if sign_in:
            visitor.sign_in(*sign_in)
        yield visitor
    finally:
        visitor.close()
