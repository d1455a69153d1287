"""The envelopes of the sync protocol, as the server and the client both read them.

`read` judges an envelope's shape and nothing else: what a change means is judged by storage, one
change at a time, so that a bad one never hinders the others. Members not known here are kept.
The shapes are docs/protocol.md's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from marshmallow import INCLUDE, Schema, ValidationError, fields, validate

from fieldapp.domain.clock import parse_time
from fieldapp.domain.problems import Problem

PROTOCOL = 1
MOST_CHANGES = 500
MOST_RECORDS, USUAL_RECORDS = 1000, 500
LONGEST_ID = 64


class Moment(fields.Field[datetime]):
    """A time with its zone; loads as an aware datetime."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> datetime:
        try:
            return parse_time(value)
        except (TypeError, ValueError) as error:
            raise ValidationError("ska vara en tid med zon") from error


class Changes(fields.Field[list[dict[str, Any]]]):
    """Objects that have an id to answer by; all else about them is for storage to judge."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> list[dict[str, Any]]:
        if not isinstance(value, list):
            raise ValidationError("ska vara en lista")
        strange = next((n for n, change in enumerate(value) if not _has_id(change)), None)
        if strange is not None:
            raise ValidationError({strange: ["ska vara ett objekt med ett id"]})
        return value


class Sent(fields.Field[dict[str, Any]]):
    """One such object."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> dict[str, Any]:
        if not _has_id(value):
            raise ValidationError("ska vara ett objekt med ett id")
        found: dict[str, Any] = value
        return found


def _has_id(change: Any) -> bool:
    name = change.get("id") if isinstance(change, dict) else None
    return isinstance(name, str) and 0 < len(name) <= LONGEST_ID and name.isascii()


def _text(most: int, **more: Any) -> fields.String:
    return fields.String(required=True, validate=validate.Length(1, most), **more)


def _matches(pattern: str) -> fields.String:
    return fields.String(required=True, validate=validate.Regexp(pattern))


