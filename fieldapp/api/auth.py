"""From bearer token to device: who is calling, and that they were heard from."""

from __future__ import annotations

from datetime import datetime

from flask import request

from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import devices
from fieldapp.storage.devices import Device


def caller() -> Device:
    """The device whose token comes along.

    Raises Problem token-missing, token-unknown or device-revoked.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Problem("token-missing")
    with current_node().db.read() as db:
        return devices.by_token(db, token.strip())


def calling_node() -> Device:
    """The same, for calls that only nodes may make."""
    device = caller()
    if not device.is_node:
        raise Problem("not-allowed", role=device.person.role)
    return device


def heard(device: Device, now: datetime) -> None:
    """Notes that a device that only reads was heard from, at most once a minute.

    A reading call must not fail for it, however full the disk is.
    """
    if devices.is_due(device, now):
        try:
            with current_node().db.write() as db:
                devices.heard_from(db, device.id, now)
        except Problem:
            return
