"""Copies for documents: small for looking, large for evidence, and without metadata."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from fieldapp.documents import pictures
from fieldapp.storage import photos

SHA256 = "a" * 64


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Telefonen"
    Image.new("RGB", (4000, 2000), "teal").save(written, "JPEG", exif=exif)
    photos.write(photos.original(tmp_path, SHA256), written.getvalue())
    return tmp_path


@pytest.mark.parametrize(("is_evidence", "size"), [(True, (3200, 1600)), (False, (1600, 800))])
def test_a_copy_is_as_large_as_its_use(
    folder: Path, is_evidence: bool, size: tuple[int, int]
) -> None:
    copy = pictures.to_print(folder, SHA256, is_evidence=is_evidence)
    image = Image.open(io.BytesIO(copy))
    assert (image.format, image.size) == ("JPEG", size)
    assert b"Telefonen" not in copy


def test_the_display_copy_is_made_once(folder: Path) -> None:
    place = pictures.display(folder, SHA256)
    place.write_bytes(b"made")
    assert pictures.display(folder, SHA256).read_bytes() == b"made"
