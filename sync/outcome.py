"""How a run of sync went, and the three ways in which a call can fail.

Refused: the peer said no, so the record is kept and shown. Unknown: the peer may have done what
was asked, so the same ids are sent again. Offline: the call never reached the peer, so it waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

Kind = Literal["refused", "unknown", "offline"]


@dataclass(frozen=True)
class Call:
    """The call that failed, as both ends' logs know it."""

    method: str
    url: str
    id: str
    status: int | None = None
    retry_after: str | None = None

    def __str__(self) -> str:
        return f"{self.method} {self.url} [{self.status or '–'}] {self.id}"


class SyncError(Exception):
    """A call without a result. `title` and `detail` are for people, `problem` is the peer's."""

    kind: ClassVar[Kind]

    def __init__(
        self, title: str, detail: str, call: Call, problem: Mapping[str, Any] | None = None
    ) -> None:
        self.title, self.detail, self.call = title, detail, call
        self.problem = dict(problem or {})
        super().__init__(f"{title}. {detail} ({call})")

    @property
    def name(self) -> str:
        """The problem's name in the catalogue; empty when the peer did not give one."""
        return str(self.problem.get("type", "")).rpartition("/")[2]


class Refused(SyncError):
    """The peer understood and said no."""

    kind = "refused"


class Unknown(SyncError):
    """Whether the peer did what was asked is not known."""

    kind = "unknown"


class Offline(SyncError):
    """The call never reached the peer."""

    kind = "offline"


@dataclass
class SyncOutcome:
    """What a run did. `sent` and `known` were received by the peer; `received` came from it.

    Of a mirror: `quarantined` here, `quarantined_there` at the peer, `told` what one has set aside
    and the other was told of; `waiting` and `photos_waiting` are not yet offered to the peer.
    """

    sent: int = 0
    known: int = 0
    quarantined: int = 0
    refused: int = 0
    received: int = 0
    photos_sent: int = 0
    photos_received: int = 0
    photos_left: int = 0
    quarantined_there: int = 0
    told: int = 0
    waiting: int = 0
    photos_waiting: int = 0
    error: SyncError | None = field(default=None, compare=False)

    def count(self, status: str) -> None:
        """Counts one change's result."""
        self.sent += status == "stored"
        self.known += status == "known"
        self.quarantined += status == "quarantined"
        self.refused += status == "refused"

    @property
    def complete(self) -> bool:
        """Whether nothing is left to do until something new happens."""
        return not (self.error or self.photos_left or self.refused)
