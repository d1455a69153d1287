"""What a visit's fields may hold: docs/protocol.md, the kind `visit`.

An answer is judged by the point that the visit itself carries (ADR 0010), whatever the catalog
says by now; where the point has not come yet, by what any point may hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.checklists import ANSWER_TYPES, SEVERITIES, VISIT_KINDS
from fieldapp.domain.ids import is_id
from fieldapp.domain.supervision_words import MANNERS, OCCASIONS, PRESENT
from fieldapp.domain.values import (
    Rule,
    boolean,
    day,
    identity,
    members,
    one_of,
    photo,
    some_of,
    text,
    texts,
    time,
    wall_time,
    whole,
)

Values = Mapping[str, Any]

ASSESSMENTS = ("ok", "deficiency", "not_checked", "not_applicable")
OUTCOMES = ("remedied", "not_remedied")
_ITEM = re.compile(r"[A-Za-z0-9_-]{1,40}", flags=re.ASCII)
_MOST_ITEMS, _MOST_STROKES, _MOST_NUMBERS = 200, 1000, 40_000
_MOST_PIXELS = 10_000

_POINT = members(
    {"id": text(40), "question": text(500), "answer": one_of(*ANSWER_TYPES)},
    {
        "reference": text(200),
        "options": texts(50, 120),
        "severity": one_of(*SEVERITIES),
        "group": text(80),
        "field": text(40),
    },
)


def signature(value: Any, _: Catalog) -> str | None:
    """`{"width", "height", "strokes": [[x, y, x, y, …], …]}` in the pixels it was drawn in."""
    if not isinstance(value, Mapping) or not isinstance(value.get("strokes"), list):
        return "det ska vara en ritad namnteckning"
    strokes = value["strokes"]
    if not all(_is_pixel(value.get(side)) and value[side] > 0 for side in ("width", "height")):
        return "ytan ska ha bredd och höjd"
    if not all(isinstance(stroke, list) and len(stroke) % 2 == 0 for stroke in strokes):
        return "varje streck ska vara par av tal"
    if len(strokes) > _MOST_STROKES or sum(map(len, strokes)) > _MOST_NUMBERS:
        return "namnteckningen har för många streck"
    fits = all(_is_pixel(number) for stroke in strokes for number in stroke)
    return None if fits else "strecken ska vara tal"


_ACKNOWLEDGED = members(
    {"manner": one_of(*MANNERS)},
    {
        "role": text(40),
        "name": text(120),
        "comment": text(2000),
        "at": time,
        "signature": signature,
    },
)


def acknowledgement(value: Any, catalog: Catalog) -> str | None:
    """Who was responsible on the spot, and how they took the findings; named only in a role whose
    name may be noted."""
    why = _ACKNOWLEDGED(value, catalog)
    if not why and value.get("name") and value.get("role") not in catalog.visits.named_roles:
        return "name: den rollen nämns inte vid namn"
    return why


FIELDS: dict[str, Rule] = {
    "premises": identity,
    "premises_name": text(120),
    "premises_as_was": members(
        {}, {"org_number": text(40), "holder": text(120), "address": text(200),
             "permits": texts(20, 40)},
    ),
    "visit_kind": one_of(*VISIT_KINDS),
    "occasion": one_of(*OCCASIONS),
    "joint": identity,
    "ended_at": time,
    "acknowledgement": acknowledgement,
    "next_visit_on": day,
}  # fmt: skip

_OF_ANSWER: dict[str, Rule] = {
    "note": text(2000),
    "observed_at": time,
    "observed_by": text(80),
    "said": text(1000),
    "corrected": boolean,
    "deadline": day,
}
_OF_EARLIER: dict[str, Rule] = {"outcome": one_of(*OUTCOMES), "note": text(1000)}
_OF_TYPE: dict[str, Rule] = {
    "assessment": one_of(*ASSESSMENTS),
    "count": whole(0, 100_000),
    "time": wall_time,
    "text": text(500),
}


def rule_of_path(name: str, after: Values) -> Rule | None:
    """The rule of a field whose name is a path; `after` are all the visit's values.

    None for a path that a newer peer has made.
    """
    head, _, tail = name.partition("/")
    find = _PATHS.get(head)
    return find(tail, after) if find else None


def points(values: Values) -> dict[str, Values]:
    """The points that the visit goes through, by id, each with its checklist's id as
    `checklist`; in the order of its checklists."""
    found: dict[str, Values] = {}
    for name in sorted(values):
        if name.startswith("checklist/") and values[name]:
            checklist = name.partition("/")[2]
            for item in values[name]["items"]:
                found.setdefault(item["id"], {**item, "checklist": checklist})
    return found


def _point(item: str, values: Values) -> Values | None:
    lists = (values[name] for name in sorted(values) if name.startswith("checklist/"))
    found = (one for each in lists if each for one in each["items"] if one["id"] == item)
    return next(found, None)


def _answer(tail: str, after: Values) -> Rule | None:
    item, _, what = tail.partition("/")
    if not _ITEM.fullmatch(item):
        return _no_item
    return partial(_judge_answer, item, after) if what == "value" else _OF_ANSWER.get(what)


def _judge_answer(item: str, after: Values, value: Any, catalog: Catalog) -> str | None:
    point = _point(item, after)
    if point is None:
        return None if any(rule(value, catalog) is None for rule in _ANY) else "det är inget svar"
    options = point.get("options") or ()
    if point["answer"] == "choice":
        return one_of(*options)(value, catalog)
    if point["answer"] == "choices":
        return some_of(*options)(value, catalog)
    return _OF_TYPE[point["answer"]](value, catalog)


def _points(value: Any, catalog: Catalog) -> str | None:
    if not isinstance(value, list) or len(value) > _MOST_ITEMS:
        return f"det ska vara högst {_MOST_ITEMS} punkter"
    return next((why for item in value if (why := _POINT(item, catalog))), None)


_checklist = members({"title": text(120), "items": _points}, {"version": text(40)})


def _earlier(tail: str, after: Values) -> Rule | None:
    visit, item, what = [*tail.split("/", 2), "", ""][:3]
    if not is_id(visit) or not _ITEM.fullmatch(item):
        return _no_item
    return _OF_EARLIER.get(what)


def _photo(value: Any, catalog: Catalog) -> str | None:
    return photo(value, catalog) or _EVIDENCE(value, catalog)


def _of_person(rule: Rule, tail: str, _: Values) -> Rule:
    return rule if is_id(tail) else _no_person


def _no_item(value: Any, _: Catalog) -> str:
    return "namnet nämner ingen punkt"


def _no_person(value: Any, _: Catalog) -> str:
    return "namnet nämner ingen person"


def _no_authority(value: Any, _: Catalog) -> str:
    return "myndigheten finns inte"


def _is_pixel(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and -_MOST_PIXELS <= value <= _MOST_PIXELS


_EVIDENCE = members({}, {"item": text(40), "evidence": boolean})
_ANY: tuple[Rule, ...] = (text(500), whole(0, 100_000), texts(50, 120))
_PATHS: dict[str, Callable[[str, Values], Rule | None]] = {
    "answers": _answer,
    "checklist": lambda tail, _: _checklist if _ITEM.fullmatch(tail) else _no_item,
    "earlier": _earlier,
    "handed_over": partial(_of_person, time),
    "inspectors": partial(_of_person, members({}, {"label": text(120)})),
    "photos": lambda tail, _: _photo,
    "present": lambda tail, _: boolean if tail in PRESENT else _no_authority,
}
