"""The catalog for phones."""

from __future__ import annotations

import pytest

from fieldapp.domain.people import Role
from fieldapp.node import Node
from tests.api.conftest import Invite, Phone


def test_the_catalog_is_given_with_its_version(phone: Phone, node: Node) -> None:
    answer = phone.get("/api/catalog")
    assert answer.json["version"] == node.offered.without_supervision.version
    assert len(answer.json["observations"]) == 25
    assert answer.headers["ETag"] == f'"{answer.json["version"]}"'


def test_a_phone_that_has_it_gets_nothing(phone: Phone, node: Node) -> None:
    version = node.offered.without_supervision.version
    for tag in (f'"{version}"', f'W/"{version}"', f'"other", "{version}"'):
        headers = {**phone.headers, "If-None-Match": tag}
        answer = phone.client.get("/api/catalog", headers=headers)
        assert (answer.status_code, answer.data) == (304, b"")
    old = phone.client.get("/api/catalog", headers={**phone.headers, "If-None-Match": '"old"'})
    assert old.status_code == 200


def test_the_catalog_is_for_those_who_are_enrolled(phone: Phone) -> None:
    assert phone.client.get("/api/catalog").json["type"] == "/problems/token-missing"


@pytest.mark.parametrize("role", ["inspector", "coordinator"])
def test_who_makes_visits_is_given_the_checklists_that_hold_today(
    invite: Invite, node: Node, role: Role
) -> None:
    phone = invite(role=role)
    phone.enrol()
    shown = phone.get("/api/catalog").json
    assert shown["version"] == node.offered.version
    ids = {item["id"] for one in shown["checklists"] for item in one["items"]}
    assert "YS18b" in ids
    assert "YS18" not in ids


def test_a_walker_carries_no_checklists(phone: Phone, node: Node) -> None:
    assert phone.person.role == "walker"
    shown = phone.get("/api/catalog").json
    assert shown["permits"] == shown["checklists"] == shown["control_purchase"] == []
    assert shown["visits"]["kinds"] == []


def test_who_gets_another_role_gets_another_catalog(invite: Invite, node: Node) -> None:
    phone = invite(role="walker")
    phone.enrol()
    version = phone.get("/api/catalog").json["version"]
    with node.db.write() as db:
        db.execute("UPDATE people SET role = 'inspector' WHERE id = ?", [phone.person.id])
    headers = {**phone.headers, "If-None-Match": f'"{version}"'}
    answer = phone.client.get("/api/catalog", headers=headers)
    assert (answer.status_code, answer.json["version"]) == (200, node.offered.version)
