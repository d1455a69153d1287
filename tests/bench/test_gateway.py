"""Files come from the folder, what is under /api/ from the server behind, and that is counted."""

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import requests

from fieldapp.bench import gateway
from fieldapp.bench.gateway import Gateway

ANSWER = gzip.compress(b'{"protocol": 1}')


class Api(BaseHTTPRequestHandler):
    heard: list[tuple[str, str, str | None, bytes]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.heard.append((self.command, self.path, self.headers["Authorization"], body))
        self.send_response(401 if self.path == "/api/shut" else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(ANSWER)))
        self.end_headers()
        self.wfile.write(ANSWER)

    do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *args: Any) -> None:
        """Nobody reads it."""


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Gateway]:
    (tmp_path / "register.js").write_text("1")
    Api.heard.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), Api) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        with gateway.served(tmp_path, f"http://127.0.0.1:{server.server_port}") as found:
            yield found
        server.shutdown()
        thread.join()


def test_files_are_the_folders_and_are_not_counted(opened: Gateway) -> None:
    answer = requests.get(f"http://127.0.0.1:{opened.port}/register.js", timeout=10)
    assert (answer.text, answer.headers["Content-Type"]) == ("1", "text/javascript")
    assert (opened.received, Api.heard) == (0, [])


def test_the_api_is_the_servers_and_counted_as_it_came(opened: Gateway) -> None:
    url = f"http://127.0.0.1:{opened.port}/api/records?after="
    told = requests.get(url, headers={"Authorization": "Bearer x"}, timeout=10)
    assert (told.json(), told.headers["Content-Encoding"]) == ({"protocol": 1}, "gzip")
    requests.post(f"http://127.0.0.1:{opened.port}/api/changes", data=b"{}", timeout=10)
    assert Api.heard == [
        ("GET", "/api/records?after=", "Bearer x", b""),
        ("POST", "/api/changes", None, b"{}"),
    ]
    assert opened.received == 2 * len(ANSWER)


def test_a_refusal_is_passed_on(opened: Gateway) -> None:
    assert requests.get(f"http://127.0.0.1:{opened.port}/api/shut", timeout=10).status_code == 401
