"""What a mirror needs of this node; the command line hands it the node's own storage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO, Protocol

from sync.uploads import Photo


class Log(Protocol):
    """This node's log of changes."""

    @property
    def epoch(self) -> str: ...

    def since(self, seq: int, limit: int) -> Sequence[tuple[int, Mapping[str, Any]]]:
        """Changes as JSON after `seq`, oldest first, each with its seq."""

    def append(self, changes: Sequence[Mapping[str, Any]]) -> Iterable[str]:
        """Stores them in one transaction, judged one by one as a push by a node is.

        Tells what became of each, in order: `stored`, `known` or `quarantined`.
        """


class Photos(Protocol):
    """This node's originals."""

    def since(self, seq: int, limit: int) -> Sequence[tuple[int, Photo]]:
        """Whole photos kept after `seq`, in the order in which they were kept."""

    def open(self, sha256: str) -> BinaryIO: ...

    def wanted(self) -> Iterable[str]:
        """Digests in the manifests of this node's records that it does not hold."""

    def keep(self, sha256: str, media_type: str, original: BinaryIO) -> None:
        """Keeps an original whose digest was checked. Raises Problem for one that is no photo."""


class Bookmarks(Protocol):
    """Where the place in the other node's log, and its place in ours, is kept between runs."""

    def read(self) -> Mapping[str, Any] | None: ...

    def write(self, bookmark: Mapping[str, Any]) -> None: ...
