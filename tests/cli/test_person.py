"""`fieldapp person`: people come, get a way in, and are shut out."""

from __future__ import annotations

import re

from fieldapp.cli import node
from fieldapp.storage import audit, people, signins
from fieldapp.storage.database import Database
from tests.cli.conftest import Run

WALKER = ("person", "add", "Nattvandrare 1", "--role", "walker", "--authority", "forening")
DESK = ("person", "add", "Samordnaren", "--role", "coordinator", "--authority", "kommun")


def labels(municipality: Database, active: bool = True) -> set[str]:
    with municipality.read() as db:
        return {one.person.label for one in people.everyone(db) if one.person.active is active}


def test_a_walker_is_added_and_told_how_the_phone_gets_in(
    run: Run, municipality: Database
) -> None:
    added = run(*WALKER)
    assert added.exit_code == 0
    assert "fieldapp invite" in added.output
    assert "Nattvandrare 1" in labels(municipality)


def test_somebody_with_a_desk_needs_a_username(run: Run, municipality: Database) -> None:
    refused = run(*DESK)
    assert refused.exit_code == 2
    assert "--username" in refused.output
    assert labels(municipality) == {"Administratör"}


def test_somebody_with_a_desk_gets_a_link(run: Run, municipality: Database) -> None:
    secret = re.search(r"/sign-in/(\S+)", run(*DESK, "--username", "sam").output)
    assert secret
    with municipality.read() as db:
        assert signins.by_link(db, secret[1], node.now()).username == "sam"


def test_a_username_that_is_taken_is_told_in_words(run: Run, municipality: Database) -> None:
    taken = run(*DESK, "--username", "admin")
    assert taken.exit_code == 1
    assert "admin" in taken.output
    assert "Traceback" not in taken.output


def test_the_list_has_everybody(run: Run, municipality: Database) -> None:
    run(*WALKER)
    shown = run("person", "list").output
    assert "Administratör  administrator  kommun  admin" in shown
    assert "Nattvandrare 1  walker  forening" in shown


def test_who_is_deactivated_is_shut_out_and_it_is_in_the_audit_log(
    run: Run, municipality: Database
) -> None:
    run(*WALKER)
    assert "avstängd" in run("person", "deactivate", "Nattvandrare 1").output
    assert labels(municipality, active=False) == {"Nattvandrare 1"}
    assert "avstängd" in run("person", "list").output
    with municipality.read() as db:
        assert audit.newest(db)[0].action == "person-deactivated"


def test_the_last_administrator_cannot_be_shut_out(run: Run, municipality: Database) -> None:
    assert run("person", "deactivate", "admin").exit_code == 1
    assert labels(municipality) == {"Administratör"}


def test_a_new_link_ends_the_one_before(run: Run, municipality: Database) -> None:
    first, second = (run("person", "link", "admin").output.split("/")[-1].strip() for _ in "12")
    with municipality.read() as db:
        assert signins.by_link(db, second, node.now()).username == "admin"
    assert first != second


def test_a_walker_has_no_link(run: Run, municipality: Database) -> None:
    run(*WALKER)
    refused = run("person", "link", "Nattvandrare 1")
    assert refused.exit_code == 1
    assert "fieldapp invite" in refused.output


def test_an_unknown_name_and_a_name_of_two_are_told_apart(
    run: Run, municipality: Database
) -> None:
    assert "Ingen heter Olle" in run("person", "link", "Olle").output
    run(*WALKER)
    run(*WALKER)
    assert "Flera heter Nattvandrare 1" in run("person", "deactivate", "Nattvandrare 1").output


def test_without_a_municipality_the_way_to_one_is_told(run: Run) -> None:
    lost = run("person", "list")
    assert lost.exit_code == 1
    assert "fieldapp init" in lost.output


def test_somebody_may_be_the_same_as_at_another_node(run: Run, municipality: Database) -> None:
    own = "01a1fa1c-6ba1-73fe-a2e7-227905aa2508"
    assert own in run(*WALKER, "--id", own).output
    again = run(*WALKER, "--id", own)
    assert again.exit_code == 1
    assert "Inget har ändrats" in again.output
    with municipality.read() as db:
        assert people.get(db, own)
