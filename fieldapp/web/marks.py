"""A person's text with what looks like personal data marked in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from fieldapp.domain.privacy import Flag
from fieldapp.domain.swedish import folded, words

# With the accents that are written apart from their letters.
_WORD = re.compile(r"((?:[^\W_][\u0300-\u036f]*)+)")


def marked(text: str, flags: Iterable[Flag]) -> Markup:
    """The text, escaped, with a <mark> around each flag. They count UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    pieces, at = [], 0
    for flag in flags:
        pieces.append(escape(_text(units, at, flag.start)))
        found = _text(units, flag.start, flag.end)
        pieces.append(Markup('<mark title="{}">{}</mark>').format(flag.hint, found))
        at = flag.end
    pieces.append(escape(_text(units, at, len(units) // 2)))
    return Markup("").join(pieces)


# Titles and places of a page are a few, again and again.
@lru_cache(maxsize=512)
def hits(text: str, searched: str) -> Markup:
    """The text, escaped, with a <mark> around the words that begin as one searched for does."""
    wanted, whole = tuple(words(searched)), folded(text)
    if not any(word in whole for word in wanted):
        return escape(text)
    pieces, at = [], 0
    for word in _WORD.finditer(text):
        if folded(word[0]).startswith(wanted):
            pieces += [escape(text[at : word.start()]), Markup("<mark>{}</mark>").format(word[0])]
            at = word.end()
    return Markup("").join([*pieces, escape(text[at:])])


def _text(units: bytes, start: int, end: int) -> str:
    return units[2 * start : 2 * end].decode("utf-16-le", "replace")
