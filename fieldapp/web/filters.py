"""What a list of reports is narrowed to, as the address says it and within what one may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from flask import get_template_attribute
from markupsafe import Markup

from fieldapp.domain import policy
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.clock import format_time
from fieldapp.domain.grid import read_box
from fieldapp.domain.people import Person
from fieldapp.domain.periods import Period
from fieldapp.domain.reviews import REVIEWED, STATES, State
from fieldapp.domain.swedish import words as words_of
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
    weekday: str = ""
    hour: str = ""
    box: str = ""
    sort: str = ""
    q: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything but the state and the order is chosen."""
        kept = {"state", "sort"}
        return any(value for name, value in vars(self).items() if name not in kept)

    @property
    def is_ranked(self) -> bool:
        """Whether the best hits come first: there is something to search for, and it is asked."""
        return self.sort == "best" and bool(words_of(self.q))

    @property
    def period(self) -> Period | None:
        """From its first day to its last, when both are chosen."""
        try:
            return Period(date.fromisoformat(self.since), date.fromisoformat(self.until))
        except ValueError:
            return None

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
            since=_moment(self.since, time.min),
            until=_moment(self.until, time.max),
            text=self.q,
            box=read_box(self.box),
            week_hours=_week_hours(self.weekday, self.hour),
            flagged=self.only == "flagged",
            in_conflict=self.only == "conflict",
            lacking_photos=self.only == "photos",
            oldest_first=self.sort == "oldest",
        )


def _week_hours(weekday: str, hour: str) -> list[int]:
    """The hours of the week on this day, 1 to 7, at this hour; of all days, or at all hours.

    Nothing when neither narrows; what is no day or no hour does not.
    """
    days = [day for day in range(7) if weekday == str(day + 1)]
    hours = [one for one in range(24) if hour == str(one)]
    if not days and not hours:
        return []
    return [day * 24 + one for day in days or range(7) for one in hours or range(24)]


def _of_severity(severity: str, catalog: Catalog) -> list[str]:
    if severity not in CALLED:
        return []
    found = catalog.observations.values()
    return [one.id for one in found if one.call == CALLED[severity]]


def _moment(day: str, clock: time) -> str:
    """This time of a Swedish day, as UTC text; nothing if it is no day."""
    try:
        return format_time(datetime.combine(date.fromisoformat(day), clock, ZONE))
    except (ValueError, OverflowError):
        return ""


@dataclass(frozen=True)
class Tab:
    """One state to look at, with how many there are."""

    url: str
    text: str
    count: str
    is_here: bool


@dataclass(frozen=True)
class Chip:
    """A filter that was set by pointing and has no list to choose from: how it reads, and the
    address without it."""

    text: str
    fields: dict[str, str]
    without: str


@dataclass(frozen=True)
class Select:
    """One filter as a list to choose from."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


def to_choose(select: Select, unchosen: str = "Alla") -> Markup:
    """The list written out; `unchosen` is how its first choice reads, that nothing is chosen."""
    return _written(select.name, select.label, tuple(select.options), select.chosen, unchosen)


# Lists to choose from are the same on page after page.
@lru_cache(maxsize=512)
def _written(
    name: str, label: str, options: tuple[tuple[str, str], ...], chosen: str, unchosen: str
) -> Markup:
    select = get_template_attribute("_ui.html", "select")
    written: Markup = select(name, name, label, options, chosen, unchosen)
    return written


def states_for(viewer: Person) -> list[State]:
    """The states whose reports this person may see at the desk."""
    wanted = REVIEWED if viewer.role == "reader" else frozenset(STATES) - {"draft"}
    return [state for state in STATES if state in wanted]


def tabs(chosen: Chosen, counts: Counts, address: str) -> list[Tab]:
    total = sum(counts.by_state.values())
    every = words.at_least(total, bool(counts.more))
    found = [Tab(f"{address}?{chosen.query(state='')}", "Alla", every, not chosen.state)]
    for state, number in counts.by_state.items():
        text = words.STATES[state]  # type: ignore[index]
        count = words.at_least(number, state in counts.more)
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


def orders(chosen: Chosen) -> Select:
    """In what order the reports may come; the best hits first when there is a search."""
    found = [("oldest", "Äldst först")]
    if words_of(chosen.q):
        found.append(("best", "Bäst träff"))
    return Select("sort", "Ordning", found, chosen.sort)


def chips(chosen: Chosen, address: str) -> list[Chip]:
    """What was pointed at on the map or in the week, to be seen and taken away again."""
    found = []
    for text, names in (
        (_area_in_words(chosen), ("box",)),
        (_week_in_words(chosen), ("weekday", "hour")),
    ):
        if text:
            fields = {name: getattr(chosen, name) for name in names}
            without = f"{address}?{chosen.query(**dict.fromkeys(names, ''))}"
            found.append(Chip(text, fields, without))
    return found


def _area_in_words(chosen: Chosen) -> str:
    return "Markerat på kartan" if read_box(chosen.box) else ""


def _week_in_words(chosen: Chosen) -> str:
    """`fredagar kl. 21–22`."""
    found = _week_hours(chosen.weekday, chosen.hour)
    days, hours = {one // 24 for one in found}, {one % 24 for one in found}
    parts = [words.WEEKDAYS[day] for day in days if len(days) == 1]
    parts += [f"kl. {hour}–{hour + 1}" for hour in hours if len(hours) == 1]
    return " ".join(parts)
