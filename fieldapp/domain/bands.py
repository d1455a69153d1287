"""Bands for a picture of counts: few, each some times wider than the one before, at round bounds.

Counts by place and hour differ by orders of magnitude; equal widths would put nearly all of them
into the lowest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import floor, log10

MOST = 5
_ROUND = (1, 2, 3, 5, 7, 10)


def bounds(counts: Iterable[int]) -> list[int]:
    """The least count of each band, rising; at most MOST bands, none when all counts are 0."""
    found = sorted({count for count in counts if count > 0})
    if len(found) <= MOST:
        return found
    least, greatest = found[0], found[-1]
    steps = [_rounded(least * (greatest / least) ** (step / MOST)) for step in range(1, MOST)]
    return sorted({_rounded_down(least), *steps})


def band(count: int, least: Sequence[int]) -> int:
    """Which band a count is in: 0 for none at all, 1 for the lowest."""
    return bisect_right(least, count) if count > 0 else 0


def spans(least: Sequence[int]) -> list[tuple[int, int | None]]:
    """The first and last count of each band; the uppermost has no last."""
    return [
        *((one, other - 1) for one, other in pairwise(least)),
        *((one, None) for one in least[-1:]),
    ]


def _rounded_down(count: int) -> int:
    """The greatest round number that is no larger."""
    power = int(10.0 ** (len(str(count)) - 1))
    return max(each * power for each in _ROUND if each * power <= count)


def _rounded(value: float) -> int:
    """The nearest round number, as a ratio."""
    power = 10.0 ** floor(log10(value))
    return min((round(each * power) for each in _ROUND), key=lambda each: abs(log10(each / value)))
