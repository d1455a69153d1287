"""What goes wrong now and then, so that the demo shows how it is met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from fieldapp.demo.author import Author
from fieldapp.demo.camera import Picture
from fieldapp.demo.cast import second_phone
from fieldapp.demo.passes import Report
from fieldapp.domain.changes import Change

# A note as somebody may write it before they have read the hint, by the code of its category.
# Nobody in it exists.
FLAGGED = {
    "traffic_moped": "Vit bil ABC12D körde fram och tillbaka på torget.",
    "youth_gathering": "Kille som heter Exempel ropade efter oss.",
    "positive": "Någon bad oss ringa 070-000 00 00.",
}
_CONFLICTING = {
    "lighting": ("Tre lyktor släckta vid gångtunneln.", "Alla lyktor släckta vid gångtunneln.")
}
NOT_ACCEPTED = {"participants_count": 40}
_LATER = timedelta(minutes=2)


def mishaps(
    reports: Sequence[Report], moment: datetime, chance: Random
) -> Iterator[tuple[Author, Change]]:
    """Changes to some of these reports, made soon after this moment and sent by their phones."""
    with_text = [one for one in reports if one.sight and one.sight.category.note]
    for code, note in FLAGGED.items():
        for report in _taken(with_text, code):
            moment += _LATER
            yield _edit(report.author, report, moment, {"note": note}, chance)
    for code, notes in _CONFLICTING.items():
        for report in _taken(with_text, code):
            yield from _conflict(report, notes, moment + _LATER, chance)
    with_camera = [one for one in reports if one.sight and one.sight.category.camera]
    for report in with_camera[:1]:
        yield _edit(report.author, report, moment, _lost_photo(report, moment, chance), chance)
    for report in [one for one in reports if one.kind == "shift"][:1]:
        yield _edit(report.author, report, moment, NOT_ACCEPTED, chance)


def _lost_photo(report: Report, moment: datetime, chance: Random) -> Mapping[str, Any]:
    """The manifest of a photo that is still on its phone, and stays there."""
    picture = Picture(chance.randbytes(310_000), 1280, 960)
    return picture.manifest(report.author.time(moment), None)


def _taken(reports: list[Report], code: str) -> list[Report]:
    """One report, of this category if there is one; it is not taken again."""
    fitting = [one for one in reports if one.sight and one.sight.category.code == code]
    found = (fitting or reports)[:1]
    for one in found:
        reports.remove(one)
    return found


def _conflict(
    report: Report, notes: Sequence[str], moment: datetime, chance: Random
) -> Iterator[tuple[Author, Change]]:
    """Two phones of one person say different things, neither having seen the other's."""
    other = Author(second_phone(report.author.phone))
    for author, note in zip((report.author, other), notes, strict=True):
        yield _edit(author, report, moment, {"note": note}, chance)
        moment += _LATER / 4


def _edit(
    author: Author, report: Report, moment: datetime, fields: Mapping[str, Any], chance: Random
) -> tuple[Author, Change]:
    change = author.change(report.kind, report.record, moment, fields, chance, seen=report.clock)
    return author, change
