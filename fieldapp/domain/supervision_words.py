"""Kinds of permit, the words for what a visit is, measures, and a control purchase's questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fieldapp.domain.catalog_items import Choice, Term
from fieldapp.domain.checklists import SEVERITIES, VISIT_KINDS, Reference
from fieldapp.domain.tables import Files, Table

# The ids that docs/protocol.md gives these fields.
OCCASIONS = ("planned", "event", "follow_up", "joint", "requested")
PRESENT = ("police", "rescue_service", "tax_agency", "environment", "work_environment", "other")
MANNERS = ("signature", "declined", "read_aloud")
PRODUCTS = ("folkol", "tobacco", "ecig", "nicotine")
PURCHASE_CHOICES: Mapping[str, tuple[str, ...]] = {
    "product": PRODUCTS,
    "checkout": ("staffed", "self_checkout", "vending", "unstaffed", "delivery"),
    "outcome": ("refused", "sold_without_check", "sold_after_check", "aborted"),
    "sign_seen": ("yes", "no", "not_seen"),
    "goods": ("destroyed", "kept", "bought_back"),
    "trader_informed_how": ("on_site", "phone", "letter"),
}
PURCHASE_FIELDS = (
    *PURCHASE_CHOICES,
    *("buyer_code", "buyer_is_adult", "buyer_informed", "official_nearby", "happened_at"),
    *("id_asked", "age_asked", "trader_informed", "trader_informed_at", "dialogue"),
    "no_sanction",
)

_ID = r"[a-z0-9_]+"
_NO_END = 365


@dataclass(frozen=True, slots=True)
class PermitKind:
    """`CatalogPermit` of static/src/types.d.ts. `product` is None unless it is retail."""

    id: str
    label: str
    short: str
    checklists: tuple[str, ...]
    product: str | None
    term: Term

    @classmethod
    def read(cls, table: Table, checklists: Iterable[str] | None) -> PermitKind:
        return cls(
            id=table.text("id", pattern=_ID),
            label=table.words("label"),
            short=table.text("short", pattern=".{1,24}"),
            checklists=table.texts("checklists", checklists),
            product=table.choice("product", ("", *PRODUCTS), "") or None,
            term=Term.read(table),
        )

    def as_json(self, checklists: Iterable[str]) -> dict[str, Any]:
        """`checklists` are those that are offered."""
        return {
            "id": self.id,
            "label": self.label,
            "short": self.short,
            "checklists": [one for one in self.checklists if one in checklists],
            "product": self.product,
        }


@dataclass(frozen=True, slots=True)
class Measure:
    """What the law lets the board consider for these kinds of permit."""

    id: str
    label: str
    source: Reference
    permits: tuple[str, ...]
    term: Term

    @classmethod
    def read(cls, table: Table, permits: Iterable[str] | None) -> Measure:
        return cls(
            id=table.text("id", pattern=_ID),
            label=table.words("label"),
            source=Reference.read(table),
            permits=table.texts("permits", permits),
            term=Term.read(table),
        )

    @property
    def reference(self) -> str | None:
        return self.source.shown


@dataclass(frozen=True, slots=True)
class AcknowledgementRole:
    """Whom the inspector may go through a visit with; `named` if the name may be noted."""

    id: str
    label: str
    named: bool
    term: Term

    @classmethod
    def read(cls, table: Table) -> AcknowledgementRole:
        own, label = table.text("id", pattern=_ID), table.words("label")
        return cls(own, label, table.flag("named"), Term.read(table))

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, "label": self.label, "named": self.named}


@dataclass(frozen=True, slots=True)
class VisitWords:
    """`CatalogVisits` of static/src/types.d.ts. `deadlines` are days by severity."""

    kinds: tuple[Choice, ...] = ()
    occasions: tuple[Choice, ...] = ()
    present: tuple[Choice, ...] = ()
    roles: tuple[AcknowledgementRole, ...] = ()
    manners: tuple[Choice, ...] = ()
    deadlines: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(SEVERITIES, 0))

    @classmethod
    def read(cls, table: Table) -> VisitWords:
        days = table.table("deadlines")
        found = cls(
            kinds=_choices(table, "kinds", VISIT_KINDS),
            occasions=_choices(table, "occasions", OCCASIONS),
            present=_choices(table, "present", PRESENT),
            roles=tuple(map(AcknowledgementRole.read, table.items("roles"))),
            manners=_choices(table, "manners", MANNERS),
            deadlines={severity: days.whole(severity, 0, _NO_END) for severity in SEVERITIES},
        )
        days.end()
        table.end()
        return found

    def as_json(self, day: date | None) -> dict[str, Any]:
        """Those that are offered on that day."""
        named = ("kinds", "occasions", "present", "roles", "manners")
        shown = {
            name: [item.as_json() for item in getattr(self, name) if item.term.holds(day)]
            for name in named
        }
        return {**shown, "deadlines": dict(self.deadlines)}

    @property
    def named_roles(self) -> frozenset[str]:
        """Those whose name may be noted when they acknowledge."""
        return frozenset(role.id for role in self.roles if role.named)


@dataclass(frozen=True, slots=True)
class PurchaseQuestion:
    """What is asked of a control purchase: the words for one of its fields, or two."""

    id: str
    fields: tuple[str, ...]
    question: str
    source: Reference
    hint: str
    options: tuple[Choice, ...]
    term: Term

    @classmethod
    def read(cls, table: Table) -> PurchaseQuestion:
        fields = table.texts("fields", PURCHASE_FIELDS)
        values = [value for name in fields for value in PURCHASE_CHOICES.get(name, ())]
        return cls(
            id=table.text("id", pattern=r"[A-Z0-9]+"),
            fields=fields,
            question=table.words("question"),
            source=Reference.read(table),
            hint=table.text("hint", ""),
            options=_choices(table, "options", values) if values else (),
            term=Term.read(table),
        )

    @property
    def reference(self) -> str | None:
        return self.source.shown

    def as_json(self) -> dict[str, Any]:
        names = ("id", "question", "reference", "hint")
        return {
            **{name: getattr(self, name) for name in names},
            "fields": list(self.fields),
            "options": [option.as_json() for option in self.options],
        }


def read_purchases(files: Files) -> tuple[PurchaseQuestion, ...]:
    """The questions, each of a control purchase's fields in one of them."""
    table = files.table("control_purchases")
    questions = tuple(map(PurchaseQuestion.read, table.items("questions")))
    asked = [name for question in questions for name in question.fields]
    for name in dict.fromkeys(name for name in asked if asked.count(name) > 1):
        table.wrong(f"fältet {name} har två frågor")
    table.end()
    return questions


def _choices(table: Table, name: str, ids: Iterable[str]) -> tuple[Choice, ...]:
    """The words for these ids, of which none else may be named and none left out."""
    known, found = tuple(ids), []
    for entry in table.items(name):
        choice = Choice.read(entry)
        if choice.id and choice.id not in known:
            entry.wrong(f"id ska vara något av {', '.join(known)}")
        found.append(choice)
    missing = [own for own in known if found and own not in {choice.id for choice in found}]
    if missing:
        table.wrong(f"{name} saknar {', '.join(missing)}")
    return tuple(found)
