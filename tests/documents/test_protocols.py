"""The file of a visit's protocol, with photos from the folder of photos."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from fieldapp.documents.protocols import file_name, pdf
from fieldapp.domain.protocols import Protocol
from fieldapp.storage import photos
from tests import make
from tests.documents import visits


@pytest.fixture
def protocol(tmp_path: Path) -> Protocol:
    found = visits.protocol_of(visits.deficient())
    for number, one in enumerate(found.pictures):
        photos.write(photos.original(tmp_path, one.sha256), visits.picture(number))
    return found


def images(content: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(BytesIO(content)) as document:
        found = [one for page in document.pages for one in page.get_images().values()]
        return [(int(one.Width), int(one.Height)) for one in found]


def test_it_has_the_photos_that_have_come(protocol: Protocol, tmp_path: Path) -> None:
    assert images(pdf(protocol, make.catalog(), tmp_path)) == [(120, 90)] * 3
    missing = tuple(replace(one, has_arrived=False) for one in protocol.pictures[:2])
    assert missing
    fewer = visits.protocol_of(visits.deficient(), missing={one.sha256 for one in missing})
    assert images(pdf(fewer, make.catalog(), tmp_path)) == [(120, 90)]


def test_it_says_when_the_visit_was_sent_and_not_when_it_was_made(
    protocol: Protocol, tmp_path: Path
) -> None:
    with pikepdf.open(BytesIO(pdf(protocol, make.catalog(), tmp_path))) as document:
        assert str(document.docinfo["/CreationDate"]).startswith("D:20261120200730")


def test_its_name_tells_the_day_and_the_place(protocol: Protocol) -> None:
    assert file_name(protocol) == "tillsynsprotokoll-2026-11-20-restaurang-pahittet.pdf"
    nameless = replace(protocol, premises="店", started_at=None, submitted_at=None)
    assert file_name(nameless) == "tillsynsprotokoll.pdf"
