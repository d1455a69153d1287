"""Who this node is at another, kept in a file that is replaced whole."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from fieldapp.cli import node
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.people import Authority
from sync.bookmarks import FileBookmarks

_FIRST: tuple[Authority, ...] = ("kommun",)


@dataclass(frozen=True)
class Identity:
    """This node's device and token at the other, made and kept before they are first sent, and the
    authorities that the other works for.

    The device is not the one that the desk here writes with: that one is passed on, too.
    """

    device: str
    token: str
    works_for: tuple[Authority, ...]


def of(place: Path, works_for: Sequence[Authority], *, enrolling: bool) -> Identity:
    """The identity that is kept, else a new one. `works_for` takes the place of what was kept."""
    file = FileBookmarks(place / "identity")
    kept = file.read()
    if not kept and not enrolling:
        raise node.Refusal(
            "Den andra noden känner inte den här än. Låt den bjuda in med "
            "fieldapp invite NAMN --node och kör igen med --code."
        )
    made = kept or {
        "device": uuid7(node.now(), secrets.token_bytes(ENTROPY_BYTES)),
        "token": secrets.token_urlsafe(32),
    }
    whose = tuple(works_for) or tuple(made.get("works_for", _FIRST))
    found = Identity(made["device"], made["token"], whose)
    if asdict(found) != kept:
        file.write(asdict(found))
    return found
