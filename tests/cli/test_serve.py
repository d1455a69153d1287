"""`fieldapp serve` first tells a newcomer where to go and how to get in."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

import pytest

from fieldapp import serving
from fieldapp.cli import node
from fieldapp.config import Settings
from fieldapp.storage import enrolments
from fieldapp.storage.database import Database
from tests import make
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def served(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """The settings of every server that was started, in place of the servers."""
    started: list[Settings] = []
    monkeypatch.setattr(serving, "serve", started.append)
    return started


def test_it_tells_both_addresses_and_serves_there(run: Run, served: list[Settings]) -> None:
    shown = run("serve", FIELDAPP_PORT="8123").output
    assert "http://localhost:8123/\n" in shown
    assert "http://localhost:8123/app/\n" in shown
    assert [settings.port for settings in served] == [8123]


def test_in_an_empty_folder_it_tells_how_to_begin(run: Run) -> None:
    assert "fieldapp init" in run("serve").output


def test_a_real_municipality_shows_no_sign_ins(run: Run, municipality: Database) -> None:
    shown = run("serve").output
    assert "nattuggla" not in shown
    assert "/enrol/" not in shown


def test_the_demo_shows_sign_ins_and_a_link_for_each_kind_of_phone(run: Run, folder: Path) -> None:
    run("demo", "--reports", "3")
    shown = run("serve").output
    assert "nattuggla-samordnare" in shown
    assert people_behind(shown, folder) == ["Nattvandrare 1", "Inspektör 1"]


def people_behind(shown: str, folder: Path) -> list[str]:
    """Who is let in by the links that are shown, in their order."""
    database = Database(folder)
    found = []
    for code in re.findall(r"/app/#/enrol/(\w{8})", shown):
        request = enrolments.Request(code, make.new_id(), secrets.token_urlsafe(32), "Prov")
        with database.write() as db:
            sender, _ = enrolments.redeem(db, request, node.now())
        found.append(sender.person.label)
    database.close()
    return found
