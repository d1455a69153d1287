"""A real server process on loopback, and connections that misbehave."""

from __future__ import annotations

import os
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

START_SECONDS = 30
SERVE = """
from fieldapp.config import read_settings
from fieldapp.serving import serve
serve(read_settings())
"""


class Server:
    """gunicorn with the settings that `fieldapp serve` has."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when the server answers."""
        own = {"DATA": str(self.folder), "PORT": str(self.port), "WORKERS": "2", "THREADS": "8"}
        environment = {**os.environ, **{f"FIELDAPP_{name}": value for name, value in own.items()}}
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-c", SERVE],
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_for_answer(self.url)

    def kill(self) -> None:
        """SIGKILL to the server and its workers: no farewell, no flush."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        """SIGTERM, as a service is stopped."""
        if self.process:
            self.process.terminate()
            self.process.wait(START_SECONDS)
            self.process = None

    @property
    def log(self) -> str:
        return (self.folder / "server.log").read_text()

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=START_SECONDS)


def wait_for_answer(url: str) -> None:
    """Returns when the server answers."""
    retry = requests.adapters.Retry(total=None, connect=START_SECONDS * 10, backoff_factor=0.01)
    retry.backoff_max = 0.1
    with requests.Session() as session:
        session.mount("http://", requests.adapters.HTTPAdapter(max_retries=retry))
        session.get(f"{url}/-/health", timeout=START_SECONDS).raise_for_status()


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    try:
        server.start()
        yield server
    finally:
        server.kill()


@contextmanager
def torn(server: Server, request: bytes, *, reset: bool) -> Iterator[None]:
    """A connection that sends this much and then hangs up, politely or with a reset."""
    connection = server.connect()
    connection.sendall(request)
    yield
    if reset:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def raw(method: str, path: str, headers: dict[str, str], body: bytes) -> bytes:
    """A request as bytes on the wire."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    lines += [f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body
