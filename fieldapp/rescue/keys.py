"""The server's own key for rescue files, made when it is first asked for."""

from __future__ import annotations

from fieldapp.domain.problems import Problem
from fieldapp.storage import rescue_key
from fieldapp.storage.database import Connection
from sync.sealing import Key


def public_key(db: Connection) -> str:
    """What phones seal to. Inside a write: the key is made the first time."""
    found = rescue_key.public(db)
    if found is None:
        made = Key.new()
        found = made.public
        rescue_key.put(db, made.secret, found)
    return found


def own_key(db: Connection) -> Key:
    """What opens them. Raises Problem rescue-of-another when no phone was ever given a key."""
    secret = rescue_key.secret(db)
    if secret is None:
        raise Problem("rescue-of-another")
    return Key(secret)
