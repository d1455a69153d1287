"""A visit's protocol as a PDF, for the phone of whoever may see the visit."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response

from fieldapp.api import auth
from fieldapp.documents import protocols as documents
from fieldapp.domain import policy
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import audit, protocols


def pdf(visit: str) -> Response:
    """Raises Problem not-found also for a visit that the person may not know of."""
    device, node = auth.caller(), current_node()
    person = device.person
    with node.db.write() as db:
        opened = protocols.of_visit(db, visit, node.catalog)
        if opened is None or not policy.may(person, "inspection.read", opened.subject):
            raise Problem("not-found")
        when = datetime.now(UTC)
        audit.append(db, person, "protocol-read", visit, when, device=device.id, detail="PDF")
    content = documents.pdf(opened.protocol, node.catalog, node.db.photos)
    response = Response(content, mimetype="application/pdf")
    name = documents.file_name(opened.protocol)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
