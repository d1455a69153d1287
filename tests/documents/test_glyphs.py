"""What people write can be printed, whatever characters they use."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.documents.glyphs import FONTS, NAMES, UNPRINTABLE, printable

FONT_FILES = [FONTS / name for name in NAMES]


def coverage(name: str) -> set[int]:
    return set(TTFont(FONTS / name).getBestCmap())


def test_there_are_fonts() -> None:
    assert FONT_FILES
    assert all(path.is_file() for path in FONT_FILES)


@given(st.text())
def test_only_what_every_font_has_is_printed(text: str) -> None:
    kept = {ord(one) for one in printable(text)} - {ord("\n"), 0x200B}
    for path in FONT_FILES:
        assert kept <= coverage_of[path.name]


coverage_of = {path.name: coverage(path.name) for path in FONT_FILES}


@given(st.text(st.sampled_from("abcåäöÅÄÖéüß §–✓.,!?()1234567890")))
def test_what_swedes_write_is_printed_as_it_is(text: str) -> None:
    assert (
        printable(text).replace("\u200b", "") == " ".join(text.split(" ")).strip() or "  " in text
    )


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\u0308", "ä"),
        ("👍🏽 ja", f"{UNPRINTABLE}{UNPRINTABLE} ja"),
        ("✓\ufe0f\u200d", "✓"),
        ("שלום", UNPRINTABLE * 4),
        ("a\r\nb\tc\x00", "a\nb c"),
        ("\n rad  två \n", "rad två"),
        ("1\xa0000", "1\xa0000"),
        ("x" * 70, "\u200b".join(("x" * 30, "x" * 30, "x" * 10))),
    ],
)
def test_the_rest_is_composed_dropped_or_marked(text: str, printed: str) -> None:
    assert printable(text) == printed
