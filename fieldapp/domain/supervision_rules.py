"""The part of the catalog that supervision uses, and what its files must agree on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol, TypeVar

from fieldapp.domain.checklists import CheckItem, Checklist, Reference
from fieldapp.domain.supervision_words import (
    Measure,
    PermitKind,
    PurchaseQuestion,
    VisitWords,
    read_purchases,
)
from fieldapp.domain.tables import Files


class _Named(Protocol):
    @property
    def id(self) -> str: ...


class _Labelled(_Named, Protocol):
    @property
    def label(self) -> str: ...


Named = TypeVar("Named", bound=_Named)


@dataclass(frozen=True)
class SupervisionRules:
    """Checklists, permits and measures by id, and words; those that have ended too.

    Checklists are in the order in which permits call for them.
    """

    checklists: Mapping[str, Checklist] = field(default_factory=dict)
    permits: Mapping[str, PermitKind] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    visits: VisitWords = field(default_factory=VisitWords)
    purchases: tuple[PurchaseQuestion, ...] = ()

    @classmethod
    def read(cls, files: Files) -> SupervisionRules:
        """Notes among the files' mistakes what cannot be used."""
        checklists = _checklists(files)
        lists = files.known(checklists, of="checklists/")
        permits = [PermitKind.read(one, lists) for one in files.items("permits", "permits")]
        called = dict.fromkeys(own for permit in permits for own in permit.checklists)
        kinds = files.known((one.id for one in permits), of="permits.")
        measures = [Measure.read(one, kinds) for one in files.items("measures", "measures")]
        return cls(
            checklists={
                own: checklists[own] for own in (*called, *checklists) if own in checklists
            },
            permits=_by_id(permits),
            measures=_by_id(measures),
            visits=VisitWords.read(files.table("visits")),
            purchases=read_purchases(files),
        )

    def item(self, item: str, day: date | None = None) -> CheckItem | None:
        """The point as it is on that day, else as it was last; None when there never was one."""
        known = self._items.get(item, [])
        return next((one for one in known if one.term.holds(day)), known[-1] if known else None)

    def measures_for(self, permits: Iterable[str], day: date | None) -> list[Measure]:
        """The measures that the law knows for any of these kinds of permit, on that day."""
        held = frozenset(permits)
        return [
            one
            for one in self.measures.values()
            if held.intersection(one.permits) and one.term.holds(day)
        ]

    def as_json(self, day: date | None) -> dict[str, Any]:
        """What phones of inspectors are given, of what holds on that day."""
        lists = [one.as_json(day) for one in self.checklists.values() if one.term.holds(day)]
        offered = {one["id"] for one in lists}
        return {
            "permits": [
                one.as_json(offered) for one in self.permits.values() if one.term.holds(day)
            ],
            "checklists": lists,
            "visits": self.visits.as_json(day),
            "control_purchase": [one.as_json() for one in self.purchases if one.term.holds(day)],
        }

    def references(self) -> Iterator[tuple[str, Reference]]:
        """Every point, measure and question with where the law says it."""
        points = (item for one in self.checklists.values() for item in one.items)
        yield from ((item.id, item.source) for item in points)
        yield from ((measure.id, measure.source) for measure in self.measures.values())
        yield from ((question.id, question.source) for question in self.purchases)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The words for every id."""
        visits = self.visits
        named: list[_Labelled] = [*self.permits.values(), *self.measures.values(), *visits.roles]
        named += [*visits.kinds, *visits.occasions, *visits.present, *visits.manners]
        titles = {one.id: one.title for one in self.checklists.values()}
        asked = {one.id: one.question for one in self.purchases}
        points = {name: items[-1].question for name, items in self._items.items()}
        return points | asked | titles | {one.id: one.label for one in named}

    @cached_property
    def purchase_labels(self) -> dict[tuple[str, str], str]:
        """The words for the values of a control purchase's fields, by field and value."""
        return {
            (name, option.id): option.label
            for question in self.purchases
            for name in question.fields
            for option in question.options
        }

    @cached_property
    def _items(self) -> dict[str, list[CheckItem]]:
        found: dict[str, list[CheckItem]] = {}
        for checklist in self.checklists.values():
            for item in checklist.items:
                found.setdefault(item.id, []).append(item)
        return found


def _checklists(files: Files) -> dict[str, Checklist]:
    found: dict[str, Checklist] = {}
    owners: dict[str, str] = {}
    for table in files.under("checklists"):
        checklist = Checklist.read(table)
        if checklist.id and checklist.id in found:
            table.wrong(f"id {checklist.id} finns redan i en annan fil")
        for item in dict.fromkeys(item.id for item in checklist.items if item.id):
            if item in owners:
                table.wrong(f"{item} finns redan i {owners[item]}")
            owners.setdefault(item, table.file)
        found[checklist.id] = checklist
    return found


def _by_id(items: Iterable[Named]) -> dict[str, Named]:
    return {item.id: item for item in items}
