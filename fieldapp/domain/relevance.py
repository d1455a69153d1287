"""Which of some texts speak most of what is searched for.

BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, § 3), without the weight
of rare words: all of the texts hold all of the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from fieldapp.domain.swedish import words

# How soon one more of the same word tells little, and how much a long text is held against it.
_SATURATION, _BY_LENGTH = 1.2, 0.75


def best_first(texts: Sequence[str], searched: str) -> list[int]:
    """The places of the texts, the best first; of equals the one that stands first.

    A word counts where a word of the text begins with it, twice where it is the whole of it.
    """
    wanted, read = words(searched), [words(text) for text in texts]
    usual = fmean(map(len, read)) if any(read) else 1
    scores = [_score(wanted, own, usual) for own in read]
    return sorted(range(len(texts)), key=lambda place: -scores[place])


def _score(wanted: Sequence[str], own: Sequence[str], usual: float) -> float:
    damped = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * len(own) / usual)
    spaced = f" {' '.join(own)} "
    found = [spaced.count(f" {word}") + spaced.count(f" {word} ") for word in wanted]
    return sum(count * (_SATURATION + 1) / (count + damped) for count in found)
