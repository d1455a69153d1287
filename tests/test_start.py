"""Starting up: one list, and an application that holds its node."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask, request

from fieldapp import catalog, create_app
from fieldapp.config import Settings
from fieldapp.node import Node


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


@contextmanager
def started(settings: Settings | None = None) -> Iterator[Flask]:
    app = create_app(settings)
    yield app
    app.extensions["fieldapp"].db.close()


def test_an_application_holds_its_node(settings: Settings) -> None:
    with started(settings) as app:
        node: Node = app.extensions["fieldapp"]
        assert node.settings == settings
        assert node.db.path.parent == settings.data
        assert app.test_client().get("/-/version").json["catalog"] == node.offered.version


def test_settings_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIELDAPP_DATA", str(tmp_path))
    with started() as app:
        assert app.extensions["fieldapp"].settings.data == tmp_path


@pytest.mark.parametrize(
    ("proxies", "address"), [(0, "127.0.0.1"), (1, "192.0.2.7"), (2, "198.51.100.1")]
)
def test_only_own_proxies_are_believed(tmp_path: Path, proxies: int, address: str) -> None:
    with started(Settings(data=tmp_path, trusted_proxies=proxies)) as app:
        told: list[str | None] = []
        app.before_request(lambda: told.append(request.remote_addr))
        forwarded = {"X-Forwarded-For": "198.51.100.1, 192.0.2.7"}
        app.test_client().get("/-/health", headers=forwarded)
        assert told == [address]


def test_the_catalog_may_be_the_municipalitys_own(tmp_path: Path) -> None:
    own = tmp_path / "own"
    catalog.copy(own)
    words = own / "municipality.toml"
    words.write_text(words.read_text().replace('name = "', 'name = "Nya ', 1))
    with started(Settings(data=tmp_path, catalog=str(own))) as app:
        assert app.extensions["fieldapp"].catalog.name.startswith("Nya ")
