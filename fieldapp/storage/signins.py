"""How people prove who they are at the desk: passwords (Argon2id) and one-time links."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from sqlite3 import Connection

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from fieldapp.domain.clock import format_time
from fieldapp.domain.problems import Problem
from fieldapp.storage.people import COLUMNS, Account, account, account_of

_HASHER = PasswordHasher()
# Checked when the name is unknown, so that the answer takes as long as for one that is known.
_NOBODY = _HASHER.hash(secrets.token_urlsafe(32))


def by_password(db: Connection, username: str, password: str) -> Account | None:
    """The active account that this name and password open."""
    row = db.execute(
        f"SELECT {COLUMNS}, password_hash FROM people WHERE username = ?",
        (username.strip().lower(),),
    ).fetchone()
    known = row is not None and row["password_hash"] is not None and row["active"]
    try:
        _HASHER.verify(row["password_hash"] if known else _NOBODY, password)
    except VerifyMismatchError:
        return None
    return account_of(row) if known else None


def set_password(db: Connection, person: str, password: str) -> None:
    """Sets the password and ends the person's open sessions."""
    db.execute(
        "UPDATE people SET password_hash = ?, session_epoch = session_epoch + 1 WHERE id = ?",
        (_HASHER.hash(password), person),
    )


def add_link(db: Connection, person: str, expires: datetime) -> str:
    """The secret of a new one-time link. It is not kept; the person's earlier links end."""
    secret = secrets.token_urlsafe(32)
    db.execute("DELETE FROM sign_in_links WHERE person = ?", (person,))
    db.execute(
        "INSERT INTO sign_in_links (token_hash, person, expires_at) VALUES (?, ?, ?)",
        (_digest(secret), person, format_time(expires)),
    )
    return secret


def by_link(db: Connection, secret: str, now: datetime) -> Account:
    """Whose link this is. Raises `link-expired` for one that is used, old or unknown."""
    row = db.execute(
        "SELECT person FROM sign_in_links"
        " WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?",
        (_digest(secret), format_time(now)),
    ).fetchone()
    found = account(db, row["person"]) if row else None
    if found is None or not found.person.active:
        raise Problem("link-expired")
    return found


def use_link(db: Connection, secret: str, password: str, now: datetime) -> Account:
    """Spends the link on a password of the person's own choice. Raises `link-expired`."""
    found = by_link(db, secret, now)
    db.execute(
        "UPDATE sign_in_links SET used_at = ? WHERE token_hash = ?",
        (format_time(now), _digest(secret)),
    )
    set_password(db, found.person.id, password)
    renewed = account(db, found.person.id)
    assert renewed is not None
    return renewed


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
