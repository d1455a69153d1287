"""A visit's protocol as one reads it: what was found, what was gone through, and by whom.

Made of the visit's own values, and so of its checklists as they were (ADR 0010); the catalog only
gives the words for what the protocol of sync calls by ids. When the next visit is planned is no
part of it, for the visit is unannounced.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.clock import parse_time, true_time
from fieldapp.domain.protocol_parts import (
    SEVERITIES,
    Acknowledgement,
    Earlier,
    Picture,
    Point,
    Section,
)
from fieldapp.domain.records import photos

Values = Mapping[str, Any]
Label = Callable[[str], str]

_FIRST, _OTHERS = "HD", "Övriga punkter"
_UNANSWERED: tuple[Any, ...] = (None, "", "not_checked", [])


@dataclass(frozen=True, slots=True)
class Protocol:
    """What a visit's protocol says. Moments are true time; ids are in words where the catalog has
    them, but `authority`. `case_number` and `statement_due` are those of the newest dispatch."""

    visit: str
    premises: str
    org_number: str
    holder: str
    address: str
    permits: tuple[str, ...]
    kind: str
    occasion: str
    is_guest: bool
    present: tuple[str, ...]
    inspectors: tuple[str, ...]
    authority: str
    started_at: datetime | None
    ended_at: datetime | None
    place: Values | None
    place_name: str
    submitted_at: datetime | None
    version: int
    receipt: str
    case_number: str
    statement_due: date | None
    deficiencies: tuple[Point, ...]
    sections: tuple[Section, ...]
    earlier: tuple[Earlier, ...]
    summary: str
    acknowledgement: Acknowledgement | None
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is said of a visit outside of it: its receipt, its reporter's label, what its
    dispatches say together (`visits.dispatched`), what has become of its deficiencies (by item),
    the earlier visits that it names (by id), and which of its photos have not come."""

    receipt: str = ""
    reporter: str = ""
    sent: Values = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    earlier: Mapping[str, Values] = field(default_factory=dict)
    missing: Collection[str] = ()


def protocol(visit: str, values: Values, about: Surroundings, catalog: Catalog) -> Protocol:
    """The protocol of the visit with this id and these values, in the catalog's words for ids."""
    label = catalog.label
    was = values.get("premises_as_was") or {}
    pictures = tuple(_pictures(values, about.missing))
    sections = tuple(_sections(values, pictures, about.states, label))
    found = [point for section in sections for point in section.points if point.is_deficiency]
    return Protocol(
        visit=visit,
        premises=_text(values, "premises_name"),
        org_number=_text(was, "org_number"),
        holder=_text(was, "holder"),
        address=_text(was, "address"),
        permits=tuple(map(label, was.get("permits") or ())),
        kind=label(_text(values, "visit_kind")),
        occasion=label(_text(values, "occasion")),
        is_guest=bool(values.get("joint")),
        present=tuple(label(name) for name in _named(values, "present")),
        inspectors=tuple(_inspectors(values, about.reporter)),
        authority=_text(values, "authority"),
        started_at=_moment(values.get("started_at")),
        ended_at=_moment(values.get("ended_at")),
        place=values.get("place"),
        place_name=_text(values, "place_name"),
        submitted_at=_moment(values.get("submitted_at")),
        version=int(values.get("version") or 1),
        receipt=about.receipt,
        case_number=_text(about.sent, "case_number"),
        statement_due=_day(about.sent.get("statement_due")),
        deficiencies=tuple(sorted(found, key=_gravest_first)),
        sections=sections,
        earlier=tuple(_earlier(values, about.earlier, label)),
        summary=_text(values, "summary"),
        acknowledgement=_acknowledgement(values.get("acknowledgement"), catalog),
        pictures=pictures,
    )


def visits_named(values: Values) -> frozenset[str]:
    """The ids of the earlier visits whose deficiencies this one follows up."""
    return frozenset(name.split("/")[1] for name in values if name.startswith("earlier/"))


