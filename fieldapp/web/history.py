"""What has happened to a report, in words: who, when, what, and how the device's clock was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fieldapp.domain import changes
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.changes import Change, Part
from fieldapp.domain.clock import parse_time
from fieldapp.storage.log import Line
from fieldapp.web import times, words
from fieldapp.web.facts import ELSEWHERE, Fact, fact, label, value_in_words

Labels = Mapping[str, str]
AT_ONCE = timedelta(minutes=1)
# What is shown beside the words of what was said of a report.
_TOLD_OF_SAID = frozenset(
    {
        *("sent_on", "manner", "statement_due", "statement_on"),
        *("case_number", "deadline", "measure"),
    }
)


@dataclass(frozen=True)
class Event:
    """One change. `received` is UTC text; `made` is when it was written, if that was earlier."""

    kind: str
    what: str
    who: str
    received: str
    made: datetime | None
    receipt: str
    clock: str
    text: str
    facts: list[Fact]


@dataclass(frozen=True)
class Side:
    """One of the values that two authors gave a field without having seen the other's."""

    value: str
    who: str
    at: datetime
    clock: str


@dataclass(frozen=True)
class Conflict:
    """A field with more than one value, the one that holds first."""

    field: str
    label: str
    sides: list[Side]


def events(lines: list[Line], labels: Labels, catalog: Catalog) -> list[Event]:
    """The newest first. A change that was made of nothing we show is still an event."""
    newest_first = sorted(lines, key=lambda line: line.seq, reverse=True)
    return [_event(line, labels, catalog) for line in newest_first]


def conflicts(
    parts: tuple[Part, ...], lines: list[Line], labels: Labels, catalog: Catalog
) -> list[Conflict]:
    by_clock = {line.change.at: line for line in lines}
    found = []
    for name, entries in changes.conflicts(parts).items():
        sides = []
        for entry in entries:
            line = by_clock.get(entry.at)
            who = labels.get(line.change.actor, "okänd") if line else "okänd"
            offset = line.clock_offset if line else None
            value = value_in_words(name, entry.value, catalog)
            sides.append(Side(value, who, _made(entry.at, offset), entry.at))
        found.append(Conflict(name, label(name, catalog), sides))
    return found


def _event(line: Line, labels: Labels, catalog: Catalog) -> Event:
    change = line.change
    said, made = SAID.get(change.kind), _made(change.at, line.clock_offset)
    names = _TOLD_OF_SAID if said else change.fields.keys() - ELSEWHERE
    shown = {name: value for name, value in change.fields.items() if name in names}
    return Event(
        kind=change.kind,
        what=said(change.fields, catalog) if said else _changed(change),
        who=labels.get(change.actor, "okänd"),
        received=line.received_at,
        made=made if times.local(line.received_at) - made > AT_ONCE else None,
        receipt=line.receipt,
        clock=times.offset_in_words(line.clock_offset),
        text=str(change.fields.get("reason") or change.fields.get("text") or ""),
        facts=[fact(name, value, catalog, change.kind) for name, value in shown.items()],
    )


def _made(at: str, clock_offset: int | None) -> datetime:
    moment = parse_time(at[:24]) + timedelta(milliseconds=clock_offset or 0)
    return moment.astimezone(times.ZONE)


def _changed(change: Change) -> str:
    of = _premises_changed if change.kind == "premises" else _report_changed
    return of(change.fields)


def _premises_changed(fields: Mapping[str, Any]) -> str:
    if fields.get("deleted"):
        return "Borttaget"
    if "merged_into" in fields:
        return "Sammanslaget med ett annat" if fields["merged_into"] else "Skilt från ett annat"
    if fields.get("found_in_field") is False:
        return "Infört i registret"
    return "Tillagt" if fields.get("authority") else "Ändrat"


def _report_changed(fields: Mapping[str, Any]) -> str:
    if fields.get("deleted"):
        return "Borttagen"
    if not fields.get("submitted_at"):
        return "Ändrad"
    version = fields.get("version") or 1
    return f"Skickad igen, version {version}" if version != 1 else "Skickad"


def _reviewed(fields: Mapping[str, Any], catalog: Catalog) -> str:
    if fields.get("deleted"):
        return "Ångrade beslutet"
    decision = fields.get("decision")
    what = words.DECIDED.get(decision, "Granskad")  # type: ignore[arg-type]
    if fields.get("receiver"):
        what = f"{what} till {catalog.label(fields['receiver'])}"
    if not fields.get("field"):
        return what
    about = label(fields["field"], catalog)
    return f"{what}: {about if about[:2].isupper() else about.lower()}"


def _shared(fields: Mapping[str, Any], catalog: Catalog) -> str:
    return "Bild får visas för läsare" if fields.get("shareable") else "Bild visas inte för läsare"


def _issued(fields: Mapping[str, Any], catalog: Catalog) -> str:
    if not fields.get("sent_on"):
        return "Yttrande inkom" if fields.get("statement_on") else "Uppgift om expedieringen"
    return "Protokollet skickat"


def _decided(fields: Mapping[str, Any], catalog: Catalog) -> str:
    if not fields.get("state"):
        return f"Ny tidsfrist för bristen {fields.get('item')}"
    state = value_in_words("state", fields["state"], catalog).lower()
    return f"Beslut om bristen {fields.get('item')}: {state}"


def _referred(fields: Mapping[str, Any], catalog: Catalog) -> str:
    if fields.get("receiver"):
        return f"Skickad vidare till {catalog.label(fields['receiver'])}"
    state = words.REFERRED.get(fields.get("state", ""), "Ändrad")
    return f"{state}: {fields['feedback']}" if fields.get("feedback") else state


def _joined(fields: Mapping[str, Any], catalog: Catalog) -> str:
    return "Skild från en händelse" if fields.get("deleted") else "Ihopslagen med en annan rapport"


def _assigned(fields: Mapping[str, Any], catalog: Catalog) -> str:
    if not fields.get("person"):
        return "Ingen tar hand om den längre"
    due = fields.get("due_on")
    return f"Någon tar hand om den, påminns {due}" if due else "Någon tar hand om den"


SAID = {
    "referral": _referred,
    "duplicate": _joined,
    "assignment": _assigned,
    "review": _reviewed,
    "dispatch": _issued,
    "deficiency": _decided,
    "note": lambda fields, catalog: "Anteckning vid skrivbordet",
    "photo": _shared,
}
