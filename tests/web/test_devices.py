"""Phones: what the desk knows of each, and shutting one out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

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
