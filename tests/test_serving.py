"""gunicorn as Settings say, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp import lobby, serving
from fieldapp.config import Settings
from fieldapp.node import Node


def config(**settings: object) -> dict[str, object]:
    """What gunicorn is told."""
    found = serving.Server(Settings(**settings)).cfg.settings  # type: ignore[arg-type]
    return {name: setting.get() for name, setting in found.items()}


def test_settings_decide(tmp_path: Path) -> None:
    told = config(data=tmp_path, host="127.0.0.1", port=8601, workers=3, threads=5)
    assert (told["bind"], told["workers"], told["threads"]) == (["127.0.0.1:8601"], 3, 5)


def test_an_address_of_the_new_kind_is_written_as_gunicorn_reads_it() -> None:
    assert config(host="::1")["bind"] == ["[::1]:8600"]


def test_the_environment_and_the_command_line_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUNICORN_CMD_ARGS", "--workers 9 --access-logfile -")
    monkeypatch.setattr("sys.argv", ["fieldapp", "--workers", "9"])
    told = config(workers=2)
    assert (told["workers"], told["accesslog"]) == (2, None)


def test_connections_wait_in_the_lobby() -> None:
    assert serving.Server(Settings()).cfg.worker_class is lobby.Worker


def test_a_worker_reads_ahead_before_it_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    monkeypatch.setattr(Node, "read_ahead", lambda node: read.append(node.db.folder))
    monkeypatch.setattr(serving.gc, "freeze", lambda: None)
    serving.Server(Settings(data=tmp_path)).load()
    assert read == [tmp_path]
