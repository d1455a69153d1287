"""What a list of reports is narrowed to, as the address says it and within what one may see."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta

from fieldapp.domain import policy
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.clock import format_time
from fieldapp.domain.people import Person
from fieldapp.domain.reviews import REVIEWED, STATES, State
from fieldapp.domain.swedish_time import ZONE
from fieldapp.storage.report_counts import Counts
from fieldapp.storage.report_filters import Filters
from fieldapp.web import words
from fieldapp.web.addresses import Address

KINDS = ("observation", "shift", "visit", "control_purchase")
# How serious an observation is, by whom its category asks to be called.
CALLED = {"critical": "112", "serious": "11414", "minor": None}


@dataclass(frozen=True)
class Chosen(Address):
    """The filters in the address; what is empty does not narrow."""

    state: str = ""
    kind: str = ""
    category: str = ""
    area: str = ""
    authority: str = ""
    severity: str = ""
    since: str = ""
    until: str = ""
    only: str = ""
    sort: str = ""
    q: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything but the state and the order is chosen."""
        kept = {"state", "sort"}
        return any(value for name, value in asdict(self).items() if name not in kept)

    def within(self, viewer: Person, catalog: Catalog) -> Filters:
        """The filters for storage: never wider than what the viewer may see."""
        authorities, states = policy.authorities_of_desk(viewer), states_for(viewer)
        return Filters(
            authorities=[one for one in authorities if self.authority in ("", one)],
            kinds=policy.report_kinds(viewer),
            states=[one for one in states if self.state in ("", one)] or ("none",),
            kind=self.kind,
            category=self.category,
            categories=_of_severity(self.severity, catalog),
            area=self.area,
            since=_midnight(self.since),
            until=_midnight(self.until, days=1),
            text=self.q,
            flagged=self.only == "flagged",
            in_conflict=self.only == "conflict",
            lacking_photos=self.only == "photos",
            oldest_first=self.sort == "oldest",
        )


def _of_severity(severity: str, catalog: Catalog) -> list[str]:
    if severity not in CALLED:
        return []
    found = catalog.observations.values()
    return [one.id for one in found if one.call == CALLED[severity]]


def _midnight(day: str, days: int = 0) -> str:
    """When a Swedish day begins, or so many days later, as UTC text; nothing if it is no day."""
    try:
        first = date.fromisoformat(day) + timedelta(days=days)
    except (ValueError, OverflowError):
        return ""
    return format_time(datetime.combine(first, time(), ZONE))


@dataclass(frozen=True)
class Tab:
    """One state to look at, with how many there are."""

    url: str
    text: str
    count: str
    is_here: bool


@dataclass(frozen=True)
class Select:
    """One filter as a list to choose from."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


def states_for(viewer: Person) -> list[State]:
    """The states whose reports this person may see at the desk."""
    wanted = REVIEWED if viewer.role == "reader" else frozenset(STATES) - {"draft"}
    return [state for state in STATES if state in wanted]


def tabs(chosen: Chosen, counts: Counts, address: str) -> list[Tab]:
    total = sum(counts.by_state.values())
    every = f"{total}+" if counts.more else str(total)
    found = [Tab(f"{address}?{chosen.query(state='')}", "Alla", every, not chosen.state)]
    for state, number in counts.by_state.items():
        text = words.STATES[state]  # type: ignore[index]
        count = f"{number}+" if state in counts.more else str(number)
        url = f"{address}?{chosen.query(state=state)}"
        found.append(Tab(url, text, count, state == chosen.state))
    return found


def selects(chosen: Chosen, viewer: Person, catalog: Catalog) -> list[Select]:
    """The lists to choose from; what has only one choice is left out."""
    categories = [(one.id, one.label) for one in catalog.observations.values()]
    seen = policy.report_kinds(viewer)
    kinds = [(kind, words.KINDS[kind]) for kind in KINDS if kind in seen]
    lists = [
        Select("kind", "Slag", kinds, chosen.kind),
        Select("area", "Område", [(one.id, one.name) for one in catalog.areas], chosen.area),
        Select("category", "Kategori", categories, chosen.category),
        Select("severity", "Allvar", list(words.SEVERITIES.items()), chosen.severity),
        Select("only", "Bara", list(words.ONLY.items()), chosen.only),
        Select(
            "authority",
            "Huvudman",
            [(one, catalog.label(one)) for one in sorted(policy.authorities_of_desk(viewer))],
            chosen.authority,
        ),
    ]
    return [one for one in lists if len(one.options) > 1]