def _device() -> fields.String:
    return _matches(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")


def _count() -> fields.Integer:
    return fields.Integer(required=True, strict=True, validate=validate.Range(0))


class Envelope(Schema):
    """What all envelopes share: members that a newer peer adds are kept."""

    class Meta:
        unknown = INCLUDE


class Spoken(Envelope):
    """An envelope that says which version of the protocol its sender speaks."""

    protocol = fields.Integer(required=True, strict=True, validate=validate.Range(1))


class Answer(Spoken):
    """What every answer of a server tells."""

    epoch = _text(64)
    server_time = Moment(required=True)


class EnrolRequest(Envelope):
    code = _text(40)
    device = _device()
    token = _matches(r"[A-Za-z0-9_-]{43}\Z")
    name = fields.String(load_default="", validate=validate.Length(0, 120))


class PersonShape(Envelope):
    id = _text(LONGEST_ID)
    label = fields.String(required=True)
    role = _text(40)
    authority = _text(40)


def _people() -> fields.List[Any]:
    """Who wrote what comes along: only between nodes."""
    return fields.List(fields.Nested(PersonShape), load_default=list)


class EnrolAnswer(Answer):
    device = _device()
    person = fields.Nested(PersonShape, required=True)


class Holding(Envelope):
    """How much a phone has that is not received yet."""

    changes = _count()
    photos = _count()
    oldest = Moment(load_default=None, allow_none=True)


class PushRequest(Spoken):
    app = fields.String(load_default="", validate=validate.Length(0, 40))
    device_time = Moment(load_default=None, allow_none=True)
    holding = fields.Nested(Holding, load_default=None, allow_none=True)
    changes = Changes(required=True)
    people = _people()


class ResultShape(Envelope):
    id = _text(LONGEST_ID)
    status = fields.String(
        required=True, validate=validate.OneOf(["stored", "known", "quarantined"])
    )
    digest = fields.String(load_default=None, allow_none=True)
    receipt = fields.String(load_default=None, allow_none=True)
    problem = fields.Dict(load_default=None, allow_none=True)


class PushAnswer(Answer):
    results = fields.List(fields.Nested(ResultShape), required=True)
    photos_missing = fields.List(fields.String(), load_default=list)


class PullQuery(Envelope):
    """The query of `GET /api/records` and of `GET /api/supervision`."""

    after = fields.String(load_default="", validate=validate.Length(0, 200))
    limit = fields.Integer(load_default=USUAL_RECORDS, validate=validate.Range(1, MOST_RECORDS))


class PartShape(Envelope):
    at = fields.String(required=True)
    seen = fields.String(required=True)
    fields_ = fields.Dict(required=True, data_key="fields", attribute="fields")


class RecordShape(Envelope):
    kind = _text(LONGEST_ID)
    id = _text(LONGEST_ID)
    parts = fields.List(fields.Nested(PartShape), required=True)


class PageAnswer(Answer):
    """A page of what changed since a cursor; with `restart`, all earlier ones are forgotten."""

    cursor = _text(200)
    more = fields.Boolean(required=True)
    restart = fields.Boolean(required=True)


class PullAnswer(PageAnswer):
    records = fields.List(fields.Nested(RecordShape), required=True)
    gone = fields.List(fields.String(), required=True)


class OpenDeficiencyShape(Envelope):
    visit = _text(LONGEST_ID)
    item = _text(40)
    question = fields.String(required=True)
    reference = fields.String(required=True, allow_none=True)
    severity = fields.String(required=True)
    note = fields.String(required=True)
    # Text, for a phone keeps all of it as it was told.
    observed_at = fields.String(required=True)
    deadline = fields.String(required=True, allow_none=True)
    state = fields.String(required=True)


class SupervisionShape(Envelope):
    id = _text(LONGEST_ID)
    last_visit = fields.Dict(required=True, allow_none=True)
    visits_this_year = _count()
    due_on = fields.String(required=True, allow_none=True)
    open = fields.List(fields.Nested(OpenDeficiencyShape), required=True)


class SupervisionAnswer(PageAnswer):
    premises = fields.List(fields.Nested(SupervisionShape), required=True)


class LogQuery(Envelope):
    """The query of `GET /api/changes`."""

    after = fields.Integer(load_default=0, validate=validate.Range(0, 2**53))
    limit = fields.Integer(load_default=MOST_CHANGES, validate=validate.Range(1, MOST_RECORDS))


class LogAnswer(Answer):
    next = _count()
    more = fields.Boolean(required=True)
    authorities = fields.List(fields.String(), load_default=list)
    changes = Changes(required=True)
    people = _people()


class AsideShape(Envelope):
    """A change that a node has set aside, as it was sent, and why."""

    change = Sent(required=True)
    problem = _text(64)
    detail = fields.String(required=True)
    field = fields.String(load_default=None, allow_none=True)
    device = _text(LONGEST_ID)
    actor = _text(LONGEST_ID)
    received_at = _matches(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\Z")


def _asides() -> fields.List[Any]:
    return fields.List(fields.Nested(AsideShape), required=True)


class AsideRequest(Spoken):
    set_aside = _asides()
    people = _people()


class AsideQuery(Envelope):
    """The query of `GET /api/set-aside`."""

    unless = fields.String(load_default="", validate=validate.Length(0, 64))


class AsideAnswer(Answer):
    mark = _text(64)
    set_aside = _asides()
    people = _people()


class CatalogAnswer(Envelope):
    version = _text(64)


class ProblemShape(Envelope):
    """Every error: RFC 9457."""

    type = _matches(r"/problems/[a-z0-9-]+\Z")
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    field = fields.String()


def read(envelope: type[Envelope], body: Any) -> dict[str, Any]:
    """The envelope's members, read. Raises the problem `wrong-shape`, which names the first member
    that does not fit, and `batch-too-large` for a push of more than MOST_CHANGES changes."""
    try:
        found: dict[str, Any] = _schema(envelope).load(body)
    except ValidationError as error:
        where = "/".join(_first_path(error.messages))
        what = f"medlemmen {where}" if where else "innehållet"
        raise Problem("wrong-shape", field=where or None, what=what) from error
    if envelope is PushRequest and len(found["changes"]) > MOST_CHANGES:
        raise Problem("batch-too-large", limit=MOST_CHANGES)
    return found


def _first_path(messages: Any) -> list[str]:
    if not isinstance(messages, Mapping) or not messages:
        return []
    name, below = next(iter(messages.items()))
    return [*([] if name == "_schema" else [str(name)]), *_first_path(below)]


@cache
def _schema(envelope: type[Envelope]) -> Envelope:
    return envelope()
