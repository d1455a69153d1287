"""Phones: what the desk knows of each, and shutting one out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape

from fieldapp.domain.people import Person
from fieldapp.node import Node
from fieldapp.storage import devices
from tests.web.conftest import Desk, Phone, audited, device, new_id


def test_a_phone_is_listed_with_what_it_still_holds(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    holding = devices.Holding(3, 2, "2026-11-20T19:50:00.000Z")
    with node.db.write() as db:
        devices.reported(db, phone.id, datetime.now(UTC), "0.1.0", 180_000, holding)
    text = coordinator.get("/devices").text
    for said in (
        "walker forening",
        "Chrome på Android",
        "nyss",
        "0.1.0",
        "3 ändringar · 2 bilder",
        "fre 20 nov 20:50",
        "Telefonens klocka gick 3 min efter",
    ):
        assert said in text


def test_a_phone_that_is_revoked_comes_in_no_more(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    assert coordinator.post(f"/devices/{phone.id}/revocation").location == "/devices"
    assert device(node, phone.id).revoked_at
    assert "spärrad" in coordinator.get("/devices").text
    assert audited(node) == [("device-revoked", phone.id)]


def test_a_phone_of_another_desk_is_neither_seen_nor_revoked(
    coordinator: Desk, node: Node, add_person: Callable[..., Person]
) -> None:
    other = Phone(node, add_person("walker", "polis"))
    assert other.person.label not in coordinator.get("/devices").text
    assert coordinator.post(f"/devices/{other.id}/revocation").status_code == 403
    assert not device(node, other.id).revoked_at


def test_a_phone_that_does_not_exist_is_not_found(coordinator: Desk) -> None:
    assert coordinator.post(f"/devices/{new_id()}/revocation").status_code == 404


def test_a_long_list_comes_by_pages_with_those_waited_for_in_vain_first(
    coordinator: Desk, node: Node, add_person: Callable[..., Person]
) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=3)
    for number in range(30):
        phone = Phone(node, add_person("walker", "forening", label=f"Nattvandrare {number:02}"))
        if number == 7:
            with node.db.write() as db:
                devices.reported(db, phone.id, long_ago, None, None, devices.Holding(1, 0, None))
    first = coordinator.get("/devices").text
    labels = re.findall(r"Nattvandrare \d\d", first)
    assert labels[0] == "Nattvandrare 07"
    assert len(labels) == 25
    (more,) = re.findall(r'href="(/devices\?after=[^"]+)" rel="next"', first)
    rest = coordinator.get(unescape(more)).text
    assert {*labels, *re.findall(r"Nattvandrare \d\d", rest)} == {
        f"Nattvandrare {number:02}" for number in range(30)
    }
    for page in (first, rest):
        assert "1 telefon har kvar att skicka och hörs inte av" in page


def test_a_phone_is_found_by_whose_it_is(
    coordinator: Desk, phone: Phone, node: Node, add_person: Callable[..., Person]
) -> None:
    Phone(node, add_person("walker", "forening", label="Gunnel Åberg"))
    found = coordinator.get("/devices?q=åberg").text
    assert "Gunnel Åberg" in found
    assert phone.person.label not in found
    assert "Ingen som heter så har en telefon" in coordinator.get("/devices?q=finns+inte").text
