"""Signing in and out: by password, or by a one-time link that lets one choose a password."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from flask import redirect, request
from flask.typing import ResponseReturnValue

from fieldapp.domain import policy
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import audit, limits, signins
from fieldapp.storage.people import Account
from fieldapp.web import access
from fieldapp.web.blueprint import web
from fieldapp.web.forms import PasswordForm, SignInForm
from fieldapp.web.pages import Page, now, render

WITHIN = timedelta(minutes=15)
MOST_BY_NAME = 10
MOST_BY_ADDRESS = 60
# Browsers read a backslash as a slash and skip control characters, so neither may be in it.
OWN_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\\]*")


@dataclass(frozen=True)
class SignIn(Page):
    template: ClassVar = "sessions/new.html"
    form: SignInForm
    problem: Problem | None
    next: str


@dataclass(frozen=True)
class ChoosePassword(Page):
    template: ClassVar = "sessions/password.html"
    form: PasswordForm
    username: str | None


@web.get("/sign-in")
@access.everyone
def sign_in() -> ResponseReturnValue:
    return render(SignIn(SignInForm(), None, request.args.get("next", "")))


@web.post("/sign-in")
@access.everyone
def open_session() -> ResponseReturnValue:
    form, wanted = SignInForm(), request.args.get("next", "")
    if not form.validate():
        return render(SignIn(form, None, wanted)), 422
    try:
        account = _signed_in(str(form.username.data), str(form.password.data), now())
    except Problem as problem:
        return render(SignIn(form, problem, wanted)), problem.status
    access.open_session(account)
    return redirect(own_path(wanted), 303)


@web.post("/sign-out")
@access.everyone
def close_session() -> ResponseReturnValue:
    person = access.viewer()
    if person:
        with current_node().db.write() as db:
            audit.append(db, person, "sign-out", person.id, now())
    access.close_session()
    return redirect("/sign-in", 303)


@web.get("/sign-in/<secret>")
@access.everyone
def choose_password(secret: str) -> ResponseReturnValue:
    with current_node().db.read() as db:
        account = signins.by_link(db, secret, now())
    return render(ChoosePassword(PasswordForm(), account.username))


@web.post("/sign-in/<secret>")
@access.everyone
def set_password(secret: str) -> ResponseReturnValue:
    form, moment, db = PasswordForm(), now(), current_node().db
    if not form.validate():
        with db.read() as reading:
            account = signins.by_link(reading, secret, moment)
        return render(ChoosePassword(form, account.username)), 422
    with db.write() as writing:
        account = signins.use_link(writing, secret, str(form.password.data), moment)
        audit.append(writing, account.person, "password-set", account.person.id, moment)
    access.open_session(account)
    return redirect("/", 303)


def own_path(wanted: str) -> str:
    """The path to go on to, if it is one of ours; else the front page."""
    return wanted if OWN_PATH.fullmatch(wanted) else "/"


def _signed_in(username: str, password: str, moment: datetime) -> Account:
    """Counts the attempt before it tries the password, so that many at once count too."""
    db = current_node().db
    by_name = f"sign-in:{username.strip().lower()}"
    by_address = f"sign-in-from:{request.remote_addr}"
    with db.write() as writing:
        limits.check(writing, by_name, moment, most=MOST_BY_NAME, within=WITHIN)
        limits.check(writing, by_address, moment, most=MOST_BY_ADDRESS, within=WITHIN)
        limits.record(writing, by_name, moment)
        limits.record(writing, by_address, moment)
    with db.read() as reading:
        account = signins.by_password(reading, username, password)
    with db.write() as writing:
        if account is None or not policy.may(account.person, "desk.enter"):
            audit.append(writing, None, "sign-in-refused", None, moment)
            refused = True
        else:
            limits.forget(writing, by_name)
            audit.append(writing, account.person, "sign-in", account.person.id, moment)
            refused = False
    if refused or account is None:
        raise Problem("sign-in-failed")
    return account
