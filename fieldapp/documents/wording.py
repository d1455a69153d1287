"""The words of a protocol: one set for the page and for the PDF.

Findings stand apart from what was said of them, and nothing here words a demand or a sanction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from fieldapp.documents.drawing import drawing
from fieldapp.documents.sheet import (
    Checklist,
    Fact,
    Finding,
    Followed,
    Photo,
    Row,
    Sheet,
)
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.protocol_parts import Acknowledgement, Earlier, Picture, Point, Section
from fieldapp.domain.protocols import Protocol
from fieldapp.domain.swedish_time import ZONE

ASSESSMENTS = {
    "ok": "OK",
    "deficiency": "Brist",
    "not_checked": "Ej kontrollerat",
    "not_applicable": "Ej tillämpligt",
}
SEVERITIES = {
    "critical": "Kritisk",
    "serious": "Allvarlig",
    "minor": "Mindre",
    "information": "Information",
}
LAWS = {
    "AL": "alkohollagen (2010:1622)",
    "FL": "förvaltningslagen (2017:900)",
    "LSO": "lagen (2003:778) om skydd mot olyckor",
    "LTLP": "lagen (2018:2088) om tobak och liknande produkter",
    "LTN": "lagen (2022:1257) om tobaksfria nikotinprodukter",
    "SFL": "skatteförfarandelagen (2011:1244)",
}
OUTCOMES = {"remedied": "Åtgärdad", "not_remedied": "Kvarstår"}
_ON_PHOTOS = (
    "Originalen finns kvar som de togs. En bild är den som togs vid besöket om dess kontrollsumma "
    "(SHA-256) är den som står här."
)
_SEEN = "Iakttaget"
_FIXED = "\N{NO-BREAK SPACE}"
_SHORT_DIGEST = 12
_ALT_NOTE = 160


def sheet(protocol: Protocol, catalog: Catalog) -> Sheet:
    """The protocol in words; the catalog says which municipality it is."""
    sender = _sender(protocol, catalog)
    visited = protocol.started_at or protocol.submitted_at
    on = f"{_local(visited):%Y-%m-%d}" if visited else ""
    photos = {one.number: _photo(one, protocol) for one in protocol.pictures}
    findings = tuple(_finding(one, photos) for one in protocol.deficiencies)
    shown = {photo.number for finding in findings for photo in finding.photos}
    return Sheet(
        sender=sender,
        title=f"Tillsynsprotokoll – {', '.join(filter(None, (protocol.premises, on)))}",
        premises=protocol.premises,
        facts=tuple(_head(protocol)),
        outcome=_outcome(protocol),
        findings=findings,
        followed=tuple(map(_followed, protocol.earlier)),
        checklists=tuple(map(_checklist, protocol.sections)),
        laws=_laws(protocol),
        summary=protocol.summary,
        gone_through=tuple(_gone_through(protocol.acknowledgement)),
        drawing=drawing(protocol.acknowledgement),
        photos=tuple(photos.values()),
        other_photos=tuple(one for one in photos.values() if one.number not in shown),
        on_photos=_ON_PHOTOS,
        closing=tuple(_closing(protocol, sender)),
        receipt=protocol.receipt,
        foot=" · ".join(filter(None, (protocol.premises, on, f"kvitto {protocol.receipt}"))),
    )


def _sender(protocol: Protocol, catalog: Catalog) -> str:
    return (
        f"{catalog.name} kommun"
        if protocol.authority == "kommun"
        else (catalog.label(protocol.authority))
    )


def _head(protocol: Protocol) -> Iterator[Fact]:
    kinds = [
        protocol.kind,
        protocol.occasion,
        "egen del av ett samordnat besök" * protocol.is_guest,
    ]
    where = protocol.place_name or protocol.address or _position(protocol)
    told = {
        "Objekt": protocol.premises,
        "Tid": _span(protocol.started_at, protocol.ended_at),
        "Verksamhetsutövare": protocol.holder,
        "Besök": ", ".join(filter(None, kinds)),
        "Organisationsnummer": protocol.org_number,
        "Närvarande inspektörer": ", ".join(protocol.inspectors),
        "Plats": where,
        "Medverkande": ", ".join(protocol.present),
        "Tillstånd och anmälningar": "; ".join(protocol.permits),
        "Diarienummer": protocol.case_number,
        "Version": str(protocol.version) if protocol.version > 1 else "",
    }
    return (Fact(label, value) for label, value in told.items() if value)


def _outcome(protocol: Protocol) -> str:
    found = protocol.deficiencies
    if not found:
        gone = sum(len(section.points) for section in protocol.sections)
        return (
            f"Ingen brist iakttogs vid {_count(gone, 'punkt', 'de {} punkter')} som gicks igenom."
        )
    critical = sum(one.severity == "critical" for one in found)
    number = "1 brist" if len(found) == 1 else f"{len(found)} brister"
    return f"{number} iakttogs{f', varav {critical} kritisk' * bool(critical)}".rstrip() + (
        "a." if critical > 1 else "."
    )


def _count(number: int, one: str, many: str) -> str:
    return f"den {one}" if number == 1 else many.format(number)


def _finding(point: Point, photos: dict[int, Photo]) -> Finding:
    return Finding(
        id=point.id,
        severity=point.severity,
        severity_words=SEVERITIES.get(point.severity, point.severity),
        question=point.question,
        reference=_reference(point.reference),
        facts=tuple(_of_finding(point)),
        photos=tuple(photos[one.number] for one in point.pictures),
        state=point.state,
    )


def _of_finding(point: Point) -> Iterator[Fact]:
    seen = [_moment(point.observed_at), f"av {point.observed_by}" if point.observed_by else ""]
    follows = f"Följs upp efter {point.deadline:%Y-%m-%d}." if point.deadline else ""
    told = {
        "Iakttagelse": point.note,
        _SEEN: " ".join(filter(None, seen)),
        "Vad som sades": point.said,
        "Rättelse": "Rättades under besöket." if point.is_corrected else follows,
    }
    return (Fact(label, value) for label, value in told.items() if value)


def _checklist(section: Section) -> Checklist:
    return Checklist(
        title=section.title,
        version=section.version,
        rows=tuple(map(_row, section.points)),
        unchecked="; ".join(f"{own} {asked.rstrip('?. ')}" for own, asked in section.unchecked),
    )


def _row(point: Point) -> Row:
    told = [] if point.is_deficiency else _of_finding(point)
    tone = {"deficiency": "deficiency", "not_applicable": "soft"}.get(str(point.value), "plain")
    return Row(
        id=point.id,
        question=point.question,
        reference=_reference(point.reference),
        answer=_answer(point),
        remarks=tuple(fact for fact in told if fact.label != _SEEN),
        tone=tone,
    )


def _answer(point: Point) -> str:
    value = point.value
    if value in (None, "", []):
        return ASSESSMENTS["not_checked"]
    if point.answer == "assessment":
        return ASSESSMENTS.get(value, str(value))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _laws(protocol: Protocol) -> str:
    """What the abbreviations of the references that are shown stand for."""
    shown = " ".join(point.reference for one in protocol.sections for point in one.points)
    named = [f"{short} {law}" for short, law in LAWS.items() if re.search(rf"\b{short}\b", shown)]
    return f"{'; '.join(named)}. Siffrorna är kapitel och paragraf." if named else ""


def _reference(reference: str) -> str:
    """Each reference in one piece, however lines are broken."""
    return "; ".join(part.strip().replace(" ", _FIXED) for part in reference.split(";"))


def _followed(earlier: Earlier) -> Followed:
    visited = f"Besöket {_local(earlier.visited_at):%Y-%m-%d}" if earlier.visited_at else ""
    return Followed(
        id=earlier.item,
        question=earlier.question,
        found=", ".join(filter(None, (visited, earlier.reference))),
        outcome=OUTCOMES.get(earlier.outcome, "Ej kontrollerad"),
        note=earlier.note,
        is_remedied=earlier.outcome == "remedied",
    )


def _gone_through(told: Acknowledgement | None) -> Iterator[Fact]:
    if told is None:
        yield Fact("Genomgång", "Ingen genomgång med någon ansvarig är antecknad.")
        return
    whom = ", ".join(filter(None, (told.role.lower(), told.name)))
    gone = "Iakttagelserna gicks igenom"
    how = {
        "signature": f"{gone} med {whom}, som bekräftade det med sin underskrift.",
        "declined": f"{gone} med {whom}, som inte ville bekräfta det.",
        "read_aloud": f"Iakttagelserna lästes upp för {whom}, som bekräftade det muntligt.",
    }
    yield Fact("Genomgång", how.get(told.manner, f"{gone} med {whom}."))
    if told.at:
        yield Fact("Tid", _moment(told.at))
    if told.comment:
        yield Fact("Den ansvarigas kommentar", told.comment)


def _photo(picture: Picture, protocol: Protocol) -> Photo:
    points = [one for section in protocol.sections for one in section.points]
    point = next((one for one in points if one.id == picture.item), None)
    taken = f"tagen {_moment(picture.taken_at)}" if picture.taken_at else ""
    name = f"Bild {picture.number}"
    note = point.note.replace("\n", " ") if point else ""
    note = f"{note[:_ALT_NOTE]}…" if len(note) > _ALT_NOTE else note
    of = f"till punkten {point.id}, {point.question} {note}".strip() if point else "från besöket"
    about = (picture.item or "", taken, "bevisbild" if picture.is_evidence else "")
    return Photo(
        number=picture.number,
        sha256=picture.sha256,
        caption=", ".join(filter(None, (name, *about))),
        alt=f"{name} {of}",
        digest=f"{picture.sha256[:_SHORT_DIGEST]}…",
        size=f"{picture.size:,} byte".replace(",", _FIXED).replace(" ", _FIXED),
        is_evidence=picture.is_evidence,
        has_arrived=picture.has_arrived,
    )


def _closing(protocol: Protocol, sender: str) -> Iterator[str]:
    yield (
        "Protokollet innehåller vad som iakttogs vid besöket och vad som sades om det. Det är "
        "inget beslut. Om något av det utreds vidare sker det i ett eget ärende, där verksamheten "
        "får ta del av underlaget och yttra sig innan något beslutas (25 § förvaltningslagen)."
    )
    if protocol.deficiencies:
        due = f" senast {protocol.statement_due:%Y-%m-%d}" if protocol.statement_due else ""
        number = f"diarienummer {protocol.case_number} eller " if protocol.case_number else ""
        yield (
            f"Stämmer något inte, eller vill verksamheten tillägga något? Det går att svara "
            f"{sender} skriftligt eller muntligt{due}. Uppge {number}kvittokod {protocol.receipt}."
        )


def _position(protocol: Protocol) -> str:
    place = protocol.place
    return f"{place['lat']:.5f}, {place['lon']:.5f}" if place else ""


def _span(begins: datetime | None, ends: datetime | None) -> str:
    if not begins or not ends:
        return _moment(begins or ends)
    first, last = _local(begins), _local(ends)
    return f"{_moment(begins)}–{f'{last:%H.%M}' if first.date() == last.date() else _moment(ends)}"


def _moment(at: datetime | None) -> str:
    return f"{_local(at):%Y-%m-%d kl. %H.%M}" if at else ""


def _local(at: datetime) -> datetime:
    return at.astimezone(ZONE)
