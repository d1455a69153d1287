"""People: who there are, new ones, what they may be, and letting them in or shutting them out."""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_bytes
from typing import ClassVar

from flask import redirect, request
from flask.typing import ResponseReturnValue

from fieldapp.domain import policy
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.people import AUTHORITIES, ROLES, Person
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import audit, devices, people
from fieldapp.storage.devices import Device
from fieldapp.storage.people import Account
from fieldapp.web import access, words
from fieldapp.web.addresses import Address
from fieldapp.web.blueprint import web
from fieldapp.web.forms import PersonForm
from fieldapp.web.pages import Page, now, render

Options = list[tuple[str, str]]
PAGE = 50


@dataclass(frozen=True)
class Sought(Address):
    """What the label of a person has in it, also of those whose phones are listed."""

    q: str = ""


@dataclass(frozen=True)
class People(Page):
    template: ClassVar = "people/index.html"
    accounts: list[Account]
    sought: Sought
    more: str | None
    may_add: bool


@dataclass(frozen=True)
class NewPerson(Page):
    template: ClassVar = "people/new.html"
    form: PersonForm
    problem: Problem | None
    roles: Options
    authorities: Options


@dataclass(frozen=True)
class ShowPerson(Page):
    template: ClassVar = "people/show.html"
    account: Account
    devices: list[Device]
    roles: Options
    authorities: Options
    may_write: bool
    may_enrol: bool
    may_assign: bool
    has_desk: bool


@web.get("/people")
@access.needs("person.read")
def list_people() -> str:
    viewer, sought = access.present(), Sought.read(request.args)
    with current_node().db.read() as db:
        found = people.page(
            db, policy.people_of_desk(viewer), sought.q, request.args.get("after"), PAGE
        )
    more = f"/people?{sought.query(after=found.after)}" if found.after else None
    return render(People(found.accounts, sought, more, policy.may(viewer, "person.write")))


@web.get("/people/new")
@access.needs("person.write")
def new_person() -> str:
    return _new(PersonForm(formdata=None))


@web.post("/people")
@access.needs("person.write")
def add_person() -> ResponseReturnValue:
    form, moment = PersonForm(), now()
    if not form.validate():
        return _new(form), 422
    own = uuid7(moment, token_bytes(ENTROPY_BYTES))
    person = Person(own, str(form.label.data).strip(), *form.chosen)
    access.require("person.write", subject(person))
    try:
        with current_node().db.write() as db:
            people.add(db, person, form.username.data or None, moment)
            audit.append(db, access.present(), "person-added", person.id, moment)
    except Problem as problem:
        return _new(form, problem), problem.status
    return redirect(f"/people/{person.id}", 303)


@web.get("/people/<uuid:person>")
@access.needs("person.read")
def show_person(person: object) -> str:
    account = account_or_404(person)
    about, viewer = subject(account.person), access.present()
    access.require("person.read", about)
    with current_node().db.read() as db:
        phones = devices.of_person(db, account.person.id)
    roles, authorities = options(viewer)
    return render(
        ShowPerson(
            account,
            phones,
            roles,
            authorities,
            may_write=policy.may(viewer, "person.write", about),
            may_enrol=policy.may(viewer, "device.enrol", about),
            may_assign=policy.may(viewer, "person.assign", about),
            has_desk=account.person.role in policy.DESK_ROLES,
        )
    )


def account_or_404(person: object) -> Account:
    with current_node().db.read() as db:
        found = people.account(db, str(person))
    if found is None:
        raise Problem("not-found")
    return found


def subject(person: Person) -> dict[str, str]:
    """A person as the policy's subject."""
    return {"id": person.id, "role": person.role, "authority": person.authority}


def options(viewer: Person) -> tuple[Options, Options]:
    """The roles and the authorities that this person may give to others."""
    roles: Options = [
        (role, words.capital(words.ROLES[role]))
        for role in ROLES
        if policy.may(viewer, "person.write", {"role": role, "authority": viewer.authority})
    ]
    authorities: Options = [
        (authority, current_node().catalog.label(authority))
        for authority in AUTHORITIES
        if policy.may(viewer, "person.write", {"role": "walker", "authority": authority})
    ]
    return roles, authorities


def _new(form: PersonForm, problem: Problem | None = None) -> str:
    return render(NewPerson(form, problem, *options(access.present())))
