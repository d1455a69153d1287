"""The words of a protocol: plain, the same wherever it is read, and never a sanction."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest

from fieldapp.documents.sheet import Sheet
from tests.documents.visits import EARLIER, RECEIPT, clean, deficient, sheet_of

SANCTIONS = re.compile(
    r"\b(erinran|varning|återkall\w*|föreläg\w*|förbud\w*|vite|sanktion\w*|straff\w*)\b",
    re.IGNORECASE,
)


def told(sheet: Sheet) -> dict[str, str]:
    return {fact.label: fact.value for fact in sheet.facts}


def test_the_head_is_in_words() -> None:
    sheet = sheet_of(clean())
    assert sheet.sender == "Kävlinge kommun"
    assert sheet.title == "Tillsynsprotokoll – Restaurang Påhittet, 2026-11-20"
    assert told(sheet)["Tid"] == "2026-11-20 kl. 20.07–21.02"
    assert told(sheet)["Besök"] == "Yttre tillsyn, Planerat oanmält"
    assert told(sheet)["Närvarande inspektörer"] == "Inspektör 2, Inspektör 5"
    assert "Version" not in told(sheet)
    assert told(sheet_of({**clean(), "version": 2}))["Version"] == "2"


def test_a_visit_past_midnight_tells_both_days() -> None:
    values = {**clean(), "ended_at": {"at": "2026-11-21T01:10:00.000+01:00", "offset": 0}}
    assert told(sheet_of(values))["Tid"] == "2026-11-20 kl. 20.07–2026-11-21 kl. 01.10"


def test_the_outcome_counts() -> None:
    assert sheet_of(clean()).outcome == "Ingen brist iakttogs vid de 14 punkter som gicks igenom."
    values = deficient()
    assert sheet_of(values).outcome == "3 brister iakttogs, varav 1 kritisk."
    values |= {"answers/YS03/value": "deficiency"}
    assert sheet_of(values).outcome == "4 brister iakttogs, varav 2 kritiska."
    one = {**clean(), "answers/YS17/value": "deficiency"}
    assert sheet_of(one).outcome == "1 brist iakttogs."


def test_findings_what_was_said_and_what_was_put_right_stand_apart() -> None:
    first, second, third = sheet_of(deficient()).findings
    assert [(fact.label, fact.value) for fact in first.facts] == [
        ("Iakttagelse", "Dörren mot gården var låst – § 16."),
        ("Iakttaget", "2026-11-20 kl. 20.27 av AB"),
        ("Rättelse", "Rättades under besöket."),
    ]
    assert second.facts[-1].value == "Följs upp efter 2026-12-20."
    assert third.facts[-1].label == "Vad som sades"
    assert (first.severity_words, first.reference) == ("Kritisk", "AL\xa08:16; LSO")


def test_points_in_order_and_not_checked_are_told_briefly() -> None:
    checklist = sheet_of(deficient()).checklists[1]
    answers = {row.id: (row.answer, row.tone) for row in checklist.rows}
    assert answers["YS01"] == ("OK", "plain")
    assert answers["YS23"] == ("Brist", "deficiency")
    assert answers["YS29"] == ("Ej tillämpligt", "soft")
    assert answers["YS11"] == ("7", "plain")
    assert checklist.unchecked.startswith("YS02 Finns gäst som är märkbart påverkad")


def test_abbreviations_of_laws_are_told_as_far_as_they_are_used() -> None:
    laws = sheet_of(clean()).laws
    assert "AL alkohollagen (2010:1622)" in laws
    assert "LTN" not in laws
    assert "LTN lagen (2022:1257)" in sheet_of(clean("TN")).laws


def test_earlier_deficiencies_are_told_as_remedied_or_not() -> None:
    first, second = sheet_of(deficient(), earlier={EARLIER: clean()}).followed
    assert (first.outcome, second.outcome) == ("Åtgärdad", "Kvarstår")
    assert first.found.startswith("Besöket 2026-11-20")


@pytest.mark.parametrize(
    ("manner", "words"),
    [
        ("signature", "som bekräftade det med sin underskrift."),
        ("declined", "som inte ville bekräfta det."),
        ("read_aloud", "som bekräftade det muntligt."),
    ],
)
def test_how_it_was_gone_through_is_told(manner: str, words: str) -> None:
    values = clean()
    values["acknowledgement"] |= {"manner": manner, "comment": "Jag håller inte med."}
    gone = [fact.value for fact in sheet_of(values).gone_through]
    assert gone[0].endswith(f"serveringsansvarig, Alex Exempelsson, {words}")
    assert gone[-1] == "Jag håller inte med."
    assert sheet_of({**values, "acknowledgement": None}).gone_through[0].value.startswith("Ingen")


def test_every_photo_says_in_words_what_it_belongs_to() -> None:
    first, _, third = sheet_of(deficient()).photos
    assert first.alt == (
        "Bild 1 till punkten YS23, Är utrymningsvägar fria, olåsta och skyltade? "
        "Dörren mot gården var låst – § 16."
    )
    assert first.caption == "Bild 1, YS23, tagen 2026-11-20 kl. 20.17, bevisbild"
    assert third.alt == "Bild 3 från besöket"
    assert [one.number for one in sheet_of(deficient()).other_photos] == [3]


def test_the_foot_says_how_to_answer_only_when_there_is_something_to_answer() -> None:
    assert len(sheet_of(clean()).closing) == 1
    sent = {"case_number": "TN 2026-114", "statement_due": "2026-12-11"}
    answer = sheet_of(deficient(), sent=sent).closing[1]
    assert "senast 2026-12-11" in answer
    assert f"diarienummer TN 2026-114 eller kvittokod {RECEIPT}" in answer
    assert "senast" not in sheet_of(deficient()).closing[1]


def test_it_words_no_sanction_and_tells_no_planned_visit() -> None:
    words = str(asdict(sheet_of(deficient())))
    assert not SANCTIONS.findall(words)
    assert "2027-03-12" not in words
