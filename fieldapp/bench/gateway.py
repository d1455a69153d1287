"""The site with Fältappen's API behind it, as one address: a worker of ours may call no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from fieldapp.bench import site

_API = "/api/"
_PASSED_ON = ("Accept", "Accept-Encoding", "Authorization", "Content-Type", "If-None-Match")
_GIVEN_BACK = ("Content-Type", "Content-Encoding", "ETag")


@dataclass
class Gateway:
    """`received` counts the bytes of the API's answers, packed as they came."""

    port: int = 0
    received: int = 0


@contextmanager
def served(folder: Path, api: str) -> Iterator[Gateway]:
    """The folder, and what is under /api/ from the server at this address."""
    gateway, server = Gateway(), api.removeprefix("http://")

    class Handler(site.Handler):
        def do_GET(self) -> None:  # noqa: N802
            if self.path.startswith(_API):
                return self._pass_on()
            return super().do_GET()

        def do_POST(self) -> None:  # noqa: N802
            self._pass_on()

        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name: self.headers[name] for name in _PASSED_ON if name in self.headers}
            connection = HTTPConnection(server)
            connection.request(self.command, self.path, body or None, headers)
            answer = connection.getresponse()
            told = answer.read()
            connection.close()
            gateway.received += len(told)
            self.send_response(answer.status)
            for name in _GIVEN_BACK:
                if value := answer.getheader(name):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

    with site.served(folder, Handler) as port:
        gateway.port = port
        yield gateway
