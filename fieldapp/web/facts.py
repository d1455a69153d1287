"""A report's fields as facts in words, in the order one reads them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from fieldapp.domain import privacy
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.records import PHOTO_FIELD
from fieldapp.web import inspection_facts, positions, times, words
from fieldapp.web.marks import marked

Words = Callable[[Any, Catalog], str]

# Shown elsewhere on the page, or of no meaning to a reader.
ELSEWHERE = frozenset(
    {"authority", "reporter", "submitted_at", "version", "shift", "premises", "deleted"}
)
IN_HEADING = frozenset({"category", "shift_kind"})
PLACES = frozenset({"stood", "place"})
ORDER = tuple(words.FIELDS)


@dataclass(frozen=True)
class Fact:
    """One field: its name, its label, its value in words, and whether it is a text of its own."""

    name: str
    label: str
    value: str | Markup
    is_text: bool = False
    is_wide: bool = False
    hints: tuple[str, ...] = ()


def facts(values: Mapping[str, Any], catalog: Catalog) -> list[Fact]:
    """What is known, the fields we have words for first."""
    return [fact(name, values[name], catalog) for name in sorted(_shown(values), key=_place)]


def fact(name: str, value: Any, catalog: Catalog, kind: str = "") -> Fact:
    """One field of a record; of which kind matters to its label alone."""
    if name in TEXTS and isinstance(value, str):
        flags = privacy.flags(value, catalog.privacy_rules)
        hints = tuple(dict.fromkeys(flag.hint for flag in flags))
        is_text = name != "place_name"
        return Fact(
            name, label(name, catalog, kind), marked(value, flags), is_text=is_text, hints=hints
        )
    shown = value_in_words(name, value, catalog)
    return Fact(name, label(name, catalog, kind), shown, is_wide=name in PLACES)


def hints(texts: Iterable[str], catalog: Catalog) -> list[str]:
    """What to think of where these texts look like personal data, each hint once."""
    flags = [flag for text in texts for flag in privacy.flags(text, catalog.privacy_rules)]
    return list(dict.fromkeys(flag.hint for flag in flags))


def label(name: str, catalog: Catalog, kind: str = "") -> str:
    return inspection_facts.label(name, catalog, kind) or words.field(name)


def value_in_words(name: str, value: Any, catalog: Catalog) -> str:
    """What we cannot read, from a newer peer, is shown as it came."""
    if value is None:
        return "borttaget"
    if PHOTO_FIELD.fullmatch(name):
        return "bild"
    try:
        in_words = WORDS.get(name) or inspection_facts.in_words(name) or _plain
        return in_words(value, catalog)
    except (AttributeError, KeyError, TypeError, ValueError):
        return _plain(value, catalog)


def _shown(values: Mapping[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        told = name in ELSEWHERE | IN_HEADING or name.startswith("photos/")
        same_place = name == "stood" and value == values.get("place")
        if value not in (None, "") and not told and not same_place:
            yield name


def _place(name: str) -> tuple[int, str]:
    return (ORDER.index(name) if name in ORDER else len(ORDER), name)


def _plain(value: Any, catalog: Catalog) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _label(value: Any, catalog: Catalog) -> str:
    return catalog.label(value)


def _time(value: Any, catalog: Catalog) -> str:
    at, offset = times.full(times.moment(value)), times.offset_in_words(value.get("offset"))
    return f"{at}. {offset}" if offset else at


def _position(value: Any, catalog: Catalog) -> str:
    return positions.in_words(value, catalog)


TEXTS = frozenset({"note", "summary", "place_name"})
WORDS: dict[str, Words] = {
    **dict.fromkeys(("shift_kind", "area", "category", "authority"), _label),
    **dict.fromkeys(("people_about", "youths_about"), _label),
    **dict.fromkeys(("started_at", "ended_at", "happened_at", "submitted_at"), _time),
    **dict.fromkeys(("stood", "place"), _position),
    "shift_calmness": lambda value, catalog: words.CALMNESS[value],
    "participants_count": lambda value, catalog: f"{value} personer",
}
