"""Files are told by their content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.formats import HEAD, format_of


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\xff\xd8\xff\xe1", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\0", "image/png"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
        (b"GIF89a\1\0\1\0", "GIF"),
        (b'<?xml version="1.0"?><SVG xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", "HEIC"),
        (b"\0\0\0\x18ftypavif\0\0\0\0", "AVIF"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "MP4-film"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0", "QuickTime-film"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"%PDF-1.7\n", "PDF"),
        (b"", None),
        (b"RIFF\x10\0\0\0WAVE", None),
        (b"PK\3\4", None),
        (b"<html>", None),
    ],
)
def test_a_format_is_told_by_its_first_bytes(head: bytes, name: str | None) -> None:
    assert format_of(head) == name


@given(st.binary(max_size=HEAD))
def test_what_comes_after_the_beginning_does_not_matter(rest: bytes) -> None:
    assert format_of(b"\xff\xd8\xff" + rest) == "image/jpeg"
