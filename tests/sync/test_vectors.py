"""The conversations themselves: well formed, told apart, and about what they say they are."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from marshmallow import RAISE, Schema, fields, validate

from fieldapp.domain.clock import check, node_of

VECTORS = Path(__file__).parents[2] / "sync" / "vectors" / "changes"
NAMES = sorted(path.stem for path in VECTORS.glob("*.json"))

uuid7 = validate.Regexp(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z")
clock = validate.Regexp(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z-[0-9a-f]{4}-[0-9a-f]{16}\Z")


def seen(value: str) -> None:
    if value:
        clock(value)


def delivery(items: Any) -> None:
    for item in items:
        if isinstance(item, list):
            delivery(item)
        elif not isinstance(item, str):
            raise validate.ValidationError("names and lists of names")


class Strict(Schema):
    class Meta:
        unknown = RAISE


class PartForm(Strict):
    at = fields.String(required=True, validate=clock)
    seen = fields.String(required=True, validate=seen)
    fields_ = fields.Dict(required=True, data_key="fields")


class ChangeForm(PartForm):
    id = fields.String(required=True, validate=uuid7)
    kind = fields.String(required=True, validate=validate.Length(1))
    record = fields.String(required=True, validate=uuid7)
    device = fields.String(required=True, validate=uuid7)
    actor = fields.String(required=True, validate=uuid7)


class ExpectForm(Strict):
    parts = fields.List(fields.Nested(PartForm), required=True)
    values = fields.Dict(required=True)
    conflicts = fields.Dict(
        fields.String(), fields.List(fields.Raw(allow_none=True)), required=True
    )
    deleted = fields.Boolean(required=True)
    newest = fields.String(required=True, validate=clock)
    digests = fields.Dict(
        fields.String(), fields.String(validate=validate.Regexp(r"[0-9a-f]{64}\Z")), required=True
    )
    receipts = fields.Dict(
        fields.String(),
        fields.String(validate=validate.Regexp(r"[0-9A-F]{4}-[0-9A-F]{2}\Z")),
        required=True,
    )


class ConversationForm(Strict):
    name = fields.String(required=True, validate=validate.Length(1, 60))
    why = fields.String(required=True, validate=validate.Length(30, 200))
    changes = fields.Dict(
        fields.String(validate=validate.Regexp(r"[abc]\d+\Z")),
        fields.Nested(ChangeForm),
        required=True,
        validate=validate.Length(1),
    )
    deliveries = fields.List(
        fields.List(fields.Raw(), validate=delivery), required=True, validate=validate.Length(1)
    )
    expect = fields.Nested(ExpectForm, required=True)


def load(name: str) -> dict[str, Any]:
    return json.loads((VECTORS / f"{name}.json").read_text("utf-8"))


def named(items: list[Any]) -> set[str]:
    found = (named(item) if isinstance(item, list) else {item} for item in items)
    return set().union(*found)


def test_there_are_many_conversations_each_with_its_own_name() -> None:
    assert len(NAMES) >= 25
    names = Counter(load(name)["name"] for name in NAMES)
    assert names.most_common(1)[0][1] == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_conversation_is_well_formed(name: str) -> None:
    vector = load(name)
    assert ConversationForm().validate(vector) == {}
    assert name == vector["name"].lower().replace(",", "").replace(" ", "-")
    changes = vector["changes"]
    for given in vector["deliveries"]:
        assert named(given) == set(changes), "every delivery brings every change, in the end"
    assert set(vector["expect"]["digests"]) == set(vector["expect"]["receipts"]) == set(changes)
    for change in changes.values():
        assert check(change["at"]).endswith(node_of(change["device"]))
    assert len({change["record"] for change in changes.values()}) == 1
    assert len({change["id"] for change in changes.values()}) == len(changes)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "seen-after-its-own-clock"])
def test_nobody_has_seen_what_was_not_written_yet(name: str) -> None:
    for change in load(name)["changes"].values():
        assert change["seen"] < change["at"]
