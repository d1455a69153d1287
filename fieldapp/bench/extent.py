"""How much is measured: all of it, or just enough to see that the harness works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Extent:
    """Counts, and times in seconds. `say` hears what is measured; `folder` is emptied after.

    `data` is a folder whose reports are measured with, on a copy, instead of some that are made.
    """

    folder: Path
    say: Callable[[str], None]
    repetitions: int = 3
    seconds: float = 4
    warm_up: float = 2
    present: int = 100_000
    pulled: int = 10_000
    pulls: int = 200
    photos: tuple[tuple[int, int], ...] = ((300_000, 150), (3_000_000, 40))
    saves: int = 300
    starts: int = 3
    premises: int = 5_000
    searches: int = 200
    singles_a_second: int = 2500
    batches_a_second: int = 500
    pages: int = 100
    data: Path | None = None


def shortened(folder: Path, say: Callable[[str], None]) -> Extent:
    """One small repetition of everything. Its figures mean nothing."""
    return Extent(
        folder=folder,
        say=say,
        repetitions=1,
        seconds=1,
        warm_up=1,
        present=200,
        pulled=200,
        pulls=10,
        photos=((300_000, 6), (3_000_000, 2)),
        saves=20,
        starts=1,
        pages=5,
        premises=200,
        searches=10,
    )
