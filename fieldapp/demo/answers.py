"""What an inspector of the demo answers: as usual, or as the story tells of a point."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from fieldapp.demo import pictures
from fieldapp.demo.author import Author
from fieldapp.demo.camera import Picture
from fieldapp.demo.nights import HERE
from fieldapp.demo.rounds import Entry, Round

Fields = dict[str, Any]
Photos = list[tuple[Entry, Picture]]


def usual(made: Round, checklists: Fields, chance: Random) -> Fields:
    """The answer to every point of these frozen checklists that is not the visit's own field."""
    habits, permits = _habits(), made.premises.permits
    answers = habits["usual"] | habits["at"].get(made.premises.id, {}) | _done(made)
    found = {}
    for checklist in checklists.values():
        for item in checklist["items"]:
            value = answers.get(item["id"], "ok")
            if habits["only"].get(item["id"], "") not in ("", *permits):
                value = "not_applicable"
            if isinstance(value, dict):
                value = chance.randint(value["least"], value["most"])
            if not item.get("field") and _fits(item, value):
                found[f"answers/{item['id']}/value"] = value
    return found


def shared(answered: Fields) -> tuple[Fields, Fields]:
    """Two inspectors' parts of these answers: the first points, and the last."""
    names = list(answered)
    first = set(names[: len(names) // 2])
    return (
        {name: answered[name] for name in names if name in first},
        {name: answered[name] for name in names if name not in first},
    )


def told(made: Round, author: Author, points: Iterable[Entry]) -> Fields:
    """The answers that the story tells of, with what was seen, when and by whom."""
    found: Fields = {}
    for point in points:
        path, seen = f"answers/{point['item']}", made.seen(point)
        found[f"{path}/value"] = point["value"]
        if "note" in point:
            found |= {
                f"{path}/note": point["note"],
                f"{path}/observed_at": author.time(seen),
                f"{path}/observed_by": _initials(author.phone.person.label),
            }
        for name in ("said", "corrected"):
            if name in point:
                found[f"{path}/{name}"] = point[name]
        if "days" in point:
            day = made.end.astimezone(HERE).date() + timedelta(days=point["days"])
            found[f"{path}/deadline"] = day.isoformat()
    return found


def photos(made: Round, chance: Random) -> Photos:
    """The evidence of the points that have some."""
    place = made.premises.fields["place"]
    found = []
    for point in made.points:
        if "photo" in point:
            at = (place["lat"], place["lon"])
            content, size = pictures.draw(point["photo"], made.seen(point), at, chance)
            found.append((point, Picture(content, *size)))
    return found


def manifests(made: Round, author: Author, taken: Photos) -> Fields:
    """The fields that tie these photos to their points."""
    found: Fields = {}
    for point, picture in taken:
        manifest = picture.manifest(author.time(made.seen(point)), None)
        of_photo = f"photos/{picture.sha256}"
        manifest[of_photo] |= {"item": point["item"], "evidence": True}
        found |= manifest
    return found


def _done(made: Round) -> Fields:
    """What was done on the spot, if anything was."""
    deficient = [point for point in made.points if point["value"] == "deficiency"]
    if not deficient:
        return {}
    corrected = all(point.get("corrected") for point in deficient)
    return {"YS32": _habits()["done"]["corrected" if corrected else "deficiency"]}


def _fits(item: Mapping[str, Any], value: Any) -> bool:
    """Whether the value is an answer to such a point."""
    if item["answer"] == "choice":
        return value in item["options"]
    types = {"assessment": str, "text": str, "count": int, "choices": list}
    assessed = item["answer"] == "assessment" or value != "ok"
    return assessed and isinstance(value, types.get(item["answer"], dict))


def _initials(label: str) -> str:
    """`Inspektör 1` as `I1`."""
    return "".join(word[0] for word in label.split())


@cache
def _habits() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "answers.toml").read_text())
