"""`fieldapp init` makes an empty municipality with one way in, once."""

from __future__ import annotations

import re
from pathlib import Path

from fieldapp.cli import node
from fieldapp.storage import people, signins
from fieldapp.storage.database import Database
from tests.cli.conftest import Run


def test_init_prints_a_link_that_opens_the_administrators_account(run: Run, folder: Path) -> None:
    shown = run("init", FIELDAPP_PUBLIC_URL="https://faltappen.example/").output
    found = re.search(r"https://faltappen\.example/sign-in/(\S+)", shown)
    assert found, shown
    with Database(folder).read() as db:
        account = signins.by_link(db, found[1], node.now())
    assert account.person.role == "administrator"
    assert account.username == "admin"


def test_without_an_outward_address_the_link_leads_to_this_machine(run: Run) -> None:
    assert "http://localhost:8123/sign-in/" in run("init", FIELDAPP_PORT="8123").output


def test_a_second_init_changes_nothing_and_says_so(run: Run, municipality: Database) -> None:
    again = run("init")
    assert again.exit_code == 1
    assert "finns redan en kommun" in again.output
    with municipality.read() as db:
        assert len(people.everyone(db)) == 1
