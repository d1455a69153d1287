"""What may stand between a phone and its node: portals, proxies and masts that lose answers."""

from __future__ import annotations

import gzip
import json
import socket
import struct
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, Self

import requests

HTML = b"<!doctype html><title>Gratis wifi</title><h1>V\xc3\xa4lkommen! Logga in</h1>"
Trick = Callable[["Between"], None]
PASSED_ON = ("Location", "Upload-Offset", "Content-Type", "ETag", "Retry-After")


class Between(BaseHTTPRequestHandler):
    """One request on its way. A trick decides what the phone gets back."""

    server: Portal
    body: bytes = b""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self.handle_any
        raise AttributeError(name)

    def handle_any(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.heard.append(f"{self.command} {self.path}")
        tricks = self.server.tricks
        trick = tricks.pop(0) if tricks else self.server.always
        trick(self)

    def forward(self) -> requests.Response:
        headers = {name: self.headers[name] for name in self.headers if name.lower() != "host"}
        url = self.server.upstream + self.path
        with requests.Session() as session:
            session.trust_env = False
            return session.request(
                self.command, url, headers=headers, data=self.body, allow_redirects=False
            )

    def answer(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content if self.command != "HEAD" else b"")

    def reset(self) -> None:
        """Hangs up at once, unread bytes and all."""
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True
        self.connection.close()

    def finish(self) -> None:
        """The connection may be gone already."""
        try:
            super().finish()
        except (OSError, ValueError):
            self.close_connection = True

    def log_message(self, *_: Any) -> None: ...


class Portal(ThreadingHTTPServer):
    """Passes on what it gets, but for the tricks it is given: one for each request to come."""

    daemon_threads = True

    def __init__(self, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), Between)
        self.upstream = upstream
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.tricks: list[Trick] = []
        self.always: Trick = honest
        self.heard: list[str] = []
        self.released = Event()
        self._thread = Thread(target=self.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self.shutdown()
        self._thread.join()
        self.server_close()


def honest(between: Between) -> None:
    got = between.forward()
    headers = {name: got.headers[name] for name in PASSED_ON if name in got.headers}
    between.answer(got.status_code, got.content, **headers)


def swallow(between: Between) -> None:
    """The node does what it is asked, and nobody hears of it."""
    between.forward()
    between.reset()


def login_page(between: Between) -> None:
    between.answer(200, HTML, Content_Type="text/html; charset=utf-8")


def login_page_with_headers(between: Between) -> None:
    """A portal that answers everything as JSON."""
    between.answer(200, b'{"login": "https://wifi.example"}', Content_Type="application/json")


def redirect(between: Between) -> None:
    between.answer(302, b"", Location="http://127.0.0.1:9/login")


def forbidden_page(between: Between) -> None:
    between.answer(403, HTML, Content_Type="text/html")


def bad_gateway(between: Between) -> None:
    between.answer(502, b"<html>502 Bad Gateway</html>", Content_Type="text/html")


def cut_gzip(between: Between) -> None:
    """The node's own answer, compressed, without its end, and with the length of what is left."""
    packed = gzip.compress(between.forward().content)
    half = packed[: len(packed) // 2]
    between.answer(200, half, Content_Encoding="gzip", Content_Type="application/json")


def cut_answer(between: Between) -> None:
    """The node's own answer, of which half comes before the connection is lost."""
    content = between.forward().content
    between.send_response(200)
    between.send_header("Content-Type", "application/json")
    between.send_header("Content-Length", str(len(content)))
    between.end_headers()
    between.wfile.write(content[: len(content) // 2])
    between.wfile.flush()
    between.reset()


def cut_request(between: Between) -> None:
    """The node never hears of it."""
    between.reset()


def silent(between: Between) -> None:
    """Never answers; lets go when the test is over."""
    between.server.released.wait(30)
    between.reset()


def too_large(most: int) -> Trick:
    """A proxy that lets no more than so many bytes through, and says so in its own way."""

    def trick(between: Between) -> None:
        if len(between.body) > most:
            between.answer(413, b"<h1>413 Request Entity Too Large</h1>", Content_Type="text/html")
        else:
            honest(between)

    return trick


def changed(member: str, value: Any) -> Trick:
    """The node's answer to a push with one member of its first result changed."""

    def trick(between: Between) -> None:
        answer = json.loads(between.forward().content)
        answer["results"][0][member] = value
        between.answer(200, json.dumps(answer).encode(), Content_Type="application/json")

    return trick
