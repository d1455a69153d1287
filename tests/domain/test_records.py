"""Kinds, their fields, and what they may hold together."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from fieldapp.domain.records import FIELDS, named, photos, refusal
from tests import make

ROOT = Path(__file__).parent.parent.parent
SHA = "ab" * 32


def refused(kind: str, fields: dict[str, Any], **before: Any) -> tuple[str, str] | None:
    return refusal(kind, fields, {**before, **fields}, make.catalog())


def documented() -> list[tuple[str, str]]:
    """Kind and name of every field in the protocol's table, but those that are paths."""
    protocol = (ROOT / "docs/protocol.md").read_text()
    rows = protocol.split("| kind | field | value |\n")[1].splitlines()[1:]
    kind, found = "", []
    for _, own, names, *_ in (row.split("|") for row in rows if row.startswith("|")):
        kind = own.strip() or kind
        found += [(kind, name) for name in re.findall(r"`([^`]+)`", names) if "/" not in name]
    return found


def test_every_field_of_the_protocol_has_a_rule() -> None:
    assert len(documented()) > 30
    assert [(kind, name) for kind, name in documented() if name not in FIELDS[kind]] == []


@pytest.mark.parametrize("made", [make.Phone().shift(), make.Phone().observation()])
def test_a_usual_report_is_received(made: Any) -> None:
    assert refused(made.kind, made.fields) is None


@pytest.mark.parametrize(
    ("kind", "fields", "named"),
    [
        ("shift", {"participants_count": 1}, "participants_count"),
        ("shift", {"people_about": "many"}, "people_about"),
        ("shift", {"calls/112": 100}, "calls/112"),
        ("shift", {"calls/coastguard": -1}, "calls/coastguard"),
        ("shift", {"summary": "å" * 501}, "summary"),
        ("shift", {"shift_calmness": 0}, "shift_calmness"),
        ("observation", {"photos/nonsense": make.manifest()}, "photos/nonsense"),
        ("observation", {f"photos/{SHA}": {"size": 1}}, f"photos/{SHA}"),
        ("observation", {"authority": "landsting"}, "authority"),
        ("visit", {"place": "här"}, "place"),
        ("review", {"report": "den"}, "report"),
        ("of_a_newer_peer", {"authority": "landsting"}, "authority"),
        ("observation", {"note": "bra", "category": "OB99"}, "category"),
    ],
)
def test_a_bad_value_is_refused_by_name(kind: str, fields: dict[str, Any], named: str) -> None:
    found = refused(kind, fields)
    assert found
    assert found[0] == named


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("observation", {"mood": {"of": ["a newer peer"]}, "smell/strength": 3}),
        ("of_a_newer_peer", {"participants_count": "a few", "photos/x": 1}),
        ("shift", {"participants_count": None, "calls/112": None, "started_at": None}),
        ("review", {"decision": "postpone"}),
    ],
)
def test_what_is_not_known_or_cleared_is_received(kind: str, fields: dict[str, Any]) -> None:
    assert refused(kind, fields) is None


def test_a_category_without_free_text_takes_none() -> None:
    assert refused("observation", {"category": "OB06", "note": "Kniv."}) == (
        "note",
        "kategorin har ingen fritext",
    )
    assert refused("observation", {"note": "Kniv."}, category="OB06")
    assert refused("observation", {"category": "OB06", "note": ""}) is None
    assert refused("observation", {"category": "OB06"}, note="Skriven före bytet.") is None


def test_a_category_without_camera_takes_no_photo() -> None:
    photo = {f"photos/{SHA}": make.manifest()}
    assert refused("observation", photo, category="OB03") == (
        f"photos/{SHA}",
        "kategorin har inga bilder",
    )
    assert refused("observation", photo, category="OB15") is None
    assert refused("observation", {f"photos/{SHA}": None}, category="OB03") is None


def test_photos_are_those_that_were_not_removed_in_the_order_they_were_taken() -> None:
    first, second, removed = ("bb" * 32, "aa" * 32, "cc" * 32)
    found = photos(
        {
            f"photos/{second}": make.manifest(taken_at=make.time(2)),
            f"photos/{first}": make.manifest(taken_at=make.time(1)),
            f"photos/{removed}": None,
            "photos/short": make.manifest(),
            "note": "x",
        }
    )
    assert list(found) == [first, second]


def test_what_a_change_names_that_not_everything_may_be_said_of() -> None:
    visit, other = make.new_id(), make.new_id()
    earlier = f"earlier/{other}/YS07/outcome"
    assert named("visit", {"joint": visit, earlier: None, "summary": other}) == [
        ("joint", visit, frozenset({"visit"})),
        (earlier, other, frozenset({"visit"})),
    ]
    assert named("visit", {"joint": None}) == []
    assert named("observation", {"report": visit, "joint": visit}) == []
    for kind in ("dispatch", "deficiency", "referral", "duplicate"):
        ((name, own, kinds),) = named(kind, {"report": visit})
        assert (name, own) == ("report", visit)
        assert "control_purchase" not in kinds
