"""Enrolment: a one-time code lets a phone in with the identity and the token that it has made."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from flask import Response, request

from fieldapp.api.answers import answer, heading
from fieldapp.api.body import read_json
from fieldapp.domain.people import Sender
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.rescue.keys import public_key
from fieldapp.storage import enrolments, limits
from sync import protocol

MOST_FAILURES, WITHIN = 10, timedelta(minutes=15)
_GUESSES = ("enrolment-code-unknown", "enrolment-code-expired", "enrolment-code-used")


def enrol() -> Response:
    """201 the first time, 200 when the same phone asks again."""
    sent = protocol.read(protocol.EnrolRequest, read_json())
    wanted = enrolments.Request(sent["code"], sent["device"], sent["token"], sent["name"])
    now = datetime.now(UTC)
    sender, first, key = _redeem(wanted, now)
    told = {**heading(now), **_identity(sender), "rescue_key": key}
    return answer(told, 201 if first else 200)


def _redeem(wanted: enrolments.Request, now: datetime) -> tuple[Sender, bool, str]:
    db, bucket = current_node().db, f"enrol {request.remote_addr}"
    try:
        with db.write() as connection:
            limits.check(connection, bucket, now, most=MOST_FAILURES, within=WITHIN)
            return *enrolments.redeem(connection, wanted, now), public_key(connection)
    except Problem as problem:
        if problem.name in _GUESSES:
            with db.write() as connection:
                limits.record(connection, bucket, now)
        raise


def _identity(sender: Sender) -> dict[str, object]:
    person = asdict(sender.person)
    del person["active"]
    return {"device": sender.device, "person": person}
