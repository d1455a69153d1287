"""What a mirror needs of this node; the command line hands it the node's own storage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO, NamedTuple, Protocol

from sync.uploads import Photo

Json = Mapping[str, Any]


class Stretch(NamedTuple):
    """Changes as JSON, oldest first, each with its seq; `end` is the seq to ask from next."""

    changes: Sequence[tuple[int, Json]]
    end: int
    more: bool


class Aside(NamedTuple):
    """What was set aside, who sent it, and a mark that is another when it is not the same."""

    mark: str
    changes: Sequence[Json]
    people: Sequence[Json]


class Log(Protocol):
    """This node's log of changes, as much of it as the other node may be given."""

    @property
    def epoch(self) -> str: ...

    @property
    def scope(self) -> str:
        """What the other may be given; when that is another, all is offered again."""

    @property
    def end(self) -> int:
        """The seq of the newest change."""

    def since(self, seq: int, limit: int) -> Stretch:
        """What may be given of the next `limit` changes after `seq`."""

    def waiting(self, seq: int) -> int:
        """How many changes after `seq` may be given."""

    def people(self, changes: Sequence[Json]) -> Sequence[Json]:
        """Who wrote these."""

    def append(self, changes: Sequence[Json], people: Sequence[Json]) -> Iterable[str]:
        """Stores them in one transaction, judged one by one as a push by a node is.

        Tells what became of each, in order: `stored`, `known` or `quarantined`.
        """

    def set_aside(self) -> Aside: ...

    def keep_aside(self, changes: Sequence[Json], people: Sequence[Json]) -> int:
        """Keeps what the other has set aside, with its reason; how many were new."""


class Photos(Protocol):
    """This node's originals, those that the other node may be given."""

    def since(self, seq: int, limit: int) -> Sequence[tuple[int, Photo]]:
        """Whole photos kept after `seq`, in the order in which they were kept."""

    def spoken_of(self, seq: int, told: int) -> Sequence[Photo]:
        """Photos kept up to `seq` of reports that the log speaks of after `told`."""

    def waiting(self, seq: int) -> int:
        """How many photos kept after `seq` may be given."""

    def open(self, sha256: str) -> BinaryIO:
        """Raises FileNotFoundError for one that is lost."""

    def wanted(self) -> Iterable[str]:
        """Digests in the manifests of this node's records that it does not hold."""

    def keep(self, sha256: str, media_type: str, original: BinaryIO) -> None:
        """Keeps an original whose digest was checked. Raises Problem for one that is no photo."""


class Bookmarks(Protocol):
    """Where the place in the other node's log, and its place in ours, is kept between runs."""

    def read(self) -> Json | None: ...

    def write(self, bookmark: Json) -> None: ...
