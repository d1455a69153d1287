"""The PDF as outside checkers see it: archivable, accessible, whole, and always the same."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import outloud
import pikepdf
import pymupdf
import pytest
import typst
from pikepdf import pdfa

from fieldapp.documents.typesetting import pdf
from tests.documents import visits

AT = datetime(2026, 11, 20, 22, 0, 7, 123000, tzinfo=UTC)
# What this checker does not know of, and what it takes amiss that PDF/A-2a allows: it knows the
# levels "b" alone; the schemas that a file declares itself (ISO 19005-2, 6.6.2.3.3) it does not
# read; and a bookmark's destination may well be an object of its own (ISO 32000-1, 12.3.3).
NOT_KNOWN_TO_IT = (
    "/CIDSet on a CIDFontType2 subset is not checked",
    "the content of structured XMP property xmpMM:History is not checked",
    "pdfaid:conformance is 'A', expected 'B'",
    "is not permitted",
    "is not valid under any of the given schemas",
)
RULES_NOT_KNOWN = {
    "ISO_19005_2:6.2.11.4.2-2",
    "ISO_19005_2:6.6.2.3.1-1",
    "ISO_19005_2:6.6.2.3.1-2",
    "ISO_19005_2:6.6.4-3",
    "pikepdf:schema-OutlineItem",
}
CASES = ("clean", "full", "deficient", "waiting", "sparse", "wild")


@cache
def made(case: str) -> bytes:
    values = visits.deficient()
    about = {}
    if case in ("clean", "full"):
        values = visits.clean(evening=case == "clean")
    elif case == "waiting":
        about = {"missing": {name.partition("/")[2] for name in values if "photos/" in name}}
    elif case == "sparse":
        values = {"authority": "kommun", "reporter": "r1", "submitted_at": values["submitted_at"]}
    elif case == "wild":
        values |= {f"answers/{item}/note": WILD for item in ("YS07", "YS17", "YS23", "YS01")}
        values |= {"summary": WILD[:500], "premises_name": "#let *x* $y$ _z_ @a <b>"}
    return pdf(visits.sheet_of(values, **about), AT, visits.photo)


WILD = (
    "Å § – ✓ 👍🏽 שלום ﷽ \u202e#eval(1) *fet* $x^2$ \\ \" ' `kod` <b> @ref // /* "
    + "x" * 300
    + "\n" * 3
)


def opened(case: str) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(made(case)))


def text(case: str) -> str:
    with pymupdf.open(stream=made(case), filetype="pdf") as document:
        return "\n".join(page.get_text() for page in document)


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_it_is_accessible_as_pdf_ua_1_says(case: str, tmp_path: Path) -> None:
    place = tmp_path / "protocol.pdf"
    place.write_bytes(made(case))
    found = outloud.check(str(place))
    assert found.error is None
    assert [str(one) for one in found.findings] == []
    assert found.verdict.lower() == "pass"


def test_it_is_archivable_as_pdf_a_2_says(case: str) -> None:
    report = pdfa.validate_written(BytesIO(made(case)), "2b")
    strange = [
        str(one)
        for one in report.findings
        if one.rule not in RULES_NOT_KNOWN or not one.message.endswith(NOT_KNOWN_TO_IT)
    ]
    assert strange == []


def test_the_checkers_see_what_is_wrong(tmp_path: Path) -> None:
    source, place = tmp_path / "a.typ", tmp_path / "a.pdf"
    source.write_text('#set text(lang: "sv")\n= A\n#rect()')
    typst.compile(source, output=str(place), pdf_tags=False)
    assert outloud.check(str(place)).verdict.lower() != "pass"
    rules = {one.rule for one in pdfa.validate_written(place, "2b").findings}
    assert rules - RULES_NOT_KNOWN


def test_it_says_what_it_claims_to_be(case: str) -> None:
    with opened(case) as document:
        with document.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"].startswith("Tillsynsprotokoll")
        assert str(document.Root.Lang).lower().startswith("sv")
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert document.Root.MarkInfo.Marked


def test_a_clean_visit_is_one_page_and_the_rest_as_many_as_it_takes() -> None:
    pages = {}
    for case in CASES:
        with opened(case) as document:
            pages[case] = len(document.pages)
    assert (pages["clean"], pages["full"], pages["sparse"]) == (1, 1, 1)
    assert pages["deficient"] >= 2


def test_it_reads_in_order_with_every_letter_as_it_was_written() -> None:
    read = text("deficient")
    order = [
        "Tillsynsprotokoll", "Kvittokod", "3 brister iakttogs", "Brister", "YS23", "YS07",
        "YS17", "Brister från tidigare besök", "Punkter som gicks igenom", "Ej kontrollerat",
        "Sammanfattning", "Genomgång med den ansvariga", "SHA-256", "Om protokollet",
    ]  # fmt: skip
    places = [read.index(words) for words in order]
    assert places == sorted(places)
    assert "Dörren mot gården var låst – § 16." in read
    assert "Sida 1 av 3" in read
    assert "\ufffd" not in read


def test_what_people_wrote_is_never_markup_and_what_cannot_be_printed_is_said() -> None:
    read = text("wild")
    assert "#let *x* $y$ _z_ @a <b>" in read
    assert "#eval(1) *fet* $x^2$" in read
    assert "◊ står för ett tecken" in read


def test_headings_are_bookmarks_and_photos_have_words() -> None:
    with opened("deficient") as document, document.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles[:3] == ["Brister", "Brister från tidigare besök", "Punkter som gicks igenom"]
        alts = [
            str(one.Alt)
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        ]
    sheet = visits.sheet_of(visits.deficient())
    assert sheet.drawing
    assert sorted(alts) == sorted([sheet.drawing.alt, *(photo.alt for photo in sheet.photos)])


def test_a_photo_that_has_not_come_is_waited_for_and_its_digest_told() -> None:
    read = text("waiting")
    assert read.count("Väntar på bild") == 3
    digests = [name.partition("/")[2] for name in visits.deficient() if "photos/" in name]
    assert all(digest in read for digest in digests)


def test_every_font_is_in_the_file(case: str) -> None:
    with opened(case) as document:
        programs = [
            one for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        ]  # fmt: skip
        assert programs
        assert all({"/FontFile2", "/FontFile3"} & one.keys() for one in programs)


def test_the_same_visit_gives_the_same_bytes(case: str) -> None:
    again = made.__wrapped__(case)
    assert again == made(case)
