"""A real server process on loopback that a journey can stop and start."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import requests

START_SECONDS = 30


class Server:
    """`fieldapp serve` on a folder of its own. Offline means that this process is dead."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when the server answers."""
        environment = {
            **os.environ,
            "FIELDAPP_DATA": str(self.folder),
            "FIELDAPP_PORT": str(self.port),
            "FIELDAPP_WORKERS": "1",
        }
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "fieldapp", "serve"],
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        session = requests.Session()
        retry = requests.adapters.Retry(
            total=None, connect=START_SECONDS * 10, read=0, backoff_factor=0.01
        )
        retry.DEFAULT_BACKOFF_MAX = 0.1
        session.mount("http://", requests.adapters.HTTPAdapter(max_retries=retry))
        with session:
            session.get(f"{self.url}/-/health", timeout=START_SECONDS).raise_for_status()

    def kill(self) -> None:
        """SIGKILL to the server and its workers: no farewell, no flush."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
