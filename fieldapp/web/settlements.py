"""Two inspectors gave a point different answers, and neither had seen the other's: whose holds.

All that one of them said of the point goes together. The choice is a change of the visit like any
other, made when both had been seen; so it ends the conflict on every phone and node.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import redirect, request
from flask.typing import ResponseReturnValue

from fieldapp.domain import policy
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.changes import Entry, conflicts
from fieldapp.domain.problems import Problem
from fieldapp.domain.visit_fields import points
from fieldapp.node import current_node
from fieldapp.storage import audit, changes
from fieldapp.storage.log import Line
from fieldapp.web import access
from fieldapp.web.blueprint import web
from fieldapp.web.facts import Fact, fact
from fieldapp.web.opened import Opened, open_report
from fieldapp.web.pages import now

_POINTS = ("answers", "earlier")


@dataclass(frozen=True)
class Version:
    """What one author says of the point. The first version holds now."""

    author: str
    who: str
    facts: list[Fact]


@dataclass(frozen=True)
class Clash:
    """A point of which two authors say different things. `path` is that of its fields."""

    path: str
    item: str
    question: str
    versions: list[Version]


@web.post("/visits/<uuid:visit>/settlement")
@access.needs("report.review")
def settle(visit: UUID) -> ResponseReturnValue:
    """What this author says of the point holds."""
    path, author = request.form.get("path", ""), request.form.get("author", "")
    viewer, moment, catalog = access.present(), now(), current_node().catalog
    with current_node().db.write() as db:
        opened = open_report(db, visit)
        if not may_settle(opened):
            raise Problem("not-found")
        said = _said(opened, changes.of_record(db, opened.record.id)).get(path, {}).get(author)
        if not said:
            raise Problem("report-changed")
        changes.append_own(db, "visit", opened.record.id, said, viewer, catalog, moment)
        audit.append(db, viewer, "visit-settled", opened.record.id, moment, detail=path)
    return redirect(f"/reports/{visit}", 303)


@web.post("/reports/<uuid:report>/settlement")
@access.needs("report.review")
def settle_field(report: UUID) -> ResponseReturnValue:
    """Of the values of a report's field, the one that was written at this clock holds."""
    name, clock = request.form.get("field", ""), request.form.get("clock", "")
    viewer, moment, catalog = access.present(), now(), current_node().catalog
    with current_node().db.write() as db:
        opened = open_report(db, report)
        access.require("report.review", opened.subject)
        entries = conflicts(opened.record.parts).get(name, [])
        chosen = next((entry for entry in entries if entry.at == clock), None)
        if chosen is None:
            raise Problem("report-changed")
        kind, own = opened.listed.kind, opened.record.id
        changes.append_own(db, kind, own, {name: chosen.value}, viewer, catalog, moment)
        audit.append(db, viewer, "report-settled", own, moment, detail=name)
    return redirect(f"/reports/{report}", 303)


def may_settle(opened: Opened) -> bool:
    """Whether the viewer may choose between the answers of this visit."""
    values = opened.record.values
    return (
        opened.listed.kind == "visit"
        and policy.may(access.present(), "report.review", opened.subject)
        and policy.may_write(access.present(), "visit", values, values)
    )


def clashes(
    opened: Opened, lines: list[Line], labels: Mapping[str, str], catalog: Catalog
) -> list[Clash]:
    """The points of which there are several versions, in the order of their names."""
    known = points(opened.record.values)
    found = []
    for path, versions in sorted(_said(opened, lines).items()):
        item = path.rpartition("/")[2]
        question = str(known.get(item, {}).get("question") or catalog.label(item))
        shown = [
            Version(
                author,
                labels.get(author, "okänd"),
                [_fact(name, value, catalog) for name, value in said.items()],
            )
            for author, said in versions.items()
        ]
        found.append(Clash(path, item, question, shown))
    return found


def is_of_point(name: str) -> bool:
    return name.startswith(_POINTS) and "/" in name


def _fact(name: str, value: Any, catalog: Catalog) -> Fact:
    told = fact(name, value, catalog)
    what = told.label.rpartition(", ")[2]
    return Fact(name, what[:1].upper() + what[1:], told.value)


def _said(opened: Opened, lines: list[Line]) -> dict[str, dict[str, dict[str, Any]]]:
    """By point and author, the fields that clash and what the author says of each; the author
    whose answer holds first."""
    authors = {line.change.at: line.change.actor for line in lines}
    found: defaultdict[str, defaultdict[str, dict[str, Any]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for name, entries in sorted(conflicts(opened.record.parts).items(), key=_value_first):
        if is_of_point(name):
            for entry in entries:
                said = found[name.rpartition("/")[0]][authors.get(entry.at, "")]
                # The newest of the author's own comes first.
                said.setdefault(name, entry.value)
    return {path: dict(versions) for path, versions in found.items()}


def _value_first(conflict: tuple[str, list[Entry]]) -> tuple[bool, str]:
    return not conflict[0].endswith(("/value", "/outcome")), conflict[0]
