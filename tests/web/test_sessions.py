"""Signing in and out, one-time links, and when a session ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from fieldapp.domain.people import Person, Role
from fieldapp.node import Node
from fieldapp.storage import people, signins
from fieldapp.web.sessions import MOST_BY_NAME, own_path
from tests.web.conftest import PASSWORD, Desk, audited

AddPerson = Callable[..., Person]


def test_the_right_password_opens_the_desk(
    visitor: Desk, node: Node, add_person: AddPerson
) -> None:
    person = add_person("coordinator", "kommun", "eva")
    answer = visitor.sign_in(" Eva ", PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/")
    assert visitor.get("/reports").status_code == 200
    assert ("sign-in", person.id) in audited(node)


def test_one_goes_on_to_the_page_one_asked_for(visitor: Desk, add_person: AddPerson) -> None:
    add_person("coordinator", "kommun", "eva")
    asked = visitor.get("/reports?state=submitted").location
    answer = visitor.post(asked, {"username": "eva", "password": PASSWORD})
    assert answer.location == "/reports?state=submitted"


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("/people", "/people"),
        ("", "/"),
        ("https://elsewhere.example", "/"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("/\t/elsewhere.example", "/"),
        ("/people\r\nSet-Cookie: a=b", "/"),
        ("people", "/"),
    ],
)
def test_signing_in_leads_to_no_other_host(wanted: str, path: str) -> None:
    assert own_path(wanted) == path


@pytest.mark.parametrize(("username", "password"), [("eva", "fel"), ("ingen", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(
    username: str, password: str, visitor: Desk, node: Node, add_person: AddPerson
) -> None:
    add_person("coordinator", "kommun", "eva")
    answer = visitor.sign_in(username, password)
    assert answer.status_code == 401
    assert "Användarnamn och lösenord stämmer inte ihop" in answer.text
    assert ("sign-in-refused", None) in audited(node)
    assert visitor.get("/reports").status_code == 303


@pytest.mark.parametrize("role", ["walker", "inspector"])
def test_the_desk_is_closed_to_the_field(role: Role, visitor: Desk, add_person: AddPerson) -> None:
    add_person(role, "kommun", "ute")
    assert visitor.sign_in("ute", PASSWORD).status_code == 401


def test_who_guesses_too_often_must_wait_even_with_the_right_password(
    visitor: Desk, add_person: AddPerson
) -> None:
    add_person("coordinator", "kommun", "eva")
    add_person("coordinator", "kommun", "per")
    for spelling in range(MOST_BY_NAME):
        assert visitor.sign_in(" " * spelling + "Eva", "fel").status_code == 401
    answer = visitor.sign_in("eva", PASSWORD)
    assert answer.status_code == 429
    assert "För många försök" in answer.text
    assert visitor.sign_in("per", PASSWORD).status_code == 303


def test_the_right_password_forgives_the_wrong_ones_before_it(
    visitor: Desk, add_person: AddPerson
) -> None:
    add_person("coordinator", "kommun", "eva")
    for _ in range(2):
        for _ in range(MOST_BY_NAME - 1):
            visitor.sign_in("eva", "fel")
        assert visitor.sign_in("eva", PASSWORD).status_code == 303
        visitor.post("/sign-out")


def test_signing_out_ends_it(visitor: Desk, node: Node, add_person: AddPerson) -> None:
    person = add_person("coordinator", "kommun", "eva")
    visitor.sign_in("eva", PASSWORD)
    assert visitor.post("/sign-out").location == "/sign-in"
    assert visitor.get("/reports").status_code == 303
    assert audited(node)[-1] == ("sign-out", person.id)


def test_deactivation_ends_open_sessions(coordinator: Desk, node: Node) -> None:
    assert coordinator.person
    assert coordinator.get("/reports").status_code == 200
    with node.db.write() as db:
        people.set_active(db, coordinator.person.id, False)
    assert coordinator.get("/reports").status_code == 303
    with node.db.write() as db:
        people.set_active(db, coordinator.person.id, True)
    assert coordinator.get("/reports").status_code == 303


@pytest.mark.parametrize("change", ["password", "role"])
def test_another_password_or_role_ends_open_sessions(
    change: str, coordinator: Desk, node: Node
) -> None:
    assert coordinator.person
    with node.db.write() as db:
        if change == "password":
            signins.set_password(db, coordinator.person.id, "ett annat lösenord")
        else:
            people.assign(db, coordinator.person.id, "reader", "kommun")
    assert coordinator.get("/reports").status_code == 303


@pytest.fixture
def link(node: Node, add_person: AddPerson) -> str:
    person = add_person("coordinator", "kommun", "eva")
    with node.db.write() as db:
        secret = signins.add_link(db, person.id, datetime.now(UTC) + timedelta(hours=1))
    return f"/sign-in/{secret}"


def test_a_link_lets_one_choose_a_password_once(visitor: Desk, node: Node, link: str) -> None:
    assert "eva" in visitor.get(link).text
    chosen = {"password": "snödroppar i januari", "again": "snödroppar i januari"}
    assert visitor.post(link, chosen).location == "/"
    assert visitor.get("/reports").status_code == 200
    assert visitor.get(link).status_code == 410
    assert visitor.post(link, chosen).status_code == 410
    assert audited(node)[-2][0] == "password-set"


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("kort", "kort", "minst 12 tecken"),
        ("snödroppar i januari", "snödroppar i februari", "inte lika"),
        ("", "", "Fyll i ett lösenord"),
    ],
)
def test_a_password_that_will_not_do_leaves_the_link_unspent(
    password: str, again: str, said: str, visitor: Desk, link: str
) -> None:
    answer = visitor.post(link, {"password": password, "again": again})
    assert answer.status_code == 422
    assert said in answer.text
    assert visitor.get(link).status_code == 200
