"""Inviting a phone: a QR code, a link and a code to type, for fifteen minutes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from fieldapp.node import Node
from fieldapp.storage import enrolments
from fieldapp.web.invitations import qr_of, spaced
from tests.web.conftest import Desk, Phone, audited, new_id


def invited(desk: Desk, person: str) -> tuple[str, str]:
    """The page of a new invitation, and its code."""
    page = desk.post(f"/people/{person}/invitation").text
    found = re.search(r"https://localhost/app/#/enrol/(\w{8})", page)
    assert found
    return page, found[1]


def test_the_code_is_shown_as_qr_code_as_link_and_to_type(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    page, code = invited(coordinator, phone.person.id)
    assert f'<code class="code">{code[:4]} {code[4:]}</code>' in page
    assert str(qr_of(f"https://localhost/app/#/enrol/{code}")) in page
    assert "Koden gäller i 15 minuter" in page
    assert audited(node) == [("device-invited", phone.person.id)]


def test_the_code_lets_one_phone_in(coordinator: Desk, phone: Phone, node: Node) -> None:
    _, code = invited(coordinator, phone.person.id)
    request = enrolments.Request(code, new_id(), "t" * 43, "Safari på iPhone")
    with node.db.write() as db:
        sender, first = enrolments.redeem(db, request, datetime.now(UTC))
    assert (sender.person.id, first) == (phone.person.id, True)


def test_the_page_says_until_when(coordinator: Desk, phone: Phone) -> None:
    page, _ = invited(coordinator, phone.person.id)
    until = re.search(r'data-until="([^"]+)"', page)
    assert until
    left = datetime.fromisoformat(until[1]) - datetime.now(UTC)
    assert timedelta(minutes=14) < left <= timedelta(minutes=15)


def test_a_qr_code_is_an_svg_without_script_or_style() -> None:
    drawn = str(qr_of("https://localhost/app/#/enrol/K7QM42XP"))
    assert drawn.startswith("<svg ")
    assert "style" not in drawn
    assert "<script" not in drawn


def test_a_code_is_spaced_to_be_read_out() -> None:
    assert spaced("K7QM42XP") == "K7QM 42XP"
