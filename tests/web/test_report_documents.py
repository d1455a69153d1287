"""Reports as PDF: what the page says, archivable and accessible, and nothing one may not see."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import outloud
import pymupdf
import pytest
from pikepdf import pdfa

from fieldapp.node import Node
from fieldapp.web import report_documents
from tests.documents.test_typesetting import NOT_KNOWN_TO_IT, RULES_NOT_KNOWN
from tests.web.conftest import Desk, Phone, handed_out, time


def text(content: bytes) -> str:
    with pymupdf.open(stream=content, filetype="pdf") as document:
        return "\n".join(page.get_text() for page in document)


@pytest.fixture
def report(phone: Phone, picture: bytes) -> str:
    sha256 = phone.send_photo(picture)
    manifest = {"size": len(picture), "type": "image/jpeg", "width": 8, "height": 6}
    shown = {f"photos/{one}": {**manifest, "taken_at": time()} for one in (sha256, "ab" * 32)}
    note = "Ring 070-000 00 00. Å, ä och ö §."
    return phone.observe(**shown, no_person_in_photo=True, note=note, place_name="#let x <b>")


def test_one_report_with_its_words_its_photos_and_its_history(
    coordinator: Desk, report: str, node: Node, tmp_path: Path
) -> None:
    answer = coordinator.get(f"/reports/{report}/report.pdf")
    assert answer.mimetype == "application/pdf"
    read = text(answer.data)
    for told in (
        "Ring 070-000 00 00. Å, ä och ö §.",
        "#let x <b>",
        "fre 20 nov 2026 21:07",
        "Väntar på bild",
        "Skickad av",
        "Sida 1 av 1",
    ):
        assert told in read
    assert "<mark" not in read
    (detail,) = handed_out(node)
    assert str(detail).startswith("pdf, 1 rapport, rapport ")
    place = tmp_path / "report.pdf"
    place.write_bytes(answer.data)
    assert [str(one) for one in outloud.check(str(place)).findings] == []
    strange = [
        str(one)
        for one in pdfa.validate_written(BytesIO(answer.data), "2b").findings
        if one.rule not in RULES_NOT_KNOWN or not one.message.endswith(NOT_KNOWN_TO_IT)
    ]
    assert strange == []


def test_a_selection_is_what_the_filters_find(coordinator: Desk, phone: Phone, node: Node) -> None:
    phone.observe(note="Den ena.")
    phone.observe(note="Den andra.", category="OB20")
    read = text(coordinator.get("/reports/export.pdf?category=OB20").data)
    assert "Den andra." in read
    assert "Den ena." not in read
    assert handed_out(node) == ["pdf, 1 rapport, category=OB20"]
    assert "Sida 2 av 2" in text(coordinator.get("/reports/export.pdf").data)


def test_too_many_and_none_are_told(
    coordinator: Desk, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert coordinator.get("/reports/export.pdf").status_code == 404
    monkeypatch.setattr(report_documents, "MOST", 1)
    phone.observe()
    phone.observe()
    answer = coordinator.get("/reports/export.pdf")
    assert answer.status_code == 422
    assert "Välj ett smalare urval" in answer.text


def test_a_reader_gets_no_photo_that_is_not_let_out(
    coordinator: Desk, desk_of: Callable[..., Desk], report: str
) -> None:
    coordinator.post(f"/reports/{report}/review", {"decision": "accept", "version": "1"})
    read = text(desk_of("reader").get(f"/reports/{report}/report.pdf").data)
    assert "Å, ä och ö" in read
    assert "Bild 1" not in read
