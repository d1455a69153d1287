"""Which characters the documents' fonts can print, read from a font file's own table.

A PDF that is to be archived may hold no character that its fonts lack, and what people write on
their phones may hold any. OpenType specification, `cmap`, formats 4 and 12.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

FONTS = Path(str(files("font_source_sans_pro") / "files"))
"""The folder of the font files, which come as a package of their own."""
NAMES = tuple(f"SourceSansPro-{style}.ttf" for style in ("Bold", "Regular"))
"""Those that documents are set in."""
UNPRINTABLE = "\N{LOZENGE}"
"""Stands for a character that the fonts do not have."""

_LONGEST_WORD = 30
_BREAK = "\N{ZERO WIDTH SPACE}"
_SPACES = re.compile(r"[^\S\xa0]+")


def printable(text: str) -> str:
    """The text as the fonts can print it: composed, without what is invisible, with a
    lozenge for each character that they lack, and with places to break in words that are too long
    for a line."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).split("\n")
    return "\n".join(" ".join(map(_word, _SPACES.split(line))).strip() for line in lines).strip(
        "\n"
    )


def _word(word: str) -> str:
    known = _coverage()
    seen = [
        one if ord(one) in known else UNPRINTABLE
        for one in word
        if unicodedata.category(one) not in ("Cf", "Mn", "Cc") or ord(one) in known
    ]
    pieces = range(0, len(seen), _LONGEST_WORD)
    return _BREAK.join("".join(seen[start : start + _LONGEST_WORD]) for start in pieces)


@cache
def _coverage() -> frozenset[int]:
    """What every one of the fonts has."""
    mapped = [set(_mapped((FONTS / name).read_bytes())) for name in NAMES]
    return frozenset(code for code in set.intersection(*mapped) if code >= ord(" "))


def _mapped(font: bytes) -> Iterator[int]:
    (tables,) = struct.unpack_from(">H", font, 4)
    for number in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if tag == b"cmap":
            (count,) = struct.unpack_from(">H", font, start + 2)
            for record in range(count):
                (offset,) = struct.unpack_from(">I", font, start + 4 + 8 * record + 4)
                yield from _subtable(font, start + offset)


def _subtable(font: bytes, at: int) -> Iterator[int]:
    (form,) = struct.unpack_from(">H", font, at)
    if form == 4:
        (doubled,) = struct.unpack_from(">H", font, at + 6)
        ends = struct.unpack_from(f">{doubled // 2}H", font, at + 14)
        starts = struct.unpack_from(f">{doubled // 2}H", font, at + 16 + doubled)
        for first, last in zip(starts, ends, strict=True):
            yield from range(first, min(last, 0xFFFE) + 1)
    elif form == 12:
        (groups,) = struct.unpack_from(">I", font, at + 12)
        for group in range(groups):
            first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * group)
            yield from range(first, last + 1)
