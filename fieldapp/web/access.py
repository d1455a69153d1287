"""Who is at the desk, and which pages are open to them.

A view says what it needs, `@needs("report.read")` or `@everyone`; one that says neither is open
to nobody.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote

from flask import g, redirect, request, session
from flask.typing import ResponseReturnValue

from fieldapp.domain import policy
from fieldapp.domain.people import Person
from fieldapp.domain.policy import Action
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import people
from fieldapp.storage.people import Account
from fieldapp.web import words

View = TypeVar("View", bound=Callable[..., Any])
EVERYONE = "everyone"
RENEWED_AFTER = 10
"""Minutes. A session lasts from the last page that one saw, less this at most."""


def needs(action: Action) -> Callable[[View], View]:
    """The view is for signed-in people who may do this."""
    return lambda view: _mark(view, action)


def everyone(view: View) -> View:
    """The view needs no sign-in."""
    return _mark(view, EVERYONE)


def admit(view: Callable[..., Any]) -> ResponseReturnValue | None:
    """Lets the request through, sends it to sign in, or raises the problem `not-allowed`."""
    needed = view.needs  # type: ignore[attr-defined]
    if needed == EVERYONE:
        return None
    person = viewer()
    if person is None:
        return redirect(f"/sign-in?next={quote(_here())}", 303)
    require("desk.enter")
    require(needed)
    return None


def require(action: Action, subject: policy.Subject | None = None) -> None:
    """Raises the problem `not-allowed` unless the viewer may do this to the subject."""
    person = viewer()
    if person is None or not policy.may(person, action, subject):
        raise Problem("not-allowed", role=words.ROLES[person.role] if person else "utloggad")


def viewer() -> Person | None:
    """The person signed in, as the database knows them now: a session ends with its epoch."""
    if "viewer" not in g:
        g.viewer = _of_session()
    found: Person | None = g.viewer
    return found


def present() -> Person:
    """The viewer, on a page that needs one."""
    person = viewer()
    assert person is not None, "the page is open to everyone"
    return person


def open_session(account: Account) -> None:
    session.clear()
    session.permanent = True
    session["person"], session["epoch"] = account.person.id, account.session_epoch
    session["renewed"] = _minute()
    g.viewer = account.person


def close_session() -> None:
    session.clear()
    g.viewer = None


def _of_session() -> Person | None:
    if "person" not in session:
        return None
    with current_node().db.read() as db:
        account = people.account(db, session["person"])
    if account and account.person.active and account.session_epoch == session["epoch"]:
        if _minute() - session.get("renewed", 0) >= RENEWED_AFTER:
            session["renewed"] = _minute()
        return account.person
    session.clear()
    return None


def _minute() -> int:
    return int(time.time() // 60)


def _here() -> str:
    return request.full_path.rstrip("?") if request.method == "GET" else "/"


def _mark(view: View, needed: str) -> View:
    view.needs = needed  # type: ignore[attr-defined]
    return view
