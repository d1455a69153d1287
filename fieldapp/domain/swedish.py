"""Swedish words as they are sorted and searched. The twin of what static/src/domain/premises.js
does with names: accents are passed over, but å, ä and ö are letters of their own, after z."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

_ACCENTED = re.compile(r"[^\x00-\x7fåäö]")
_WORD = re.compile(r"[^\W_]+")
_NUMBER, _DIGITS = re.compile(r"[0-9]+"), 12
_LAST = str.maketrans("åäö", "{|}")


class _Folding(dict[int, str]):
    """What each letter is searched as, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = "".join(part for part in normalize("NFD", letter) if not combining(part))
        self[code] = letter if letter in "åäö" else plain
        return self[code]


_WITHOUT_ACCENTS = _Folding()


def sort_key(text: str) -> str:
    """What sorts as Swedish names do, whatever their case and accents."""
    lowered = normalize("NFC", text).lower().translate(_LAST)
    if lowered.isascii():
        return lowered
    return "".join(letter for letter in normalize("NFD", lowered) if not combining(letter))


def label_key(text: str) -> str:
    """The same of labels with numbers in them: `Nattvandrare 9` before `Nattvandrare 10`."""
    return _NUMBER.sub(lambda found: found[0].zfill(_DIGITS), sort_key(text))


def folded(text: str) -> str:
    """The text as it is searched: `Café Ångström` as `cafe ångström`."""
    lowered = normalize("NFC", text).lower()
    # Most texts have none, and are not gone through letter by letter to find that out.
    return lowered.translate(_WITHOUT_ACCENTS) if _ACCENTED.search(lowered) else lowered


def words(text: str) -> list[str]:
    """The words of a text as they are searched."""
    return _WORD.findall(folded(text))
