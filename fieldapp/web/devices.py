"""Enrolled phones: whose they are, when last heard from, what they hold; and shutting one out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from flask import redirect, request
from flask.typing import ResponseReturnValue

from fieldapp.domain import policy
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import arrivals, audit, devices
from fieldapp.storage.devices import Device
from fieldapp.web import access, gaps
from fieldapp.web.blueprint import web
from fieldapp.web.pages import Page, now, render
from fieldapp.web.people import Sought, subject
from fieldapp.web.words import count

PAGE = 25


@dataclass(frozen=True)
class Phone:
    """A device as the list shows it."""

    device: Device
    may_revoke: bool
    arrived: str
    photos_lacking: int
    gap: str

    @property
    def is_open(self) -> bool:
        return not self.device.revoked_at and self.device.person.active


@dataclass(frozen=True)
class Devices(Page):
    template: ClassVar = "devices/index.html"
    phones: list[Phone]
    sought: Sought
    more: str | None
    gaps: int
    oldest: str | None
    may_take: bool


@web.get("/devices")
@access.needs("person.read")
def list_devices() -> str:
    viewer, moment, sought = access.present(), now(), Sought.read(request.args)
    after, authorities = request.args.get("after"), policy.people_of_desk(viewer)
    with current_node().db.read() as db:
        holding = gaps.of_desk(devices.holding(db), viewer)
        silent = {one.id for one in holding if one.is_gap(moment)}
        found = devices.page(db, authorities, silent, sought.q, after, PAGE)
        arrived = arrivals.reports_of(db, {one.person.id for one in found.devices})
        lacking = arrivals.photos_lacking(db)
    phones = [
        Phone(
            device,
            may_revoke=policy.may(viewer, "device.revoke", subject(device.person)),
            arrived=_reports(arrived.get(device.person.id, 0)),
            photos_lacking=lacking.get(device.id, 0),
            gap=gaps.words_of(device, moment),
        )
        for device in found.devices
    ]
    return render(
        Devices(
            phones,
            sought,
            more=f"/devices?{sought.query(after=found.after)}" if found.after else None,
            gaps=len(silent),
            oldest=min(
                (one.holding.oldest for one in holding if one.holding.oldest), default=None
            ),
            may_take=policy.may(viewer, "rescue.take"),
        )
    )


def _reports(number: int) -> str:
    return count(number, "rapport", "rapporter", is_more=number == arrivals.MOST)


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
