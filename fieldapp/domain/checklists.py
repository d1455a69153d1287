"""The checklists of supervision: what is looked at, on which law, and how it is answered.

A point that has ended stays known, so that a protocol that has it can be read; a point whose
meaning changes gets a new id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby
from typing import Any, Literal, cast, get_args

from fieldapp.domain.catalog_items import Term
from fieldapp.domain.tables import Table

Severity = Literal["critical", "serious", "minor", "information"]
AnswerType = Literal["assessment", "count", "time", "choice", "choices", "text"]
VisitKind = Literal["field", "desk", "preventive"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
ANSWER_TYPES: tuple[AnswerType, ...] = get_args(AnswerType)
VISIT_KINDS: tuple[VisitKind, ...] = get_args(VisitKind)
# The visit's own fields that may answer a point, so that nobody is asked twice.
VISIT_FIELDS = ("started_at", "ended_at", "inspectors", "present", "occasion", "acknowledgement")

_ID = r"[A-Za-z0-9_-]+"
_CHOSEN = ("choice", "choices")
# What a visit keeps of a point; the rest only helps while it is being answered.
_FROZEN = ("id", "question", "reference", "answer", "options", "severity", "group", "field")


@dataclass(frozen=True, slots=True)
class Reference:
    """Where the law says it. What nobody has read in the law itself is shown without its §."""

    verified: str = ""
    unverified: str = ""

    @classmethod
    def read(cls, table: Table) -> Reference:
        return cls(table.text("reference", ""), table.text("reference_unverified", ""))

    @property
    def shown(self) -> str | None:
        """What people are shown: `AL 8:16; LSO` of "AL 8:16" and the unverified "LSO 2:2"."""
        parts = [part.strip() for part in self.verified.split(";") if part.strip()]
        for part in self.unverified.split(";"):
            law = re.split(r"[\d§]", part)[0].rstrip(" ,(–-").strip()
            if law and not any(f"{known} ".startswith(f"{law} ") for known in parts):
                parts.append(law)
        return "; ".join(parts) or None


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One point: `CheckItem` of static/src/types.d.ts."""

    id: str
    question: str
    source: Reference
    answer: AnswerType
    options: tuple[str, ...]
    severity: Severity
    group: str
    now: str
    hint: str
    field: str
    term: Term

    @classmethod
    def read(cls, table: Table) -> CheckItem:
        found = cls(
            id=table.text("id", pattern=_ID),
            question=table.words("question"),
            source=Reference.read(table),
            answer=cast(AnswerType, table.choice("answer", ANSWER_TYPES)),
            options=table.texts("options", default=()),
            severity=cast(Severity, table.choice("severity", SEVERITIES[::-1])),
            group=table.words("group"),
            now=table.text("now", ""),
            hint=table.text("hint", ""),
            field=table.choice("field", ("", *VISIT_FIELDS), ""),
            term=Term.read(table),
        )
        for reason in found._contradictions():
            table.wrong(reason)
        return found

    @property
    def reference(self) -> str | None:
        """What is shown as its reference; without § as far as it has not been verified."""
        return self.source.shown

    @property
    def reference_verified(self) -> bool:
        return not self.source.unverified

    def as_json(self) -> dict[str, Any]:
        names = ("id", "question", "reference", "answer", "severity", "group", "now", "hint")
        shown = {name: getattr(self, name) for name in (*names, "field")}
        return {**shown, "options": list(self.options)}

    def frozen(self) -> dict[str, Any]:
        """What a visit keeps of it for ever."""
        return {name: value for name, value in self.as_json().items() if name in _FROZEN}

    def _contradictions(self) -> Iterator[str]:
        if self.answer not in _CHOSEN and self.options:
            yield f"options hör inte till ett svar av slaget {self.answer}"
        if self.answer in _CHOSEN and len(set(self.options)) < max(2, len(self.options)):
            yield "options ska vara minst två olika alternativ"
        if self.severity == "critical" and not self.now.strip():
            yield "now saknas: säg vad som ska göras genast"
        if self.severity != "critical" and self.now:
            yield "now hör bara till kritiska punkter"


@dataclass(frozen=True, slots=True)
class Checklist:
    """`CatalogChecklist` of static/src/types.d.ts, and what it has been.

    `items` are those of all times. `evening` are the few of a busy evening; where there are none,
    an evening goes through all.
    """

    id: str
    title: str
    short: str
    visit_kinds: tuple[VisitKind, ...]
    evening: tuple[str, ...]
    items: tuple[CheckItem, ...]
    term: Term

    @classmethod
    def read(cls, table: Table) -> Checklist:
        """One file. An id may stand twice in it, reworded, for terms that do not overlap."""
        items: list[CheckItem] = []
        for entry in table.items("items", unique=False):
            item = CheckItem.read(entry)
            if item.id and any(item.id == one.id and item.term.meets(one.term) for one in items):
                entry.wrong("id finns två gånger samma dag")
            items.append(item)
        found = cls(
            id=table.text("id", pattern=_ID),
            title=table.words("title"),
            short=table.text("short", pattern=".{1,24}"),
            visit_kinds=cast(tuple[VisitKind, ...], table.texts("visit_kinds", among=VISIT_KINDS)),
            evening=table.texts("evening", [item.id for item in items], ()),
            items=tuple(items),
            term=Term.read(table),
        )
        for group in _torn(items):
            table.wrong(f"gruppen {group!r} står på två ställen")
        return found

    def on(self, day: date | None, *, evening: bool = False) -> list[CheckItem]:
        """The points of that day, in order; None for those of all times."""
        few = frozenset(self.evening) if evening else frozenset()
        return [
            item for item in self.items if item.term.holds(day) and (not few or item.id in few)
        ]

    def as_json(self, day: date | None) -> dict[str, Any]:
        items = self.on(day)
        ids = {item.id for item in items}
        return {
            "id": self.id,
            "title": self.title,
            "short": self.short,
            "visit_kinds": list(self.visit_kinds),
            "items": [item.as_json() for item in items],
            "evening": [item for item in self.evening if item in ids],
        }


def _torn(items: list[CheckItem]) -> list[str]:
    """The groups whose points do not stand together."""
    runs = [group for group, _ in groupby(items, key=lambda item: item.group)]
    return sorted({one for one, other in combinations(runs, 2) if one == other})
