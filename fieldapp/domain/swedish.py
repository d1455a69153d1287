"""Swedish words as they are sorted and searched. The twin of what static/src/domain/premises.js
does with names: accents are passed over, but å, ä and ö are letters of their own, after z."""

from __future__ import annotations

from unicodedata import combining, normalize

_LAST = str.maketrans("åäö", "{|}")
_BACK = str.maketrans("{|}", "åäö")
_KEPT = str.maketrans({"{": " ", "|": " ", "}": " "})


def sort_key(text: str) -> str:
    """What sorts as Swedish names do, whatever their case and accents."""
    lowered = normalize("NFC", text).lower().translate(_LAST)
    if lowered.isascii():
        return lowered
    return "".join(letter for letter in normalize("NFD", lowered) if not combining(letter))


def folded(text: str) -> str:
    """The text as it is searched: `Café Ångström` as `cafe ångström`."""
    return sort_key(text.translate(_KEPT)).translate(_BACK)
