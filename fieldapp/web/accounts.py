"""What is done to a person's account: letting in, shutting out, another role, a new way in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from flask import redirect, request
from flask.typing import ResponseReturnValue

from fieldapp.domain import policy
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import audit, people, signins
from fieldapp.storage.people import Account
from fieldapp.web import access
from fieldapp.web.blueprint import web
from fieldapp.web.forms import AssignmentForm
from fieldapp.web.pages import Page, now, render
from fieldapp.web.people import account_or_404, subject

LINK_LIVES = timedelta(days=3)


@dataclass(frozen=True)
class SignInLink(Page):
    template: ClassVar = "people/sign_in_link.html"
    account: Account
    url: str
    hours: int


@web.post("/people/<uuid:person>/sign-in-link")
@access.needs("person.write")
def make_sign_in_link(person: UUID) -> ResponseReturnValue:
    """The link is shown once, in this answer: only its hash is kept."""
    account = _mine_to_change(person)
    if account.person.role not in policy.DESK_ROLES or not account.username:
        raise Problem("not-found")
    moment = now()
    with current_node().db.write() as db:
        secret = signins.add_link(db, account.person.id, moment + LINK_LIVES)
        audit.append(db, access.present(), "sign-in-link-made", account.person.id, moment)
    hours = int(LINK_LIVES.total_seconds() // 3600)
    return render(SignInLink(account, f"{public_url()}/sign-in/{secret}", hours))


@web.post("/people/<uuid:person>/deactivation")
@access.needs("person.write")
def deactivate(person: UUID) -> ResponseReturnValue:
    return _set_active(person, False)


@web.post("/people/<uuid:person>/activation")
@access.needs("person.write")
def activate(person: UUID) -> ResponseReturnValue:
    return _set_active(person, True)


@web.post("/people/<uuid:person>/assignment")
@access.needs("person.assign")
def assign(person: UUID) -> ResponseReturnValue:
    account, form = account_or_404(person), AssignmentForm()
    access.require("person.assign", subject(account.person))
    if not form.validate():
        raise Problem("form-incomplete", what="välj roll och huvudman")
    with current_node().db.write() as db:
        people.assign(db, account.person.id, *form.chosen)
        audit.append(
            db,
            access.present(),
            "person-assigned",
            account.person.id,
            now(),
            detail=", ".join(form.chosen),
        )
    return redirect(f"/people/{person}", 303)


def public_url() -> str:
    """The address that phones and people elsewhere reach this node by."""
    return (current_node().settings.public_url or request.url_root).rstrip("/")


def _set_active(person: UUID, active: bool) -> ResponseReturnValue:
    account = _mine_to_change(person)
    action: audit.Action = "person-activated" if active else "person-deactivated"
    with current_node().db.write() as db:
        people.set_active(db, account.person.id, active)
        audit.append(db, access.present(), action, account.person.id, now())
    return redirect(f"/people/{person}", 303)


def _mine_to_change(person: UUID) -> Account:
    account = account_or_404(person)
    access.require("person.write", subject(account.person))
    return account
