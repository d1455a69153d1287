"""Marks around what looks like personal data, whatever else the text holds."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from fieldapp.domain.privacy import Flag
from fieldapp.web.marks import hits, marked


def flag(start: int, end: int) -> Flag:
    return Flag("phone", start, end, "stop", 'Ser ut som "något".')


def test_each_flag_is_marked_with_its_hint() -> None:
    assert marked("ring 070-1 nu", [flag(5, 10)]) == (
        'ring <mark title="Ser ut som &#34;något&#34;.">070-1</mark> nu'
    )


def test_the_text_is_escaped_inside_and_outside() -> None:
    text = marked("<b>ab</b>", [flag(3, 5)])
    assert text.startswith("&lt;b&gt;<mark")
    assert text.endswith("ab</mark>&lt;/b&gt;")


def test_flags_count_as_phones_do_where_an_emoji_is_two() -> None:
    assert ">ab</mark>" in marked("😀ab", [flag(2, 4)])


@given(st.text(st.characters(codec="utf-8")), st.integers(0, 30), st.integers(0, 30))
def test_no_text_is_lost(text: str, one: int, other: int) -> None:
    ends = [len(text[:at].encode("utf-16-le")) // 2 for at in sorted((one, other))]
    flags = [flag(*ends)] if ends[0] < ends[1] else []
    shown = re.sub("</?mark[^>]*>", "", str(marked(text, flags)))
    assert html.unescape(shown) == html.unescape(str(escape(text)))


def test_words_that_begin_as_searched_for_are_marked() -> None:
    text = "Släckt lykta <vid> lyktstolpen; ölyckligt."
    assert hits(text, "LYKT vid") == (
        "Släckt <mark>lykta</mark> &lt;<mark>vid</mark>&gt; <mark>lyktstolpen</mark>; ölyckligt."
    )
    assert hits("a & b", "") == "a &amp; b"
    assert hits("a.b", ".") == "a.b"


def test_accents_are_passed_over_and_swedish_letters_are_not() -> None:
    assert hits("Caféet, cafe\u0301t", "cafe") == ("<mark>Caféet</mark>, <mark>cafe\u0301t</mark>")
    assert hits("cafe lås", "café las") == "<mark>cafe</mark> lås"


@given(st.text(), st.text())
def test_no_text_is_lost_to_hits(text: str, searched: str) -> None:
    shown = re.sub("</?mark>", "", str(hits(text, searched)))
    assert shown == str(escape(text))
