"""What has happened to a deficiency, in words and in order: found, sent, seen again, decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fieldapp.domain.clock import true_time
from fieldapp.node import current_node
from fieldapp.storage import changes, inspection_links, people, records
from fieldapp.storage.database import Connection
from fieldapp.storage.deficiencies import Listed
from fieldapp.storage.log import Line
from fieldapp.web import times
from fieldapp.web.facts import Fact, fact
from fieldapp.web.inspection_words import DEFICIENCY_STATES
from fieldapp.web.opened import Opened

_TOLD = ("deadline", "case_number", "measure", "sent_on", "manner", "statement_due")


@dataclass(frozen=True)
class Step:
    """One thing that happened. `when` is in words, `at` sorts."""

    at: str
    what: str
    who: str
    when: str
    text: str
    facts: list[Fact]


def course(db: Connection, listed: Listed, opened: Opened) -> list[Step]:
    """The newest first."""
    said = [
        line
        for record in opened.said
        if record.kind == "dispatch" or record.values.get("item") == listed.item
        for line in changes.of_record(db, record.id)
    ]
    later = list(_seen_later(db, listed))
    actors = {line.change.actor for line in said}
    labels = people.labels(db, actors | {opened.listed.reporter or ""})
    found = Step(
        listed.observed_at,
        "Iakttagen vid besöket",
        listed.observed_by or labels.get(opened.listed.reporter or "", ""),
        times.full(times.local(listed.observed_at)),
        "",
        [],
    )
    steps = [found, *later, *(_said(line, labels) for line in said)]
    return sorted((step for step in steps if step.what), key=lambda step: step.at, reverse=True)


def _said(line: Line, labels: dict[str, str]) -> Step:
    fields, catalog = line.change.fields, current_node().catalog
    return Step(
        at=line.received_at,
        what=_what(fields),
        who=labels.get(line.change.actor, "okänd"),
        when=times.full(times.local(line.received_at)),
        text=str(fields.get("reason") or ""),
        facts=[fact(name, fields[name], catalog) for name in _TOLD if fields.get(name)],
    )


def _what(fields: Any) -> str:
    if fields.get("sent_on"):
        return "Protokollet skickat"
    if fields.get("statement_on"):
        return "Yttrande inkom"
    if fields.get("state"):
        return DEFICIENCY_STATES.get(fields["state"], "")
    return "Ny tidsfrist" if fields.get("deadline") else ""


def _same_authority(values: dict[str, Any], listed: Listed) -> bool:
    return bool(values.get("authority") == listed.authority)


def _seen_later(db: Connection, listed: Listed) -> Iterator[Step]:
    """What later visits saw of it."""
    naming = inspection_links.naming(db, [listed.visit], "visit").get(listed.visit, set())
    for record in records.load(db, naming).values():
        path = f"earlier/{listed.visit}/{listed.item}"
        outcome = record.values.get(f"{path}/outcome")
        started = record.values.get("started_at") or record.values.get("submitted_at")
        is_known = record.values.get("submitted_at") and _same_authority(record.values, listed)
        if outcome and started and is_known:
            at = true_time(started) or ""
            yield Step(
                at=at,
                what=f"{DEFICIENCY_STATES.get(outcome, outcome)} vid ett senare besök",
                who="",
                when=times.full(times.local(at)),
                text=str(record.values.get(f"{path}/note") or ""),
                facts=[],
            )
