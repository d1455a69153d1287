"""People at the desk: who is listed, added, and shown."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fieldapp.domain.people import Authority, Person, Role
from fieldapp.node import Node
from fieldapp.storage import people
from tests.web.conftest import Desk, Phone, audited, new_id

AddPerson = Callable[..., Person]


def added(node: Node, label: str) -> list[people.Account]:
    with node.db.read() as db:
        return [account for account in people.everyone(db) if account.person.label == label]


def test_a_coordinator_lists_those_whose_reports_come_to_the_desk(
    coordinator: Desk, add_person: AddPerson
) -> None:
    add_person("walker", "forening")
    add_person("walker", "polis")
    text = coordinator.get("/people").text
    assert "walker forening" in text
    assert "coordinator kommun" in text
    assert "walker polis" not in text


def test_an_administrator_lists_everyone(administrator: Desk, add_person: AddPerson) -> None:
    add_person("walker", "polis")
    assert "walker polis" in administrator.get("/people").text


def test_a_person_who_is_added_is_noted_and_shown(coordinator: Desk, node: Node) -> None:
    form = {"label": " Nattvandrare 3 ", "role": "walker", "authority": "forening"}
    answer = coordinator.post("/people", form)
    (account,) = added(node, "Nattvandrare 3")
    assert answer.location == f"/people/{account.person.id}"
    assert (account.person.role, account.person.authority) == ("walker", "forening")
    assert audited(node) == [("person-added", account.person.id)]
    assert "Bjud in en telefon" in coordinator.get(answer.location).text


@pytest.mark.parametrize(
    ("role", "authority"),
    [("coordinator", "kommun"), ("administrator", "kommun"), ("walker", "polis")],
)
def test_a_coordinator_adds_field_people_of_the_own_desk_only(
    role: Role, authority: Authority, coordinator: Desk, node: Node
) -> None:
    form = {"label": "Ny", "role": role, "authority": authority}
    assert coordinator.post("/people", form).status_code == 403
    assert added(node, "Ny") == []
    assert f'<option value="{role}"' not in coordinator.get("/people/new").text or role == "walker"


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"label": ""}, "Fyll i en benämning"),
        ({"label": "x" * 61}, "Högst 60 tecken"),
        ({"username": "två ord"}, "Bokstäver, siffror"),
        ({"role": "kung"}, ""),
    ],
)
def test_a_form_that_will_not_do_says_why(
    form: dict[str, str], told: str, administrator: Desk, node: Node
) -> None:
    usual = {"label": "Ny", "role": "reader", "authority": "kommun"}
    answer = administrator.post("/people", {**usual, **form})
    assert answer.status_code == 422
    assert told in answer.text
    assert added(node, "Ny") == []


def test_a_username_is_somebodys_alone(administrator: Desk, node: Node) -> None:
    form = {"label": "Ny", "role": "reader", "authority": "kommun", "username": "Eva"}
    assert administrator.post("/people", form).status_code == 303
    answer = administrator.post("/people", {**form, "username": "eva"})
    assert answer.status_code == 409
    assert "Användarnamnet är upptaget" in answer.text
    assert len(added(node, "Ny")) == 1


def test_a_persons_page_tells_of_their_phones(coordinator: Desk, phone: Phone) -> None:
    text = coordinator.get(f"/people/{phone.person.id}").text
    assert "Chrome på Android" in text
    assert "Stäng av" in text


def test_somebody_of_another_desk_is_not_shown(coordinator: Desk, add_person: AddPerson) -> None:
    assert coordinator.get(f"/people/{add_person('walker', 'polis').id}").status_code == 403
    assert coordinator.get(f"/people/{new_id()}").status_code == 404


def test_a_long_list_comes_by_pages_and_a_search_narrows_it(
    administrator: Desk, node: Node, add_person: AddPerson
) -> None:
    for number in range(60):
        add_person("walker", "forening", label=f"Nattvandrare {number:02}")
    first = administrator.get("/people").text
    assert "Nattvandrare 00" in first
    assert "Nattvandrare 59" not in first
    (more,) = re.findall(r'href="(/people\?after=[^"]+)" rel="next"', first)
    assert "Nattvandrare 59" in administrator.get(more).text
    found = administrator.get("/people?q=vandrare+5").text
    assert "Nattvandrare 59" in found
    assert "Nattvandrare 49" not in found
    assert 'value="vandrare 5"' in found
    assert "Ingen person heter så" in administrator.get("/people?q=finns+inte").text
