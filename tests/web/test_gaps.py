"""Phones that hold something and are not heard from are flagged, with what to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from fieldapp.domain.people import Person
from fieldapp.node import Node
from fieldapp.storage import devices
from tests.web.conftest import Desk, Phone, time

FLAG = "telefon har kvar att skicka och hörs inte av"


def told(node: Node, phone: Phone, hours: float, changes: int = 3, photos: int = 0) -> None:
    """What the phone said so long ago."""
    holding = devices.Holding(changes, photos, "2026-11-20T19:50:00.000Z")
    with node.db.write() as db:
        moment = datetime.now(UTC) - timedelta(hours=hours)
        devices.reported(db, phone.id, moment, "0.1.0", 0, holding)


def test_a_silent_phone_is_flagged_on_the_front_page_and_at_the_phone(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    told(node, phone, 14)
    assert f"1 {FLAG}" in coordinator.get("/reports").text
    text = coordinator.get("/devices").text
    assert f"1 {FLAG}" in text
    assert "Har inte hörts av på 14 tim" in text
    assert "spara en räddningsfil" in text
    assert "Det äldsta som en telefon har kvar" in text


@pytest.mark.parametrize(("hours", "changes"), [(11, 3), (14, 0)])
def test_one_that_was_just_heard_or_holds_nothing_is_not(
    coordinator: Desk, phone: Phone, node: Node, hours: float, changes: int
) -> None:
    told(node, phone, hours, changes)
    assert FLAG not in coordinator.get("/reports").text
    assert FLAG not in coordinator.get("/devices").text


def test_a_photo_alone_is_waited_for_too(coordinator: Desk, phone: Phone, node: Node) -> None:
    told(node, phone, 13, changes=0, photos=1)
    assert FLAG in coordinator.get("/devices").text


def test_a_revoked_phone_that_holds_something_is_flagged_at_once(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    told(node, phone, 0)
    coordinator.post(f"/devices/{phone.id}/revocation")
    assert "Telefonen är spärrad och kan inte skicka" in coordinator.get("/devices").text


def test_another_desk_and_those_who_see_no_people_are_told_nothing(
    coordinator: Desk,
    desk_of: Callable[..., Desk],
    node: Node,
    add_person: Callable[..., Person],
) -> None:
    told(node, Phone(node, add_person("walker", "polis")), 14)
    assert FLAG not in coordinator.get("/reports").text
    told(node, Phone(node, add_person("walker", "kommun")), 14)
    assert FLAG in coordinator.get("/reports").text
    assert FLAG not in desk_of("reader").get("/reports").text


def test_what_has_come_stands_beside_what_is_held(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    manifest = {"size": 9, "type": "image/jpeg", "width": 8, "height": 6, "position": None}
    photo = {f"photos/{'ab' * 32}": {**manifest, "taken_at": time()}}
    phone.observe(**photo, no_person_in_photo=True)
    phone.observe()
    text = coordinator.get("/devices").text
    assert "2 rapporter från personen" in text
    assert "väntar på 1 bild" in text
