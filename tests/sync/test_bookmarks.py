"""A bookmark is there whole or not at all."""

from pathlib import Path

import pytest

from sync.bookmarks import FileBookmarks


def test_a_bookmark_is_read_as_it_was_written(tmp_path: Path) -> None:
    bookmarks = FileBookmarks(tmp_path / "mirrors" / "bookmark")
    assert bookmarks.read() is None
    bookmarks.write({"theirs": "9f3a01c2", "pulled": 7})
    bookmarks.write({"theirs": "9f3a01c2", "pulled": 8})
    assert FileBookmarks(bookmarks.path).read() == {"theirs": "9f3a01c2", "pulled": 8}
    assert [path.name for path in bookmarks.path.parent.iterdir()] == ["bookmark"]


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_no_bookmark(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bookmark"
    path.write_bytes(content)
    assert FileBookmarks(path).read() is None
