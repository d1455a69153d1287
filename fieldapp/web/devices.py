"""Enrolled phones: whose they are, when last heard from, what they hold; and shutting one out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from flask import redirect
from flask.typing import ResponseReturnValue

from fieldapp.domain import policy
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import audit, devices
from fieldapp.storage.devices import Device
from fieldapp.web import access
from fieldapp.web.blueprint import web
from fieldapp.web.pages import Page, now, render
from fieldapp.web.people import subject


@dataclass(frozen=True)
class Phone:
    """A device as the list shows it."""

    device: Device
    may_revoke: bool

    @property
    def is_open(self) -> bool:
        return not self.device.revoked_at and self.device.person.active


@dataclass(frozen=True)
class Devices(Page):
    template: ClassVar = "devices/index.html"
    phones: list[Phone]


@web.get("/devices")
@access.needs("person.read")
def list_devices() -> str:
    viewer = access.present()
    with current_node().db.read() as db:
        found = devices.everyone(db)
    phones = [
        Phone(device, policy.may(viewer, "device.revoke", subject(device.person)))
        for device in found
        if policy.may(viewer, "person.read", subject(device.person))
    ]
    return render(Devices(phones))


@web.post("/devices/<uuid:device>/revocation")
@access.needs("device.revoke")
def revoke(device: UUID) -> ResponseReturnValue:
    """The phone keeps what it has not sent, and says whom to turn to."""
    moment = now()
    with current_node().db.write() as db:
        found = devices.get(db, str(device))
        if found is None:
            raise Problem("not-found")
        access.require("device.revoke", subject(found.person))
        devices.revoke(db, found.id, moment)
        audit.append(db, access.present(), "device-revoked", found.id, moment)
    return redirect("/devices", 303)
