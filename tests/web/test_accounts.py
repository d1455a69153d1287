"""Accounts: shutting out and letting in, other roles, and new ways in."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fieldapp.domain.people import Person
from fieldapp.domain.problems import Problem
from fieldapp.node import Node
from fieldapp.storage import devices, people
from tests.web.conftest import Desk, Phone, audited

AddPerson = Callable[..., Person]


def test_deactivation_shuts_the_phone_out_and_activation_lets_it_in(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    path = f"/people/{phone.person.id}"

    def comes_in() -> bool:
        with node.db.read() as db:
            try:
                return bool(devices.by_token(db, phone.token))
            except Problem:
                return False

    assert coordinator.post(f"{path}/deactivation").location == path
    assert "avstängd" in coordinator.get(path).text
    assert not comes_in()
    assert coordinator.post(f"{path}/activation").location == path
    assert comes_in()
    assert [action for action, _ in audited(node)] == ["person-deactivated", "person-activated"]


def test_a_coordinator_cannot_deactivate_another_coordinator(
    coordinator: Desk, add_person: AddPerson, node: Node
) -> None:
    other = add_person("coordinator", "kommun")
    assert coordinator.post(f"/people/{other.id}/deactivation").status_code == 403
    with node.db.read() as db:
        assert people.get(db, other.id) == other


def test_the_last_administrator_stays(administrator: Desk, node: Node) -> None:
    assert administrator.person
    path = f"/people/{administrator.person.id}"
    form = {"role": "reader", "authority": "kommun"}
    for answer in (
        administrator.post(f"{path}/deactivation"),
        administrator.post(f"{path}/assignment", form),
    ):
        assert answer.status_code == 409
        assert "Någon måste vara administratör" in answer.text
    assert audited(node) == []


def test_another_role_is_given_by_an_administrator_and_noted(
    administrator: Desk, phone: Phone, node: Node
) -> None:
    path = f"/people/{phone.person.id}"
    form = {"role": "inspector", "authority": "kommun"}
    assert administrator.post(f"{path}/assignment", form).location == path
    with node.db.read() as db:
        found = people.get(db, phone.person.id)
    assert found
    assert (found.role, found.authority) == ("inspector", "kommun")
    assert audited(node) == [("person-assigned", phone.person.id)]
    assert administrator.post(f"{path}/assignment", {"role": "kung"}).status_code == 422


def test_a_sign_in_link_is_shown_once_and_works(
    administrator: Desk, visitor: Desk, add_person: AddPerson, node: Node
) -> None:
    reader = add_person("reader", "kommun", "eva")
    page = administrator.post(f"/people/{reader.id}/sign-in-link")
    found = re.search(r"<code>https://localhost(/sign-in/[\w-]+)</code>", page.text)
    assert found
    assert visitor.get(found[1]).status_code == 200
    assert audited(node) == [("sign-in-link-made", reader.id)]

    administrator.post(f"/people/{reader.id}/sign-in-link")
    assert visitor.get(found[1]).status_code == 410


@pytest.mark.parametrize(("role", "username"), [("walker", "ute"), ("reader", None)])
def test_who_has_no_business_at_the_desk_gets_no_link(
    role: str, username: str | None, administrator: Desk, add_person: AddPerson
) -> None:
    person = add_person(role, "kommun", username)
    assert administrator.post(f"/people/{person.id}/sign-in-link").status_code == 404
