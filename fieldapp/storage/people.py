"""People and their accounts: who they are, what they may be, and whether they still are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, IntegrityError, Row
from typing import NamedTuple

from fieldapp.domain.clock import format_time
from fieldapp.domain.people import Authority, Person, Role
from fieldapp.domain.problems import Problem
from fieldapp.domain.swedish import folded, label_key
from fieldapp.storage.narrowing import Narrowing, mark_of

COLUMNS = """id, label, username, role, authority, active, session_epoch, created_at,
    password_hash IS NOT NULL AS has_password"""

_ORDER = ("-active", "label_key(label)", "id")


@dataclass(frozen=True, slots=True)
class Account:
    """A person with what signing in needs. A session is good for one `session_epoch` only."""

    person: Person
    username: str | None
    has_password: bool
    session_epoch: int
    created_at: str


class Page(NamedTuple):
    """Accounts, and what to give as `after` for the next page; None when this was the last."""

    accounts: list[Account]
    after: str | None


def add(db: Connection, person: Person, username: str | None, now: datetime) -> None:
    """A username is kept in lower case. Raises the problem `username-taken`."""
    username = username.strip().lower() if username else None
    row = (person.id, person.label, username, person.role, person.authority, person.active)
    try:
        db.execute(
            "INSERT INTO people (id, label, username, role, authority, active, session_epoch,"
            " created_at) VALUES (?, ?, ?, ?, ?, ?, 0, ?)",
            (*row, format_time(now)),
        )
    except IntegrityError as error:
        raise Problem("username-taken", field="username", username=username) from error


def get(db: Connection, person: str) -> Person | None:
    found = account(db, person)
    return found.person if found else None


def account(db: Connection, person: str) -> Account | None:
    row = db.execute(f"SELECT {COLUMNS} FROM people WHERE id = ?", (person,)).fetchone()
    return account_of(row) if row else None


def everyone(db: Connection) -> list[Account]:
    """All accounts, the active first, then by label."""
    rows = db.execute(f"SELECT {COLUMNS} FROM people ORDER BY {', '.join(_ORDER)}")
    return [account_of(row) for row in rows]


def page(
    db: Connection,
    authorities: Collection[Authority],
    text: str = "",
    after: str | None = None,
    limit: int = 50,
) -> Page:
    """Accounts of these authorities in the same order, whose label or username has this in it."""
    chosen = Narrowing()
    chosen.to_any_of("authority", authorities)
    if text:
        chosen.to("instr(folded(label || ' ' || coalesce(username, '')), ?)", folded(text))
    chosen.beyond(_ORDER, after)
    rows = db.execute(
        f"SELECT {COLUMNS} FROM people WHERE {chosen.where} ORDER BY {', '.join(_ORDER)} LIMIT ?",
        (*chosen.arguments, limit + 1),
    ).fetchall()
    found = [account_of(row) for row in rows[:limit]]
    return Page(found, _mark(found[-1].person) if len(rows) > limit else None)


def of_roles(db: Connection, roles: Collection[Role]) -> list[Account]:
    """Accounts of these roles in the same order."""
    chosen = Narrowing()
    chosen.to_any_of("role", roles)
    rows = db.execute(
        f"SELECT {COLUMNS} FROM people WHERE {chosen.where} ORDER BY {', '.join(_ORDER)}",
        chosen.arguments,
    )
    return [account_of(row) for row in rows]


def labels(db: Connection, people: Iterable[str]) -> dict[str, str]:
    """The labels of those of these ids that are known, here or at another node."""
    wanted = tuple(set(people))
    marks = ", ".join("?" * len(wanted))
    elsewhere = db.execute(f"SELECT id, label FROM authors WHERE id IN ({marks})", wanted)
    found = {row["id"]: f"{row['label']} (vid en annan nod)" for row in elsewhere}
    here = db.execute(f"SELECT id, label FROM people WHERE id IN ({marks})", wanted)
    return found | {row["id"]: row["label"] for row in here}


def assign(db: Connection, person: str, role: Role, authority: Authority) -> None:
    """Gives another role or authority, and ends the sessions that were opened under the old."""
    was = account(db, person)
    db.execute(
        "UPDATE people SET role = ?, authority = ?, session_epoch = session_epoch + 1"
        " WHERE id = ?",
        (role, authority, person),
    )
    _keep_an_administrator(db, was)


def set_active(db: Connection, person: str, active: bool) -> None:
    """Closes or opens the account; either way its open sessions end."""
    was = account(db, person)
    db.execute(
        "UPDATE people SET active = ?, session_epoch = session_epoch + 1 WHERE id = ?",
        (active, person),
    )
    _keep_an_administrator(db, was)


def account_of(row: Row) -> Account:
    person = Person(
        row["id"], row["label"], row["role"], row["authority"], active=bool(row["active"])
    )
    return Account(
        person,
        row["username"],
        bool(row["has_password"]),
        row["session_epoch"],
        row["created_at"],
    )


def _mark(last: Person) -> str:
    return mark_of((-last.active, label_key(last.label), last.id))


def _keep_an_administrator(db: Connection, changed: Account | None) -> None:
    if not changed or changed.person.role != "administrator":
        return
    found = db.execute(
        "SELECT 1 FROM people WHERE role = 'administrator' AND active LIMIT 1"
    ).fetchone()
    if not found:
        raise Problem("last-administrator")
