"""`fieldapp serve` first tells a newcomer where to go and how to get in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fieldapp import serving
from fieldapp.cli import node
from fieldapp.config import Settings
from fieldapp.storage import enrolments
from fieldapp.storage.database import Database
from tests.cli.conftest import Run

DEVICE = "01a1fa1c-6ba1-73fe-a2e7-227905aa2508"


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


def test_the_demo_shows_sign_ins_and_a_link_for_a_phone(run: Run, folder: Path) -> None:
    run("demo", "--reports", "3")
    shown = run("serve").output
    assert "nattuggla-samordnare" in shown
    code = re.search(r"/app/#/enrol/(\w{8})", shown)
    assert code, shown
    request = enrolments.Request(code[1], DEVICE, "x" * 43, "Prov")
    with Database(folder).write() as db:
        sender, _ = enrolments.redeem(db, request, node.now())
    assert sender.person.label == "Nattvandrare 1"
