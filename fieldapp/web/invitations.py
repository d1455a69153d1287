"""Inviting a phone: one code, shown as a QR code, a link and something to type."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

import segno
from markupsafe import Markup

from fieldapp.domain.people import Person
from fieldapp.node import current_node
from fieldapp.storage import audit, enrolments
from fieldapp.web import access
from fieldapp.web.accounts import public_url
from fieldapp.web.blueprint import web
from fieldapp.web.pages import Page, now, render
from fieldapp.web.people import account_or_404, subject


@dataclass(frozen=True)
class Invitation(Page):
    template: ClassVar = "people/invitation.html"
    person: Person
    code: str
    url: str
    qr: Markup
    expires: datetime
    minutes: int


@web.post("/people/<uuid:person>/invitation")
@access.needs("device.enrol")
def invite(person: UUID) -> str:
    """The code is shown once, in this answer: only its hash is kept."""
    invited, moment = account_or_404(person).person, now()
    access.require("device.enrol", subject(invited))
    viewer, minutes = access.present(), current_node().settings.enrolment_minutes
    with current_node().db.write() as db:
        code = enrolments.invite(db, invited.id, viewer.id, moment, minutes)
        audit.append(db, viewer, "device-invited", invited.id, moment)
    url = f"{public_url()}/app/#/enrol/{code}"
    expires = moment + timedelta(minutes=minutes)
    return render(Invitation(invited, spaced(code), url, qr_of(url), expires, minutes))


def spaced(code: str) -> str:
    """`K7QM 42XP`, easier to read out and to type."""
    return f"{code[:4]} {code[4:]}"


def qr_of(url: str) -> Markup:
    """The QR code as an SVG element without any style of its own."""
    code = segno.make(url, error="m", micro=False)
    return Markup(code.svg_inline(svgclass="qr", lineclass=None, omitsize=True, border=2))
