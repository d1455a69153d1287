"""What a municipality decides: areas, categories, receivers, privacy rules, supervision, map.

Built from parsed TOML; the files themselves are read elsewhere. Items whose term has passed stay
known, so that old reports can be read, but are no longer offered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Protocol, TypeVar

from fieldapp.domain.canonical import canonical
from fieldapp.domain.catalog_items import (
    Area,
    AuthorityItem,
    Category,
    Choice,
    Participants,
    Reason,
    Receiver,
    ShiftKind,
    Term,
    read_rule,
    rule_json,
)
from fieldapp.domain.checklists import CheckItem, Checklist
from fieldapp.domain.places import box, contains, size
from fieldapp.domain.privacy import Rule
from fieldapp.domain.supervision_rules import SupervisionRules
from fieldapp.domain.supervision_words import Measure, PermitKind, VisitWords
from fieldapp.domain.tables import CatalogError as CatalogError
from fieldapp.domain.tables import Files, Mistake, Table

# Read by nothing yet, and part of the catalog all the same.
_ALSO = ("retention",)


class _Item(Protocol):
    @property
    def term(self) -> Term: ...


class _Labelled(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def label(self) -> str: ...


Item = TypeVar("Item", bound=_Item)


@dataclass(frozen=True, eq=False)
class Catalog:
    """Everything of one municipality.

    `centre` is latitude, longitude and zoom; `border` is GeoJSON or None. A catalog is like no
    other, so that what was made with one can be kept by it.
    """

    name: str
    centre: tuple[float, float, int]
    border: Any
    authorities: tuple[AuthorityItem, ...]
    areas: tuple[Area, ...]
    shift_kinds: tuple[ShiftKind, ...]
    participants: Participants
    buckets: tuple[Choice, ...]
    observations: Mapping[str, Category]
    receivers: tuple[Receiver, ...]
    reasons: tuple[Reason, ...]
    privacy_message: str
    rules: tuple[tuple[Rule, Term], ...]
    supervision: SupervisionRules
    map_tiles: str = ""
    map_attribution: str = ""
    today: date | None = None

    @classmethod
    def from_tables(
        cls,
        tables: Mapping[str, Any],
        *,
        mistakes: Iterable[Mistake] = (),
        border: Any = None,
        map_tiles: str = "",
        map_attribution: str = "",
        today: date | None = None,
    ) -> Catalog:
        """A catalog of parsed TOML files, by their names without `.toml`.

        `mistakes` were made while the files were read. `today` decides which items are offered;
        None offers all. Raises CatalogError with everything that cannot be used.
        """
        files = Files(tables, mistakes)
        where, shifts, privacy = map(files.table, ("municipality", "shifts", "privacy"))
        receivers = tuple(map(Receiver.read, files.items("receivers", "receivers")))
        found = cls(
            name=where.text("name"),
            centre=_centre(where.table("centre")),
            border=border,
            authorities=tuple(map(AuthorityItem.read, files.items("authorities", "authorities"))),
            areas=tuple(map(Area.read, files.items("areas", "areas"))),
            shift_kinds=tuple(map(ShiftKind.read, shifts.items("shift_kinds"))),
            participants=Participants.read(shifts.table("participants")),
            buckets=tuple(map(Choice.read, shifts.items("buckets"))),
            observations=_categories(files, receivers),
            receivers=receivers,
            reasons=tuple(map(Reason.read, files.items("reviews", "reasons"))),
            privacy_message=privacy.text("message"),
            rules=tuple(map(read_rule, privacy.items("rules"))),
            supervision=SupervisionRules.read(files),
            map_tiles=map_tiles,
            map_attribution=map_attribution,
            today=today,
        )
        for table in (where, shifts, privacy):
            table.end()
        files.end(*_ALSO)
        if files.mistakes:
            raise CatalogError(files.mistakes)
        return found

    def on(self, day: date) -> Catalog:
        """The same catalog, with what is offered on that day."""
        found = self._days.get(day)
        if found is None:
            found = replace(self, today=day)
            self._days.clear()
            self._days[day] = found
        return found

    @cached_property
    def without_supervision(self) -> Catalog:
        """The same catalog for the phones of those who make no visits: they get less to carry."""
        return replace(self, supervision=SupervisionRules())

    @cached_property
    def version(self) -> str:
        """The first twelve hex digits of the SHA-256 of what phones are given."""
        return hashlib.sha256(canonical(self._content)).hexdigest()[:12]

    def as_json(self) -> dict[str, Any]:
        """What phones are given: `Catalog` of static/src/types.d.ts."""
        return {"version": self.version, **self._content}

    def offered(self, items: Iterable[Item]) -> list[Item]:
        """Those whose term holds today."""
        return [item for item in items if item.term.holds(self.today)]

    def area_at(self, lat: float, lon: float) -> str | None:
        """The id of the area that this point lies in; of the smallest where they overlap."""
        for (south, west, north, east), area in self._smallest_first:
            inside = south <= lat <= north and west <= lon <= east
            if inside and contains(area.outline, lat, lon):
                return area.id
        return None

    def label(self, item: str) -> str:
        """The words for any id of the catalog: a category's label, a point's question, a
        checklist's title, an area's name; else the id."""
        return self._labels.get(item, item)

    @property
    def permits(self) -> Mapping[str, PermitKind]:
        """Kinds of permit by id; those that have ended too."""
        return self.supervision.permits

    @property
    def checklists(self) -> Mapping[str, Checklist]:
        """Checklists by id; those that have ended too."""
        return self.supervision.checklists

    @property
    def visits(self) -> VisitWords:
        return self.supervision.visits

    def checklist(self, checklist: str) -> Checklist | None:
        return self.supervision.checklists.get(checklist)

    def check_item(self, item: str) -> CheckItem | None:
        """The point as it is today, else as it was last."""
        return self.supervision.item(item, self.today)

    def measures_for(self, permits: Iterable[str]) -> list[Measure]:
        """The measures that the board may consider for any of these kinds of permit."""
        return self.supervision.measures_for(permits, self.today)

    def frozen(self, checklist: str, *, evening: bool = False, on: date) -> dict[str, Any]:
        """What a visit of that day keeps as `checklist/<id>`. Raises KeyError for no checklist."""
        found = self.checklists[checklist]
        items = [item.frozen() for item in found.on(on, evening=evening)]
        return {"title": found.title, "version": self.on(on).version, "items": items}

    @cached_property
    def privacy_rules(self) -> tuple[Rule, ...]:
        """Those that hold today."""
        return tuple(rule for rule, term in self.rules if term.holds(self.today))

    @cached_property
    def _days(self) -> dict[date, Catalog]:
        return {}

    @cached_property
    def area_ids(self) -> frozenset[str]:
        return frozenset(area.id for area in self.areas)

    @cached_property
    def shift_kind_ids(self) -> frozenset[str]:
        return frozenset(kind.id for kind in self.shift_kinds)

    @cached_property
    def _labels(self) -> dict[str, str]:
        named: list[_Labelled] = [*self.buckets, *self.authorities, *self.receivers]
        named += [*self.shift_kinds, *self.observations.values()]
        areas = {area.id: area.name for area in self.areas}
        return self.supervision.labels | areas | {item.id: item.label for item in named}

    @cached_property
    def _smallest_first(self) -> list[tuple[tuple[float, float, float, float], Area]]:
        areas = sorted(self.areas, key=lambda area: size(area.outline))
        return [(box(area.outline), area) for area in areas]

    @cached_property
    def _content(self) -> dict[str, Any]:
        lat, lon, zoom = self.centre
        centre = {"lat": lat, "lon": lon, "zoom": zoom}
        return {
            "municipality": {"name": self.name, "border": self.border, "centre": centre},
            "areas": self._shown(self.areas),
            "shift_kinds": self._shown(self.shift_kinds),
            "participants": self.participants.as_json(),
            "buckets": self._shown(self.buckets),
            "observations": self._shown(self.observations.values()),
            "receivers": self._shown(self.receivers),
            "privacy": {
                "message": self.privacy_message,
                "rules": [rule_json(rule) for rule in self.privacy_rules],
            },
            "map": {"tiles": self.map_tiles, "attribution": self.map_attribution},
            **self.supervision.as_json(self.today),
        }

    def _shown(self, items: Iterable[Any]) -> list[dict[str, Any]]:
        return [item.as_json() for item in self.offered(items)]


def _centre(table: Table) -> tuple[float, float, int]:
    lat, lon = table.number("lat", -90, 90), table.number("lon", -180, 180)
    zoom = table.whole("zoom", 0, 22)
    table.end()
    return lat, lon, zoom


def _categories(files: Files, receivers: Iterable[Receiver]) -> dict[str, Category]:
    known = files.known((receiver.id for receiver in receivers), of="receivers.")
    tables = files.items("observations", "observations")
    return {found.id: found for found in (Category.read(table, known) for table in tables)}
