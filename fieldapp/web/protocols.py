"""A visit's protocol at the desk: as a page that prints well, and as the PDF that is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from flask import Response

from fieldapp.documents import protocols as documents
from fieldapp.documents import wording
from fieldapp.documents.sheet import Sheet
from fieldapp.domain import policy
from fieldapp.domain.problems import Problem
from fieldapp.domain.protocols import Protocol
from fieldapp.node import current_node
from fieldapp.storage import audit, protocols
from fieldapp.storage.database import Connection
from fieldapp.web import access
from fieldapp.web.blueprint import web
from fieldapp.web.pages import Page, now, render

ROUTE = "/visits/<uuid:visit>/protocol"


@dataclass(frozen=True)
class ShowProtocol(Page):
    template: ClassVar = "protocols/show.html"
    visit: str
    sheet: Sheet


@web.get(ROUTE)
@access.needs("inspection.read")
def show_protocol(visit: UUID) -> str:
    found = _read(visit, "sida")
    return render(ShowProtocol(found.visit, wording.sheet(found, current_node().catalog)))


@web.get(f"{ROUTE}.pdf")
@access.needs("inspection.read")
def protocol_pdf(visit: UUID) -> Response:
    found, node = _read(visit, "PDF"), current_node()
    response = Response(
        documents.pdf(found, node.catalog, node.db.photos), mimetype="application/pdf"
    )
    name = documents.file_name(found)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def sheet_of(db: Connection, visit: str) -> Sheet | None:
    """What the template `protocols/_protocol.html` shows of a visit; None when there is none."""
    node = current_node()
    opened = protocols.of_visit(db, visit, node.catalog)
    return wording.sheet(opened.protocol, node.catalog) if opened else None


def _read(visit: UUID, how: str) -> Protocol:
    """The protocol, and that it was read is noted first. Raises Problem not-found also for a visit
    that the viewer may not know of."""
    viewer, node = access.present(), current_node()
    with node.db.write() as db:
        opened = protocols.of_visit(db, str(visit), node.catalog)
        if opened is None or not policy.may(viewer, "inspection.read", opened.subject):
            raise Problem("not-found")
        audit.append(db, viewer, "protocol-read", str(visit), now(), detail=how)
    return opened.protocol