def _sections(
    values: Values, pictures: Sequence[Picture], states: Mapping[str, str], label: Label
) -> Iterator[Section]:
    told: set[str] = set()
    for own in sorted(_named(values, "checklist"), key=lambda own: (own != _FIRST, own)):
        frozen, points, unchecked = values[f"checklist/{own}"], [], []
        for item in frozen["items"]:
            # A point with a field is answered by that field of the visit, which the head tells.
            if item["id"] in told or item.get("field"):
                continue
            told.add(item["id"])
            point = _point(item, values, pictures, states)
            if point.value in _UNANSWERED and not point.note:
                unchecked.append((point.id, point.question))
            else:
                points.append(point)
        title, version = _text(frozen, "title"), _text(frozen, "version")
        yield Section(own, title, version, tuple(points), tuple(unchecked))
    beyond = [item for item in _found(values) if item not in told]
    if beyond:
        # Its checklist has not come, or is a newer peer's: what was found is told all the same.
        known = {"answer": "assessment", "severity": "minor"}
        asked = [{"id": item, "question": label(item), **known} for item in beyond]
        others = tuple(_point(item, values, pictures, states) for item in asked)
        yield Section("", _OTHERS, "", others, ())


def _found(values: Values) -> list[str]:
    """The points, by id, that deficiencies were found at."""
    names = [name.split("/") for name in sorted(values) if values[name] == "deficiency"]
    return [path[1] for path in names if path[0] == "answers" and path[-1] == "value"]


def _point(
    item: Values, values: Values, pictures: Sequence[Picture], states: Mapping[str, str]
) -> Point:
    own = f"answers/{item['id']}"
    return Point(
        id=item["id"],
        question="" if item["question"] == item["id"] else _text(item, "question"),
        reference=_text(item, "reference"),
        severity=item.get("severity") or SEVERITIES[-1],
        answer=_text(item, "answer"),
        value=values.get(f"{own}/value"),
        note=_text(values, f"{own}/note"),
        said=_text(values, f"{own}/said"),
        observed_at=_moment(values.get(f"{own}/observed_at")),
        observed_by=_text(values, f"{own}/observed_by"),
        is_corrected=values.get(f"{own}/corrected") is True,
        deadline=_day(values.get(f"{own}/deadline")),
        pictures=tuple(one for one in pictures if one.item == item["id"]),
        state=states.get(item["id"], ""),
    )


def _earlier(values: Values, visits: Mapping[str, Values], label: Label) -> Iterator[Earlier]:
    found = [name.split("/") for name in sorted(values) if name.startswith("earlier/")]
    for visit, item in dict.fromkeys((path[1], path[2]) for path in found if len(path) > 3):
        was = visits.get(visit) or {}
        items = [
            one for name in _named(was, "checklist") for one in was[f"checklist/{name}"]["items"]
        ]
        asked: Values = next((one for one in items if one["id"] == item), {})
        own = f"earlier/{visit}/{item}"
        yield Earlier(
            item=item,
            question=_text(asked, "question") or label(item),
            reference=_text(asked, "reference"),
            visited_at=_moment(was.get("started_at")),
            outcome=_text(values, f"{own}/outcome"),
            note=_text(values, f"{own}/note"),
        )


def _pictures(values: Values, missing: Collection[str]) -> Iterator[Picture]:
    for number, (sha256, manifest) in enumerate(photos(values).items(), 1):
        yield Picture(
            number=number,
            sha256=sha256,
            item=manifest.get("item"),
            taken_at=_moment(manifest.get("taken_at")),
            size=manifest["size"],
            is_evidence=manifest.get("evidence") is True,
            has_arrived=sha256 not in missing,
        )


def _acknowledgement(told: Values | None, catalog: Catalog) -> Acknowledgement | None:
    if not told:
        return None
    role, drawn = _text(told, "role"), told.get("signature") or {}
    return Acknowledgement(
        role=catalog.label(role),
        name=_text(told, "name") if role in catalog.visits.named_roles else "",
        manner=_text(told, "manner"),
        comment=_text(told, "comment"),
        at=_moment(told.get("at")),
        strokes=tuple(map(tuple, drawn.get("strokes") or ())),
    )


def _inspectors(values: Values, reporter: str) -> list[str]:
    """The reporter first, who may not be named among the inspectors."""
    own = values.get("reporter")
    named = {
        name: _text(values[f"inspectors/{name}"], "label") for name in _named(values, "inspectors")
    }
    first = named.pop(str(own), "") or reporter
    return [label for label in (first, *named.values()) if label]


def _named(values: Values, head: str) -> list[str]:
    """The last parts of the fields below this one that say something."""
    return sorted(
        name.partition("/")[2] for name in values if name.startswith(f"{head}/") and values[name]
    )


def _gravest_first(point: Point) -> int:
    return SEVERITIES.index(point.severity) if point.severity in SEVERITIES else len(SEVERITIES)


def _moment(time: Values | None) -> datetime | None:
    at = true_time(time)
    return parse_time(at) if at else None


def _text(values: Values, name: str) -> str:
    return str(values.get(name) or "").strip()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
