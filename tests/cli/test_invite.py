"""`fieldapp invite` lets one phone, or one node, in."""

from __future__ import annotations

import re
import secrets

import pytest

from fieldapp.cli import node
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.storage import enrolments
from fieldapp.storage.database import Database
from tests.cli.conftest import Run


def redeem(municipality: Database, code: str) -> bool:
    """Enrols a device with the code; whether it is a node."""
    device = uuid7(node.now(), secrets.token_bytes(ENTROPY_BYTES))
    request = enrolments.Request(code, device, secrets.token_urlsafe(32), "Prov")
    with municipality.write() as db:
        sender, _ = enrolments.redeem(db, request, node.now())
    return sender.is_node


@pytest.mark.parametrize("words", [(), ("--node",)])
def test_the_printed_code_lets_in_what_it_was_made_for(
    run: Run, municipality: Database, words: tuple[str, ...]
) -> None:
    shown = run("invite", "admin", *words).output
    code = re.search(r"Kod för Administratör: (\w{4} \w{4})", shown)
    assert code, shown
    assert redeem(municipality, code[1]) is bool(words)


def test_the_printed_link_carries_the_code(run: Run, municipality: Database) -> None:
    shown = run("invite", "admin", FIELDAPP_PUBLIC_URL="https://faltappen.example").output
    code = re.search(r"https://faltappen\.example/app/#/enrol/(\w{8})", shown)
    assert code, shown
    assert redeem(municipality, code[1]) is False


def test_it_says_how_long_the_code_lives(run: Run, municipality: Database) -> None:
    assert "i 7 minuter" in run("invite", "admin", FIELDAPP_ENROLMENT_MINUTES="7").output


def test_a_node_is_told_whose_reports_it_will_be_given(run: Run, municipality: Database) -> None:
    usual = run("invite", "admin", "--node").output
    assert "det som hör till: forening, kommun." in usual
    joint = run("invite", "admin", "--node", "--authority", "kommun", "--authority", "polis")
    assert "det som hör till: forening, kommun, polis." in joint.output
    assert run("invite", "admin", "--authority", "polis").exit_code == 2
