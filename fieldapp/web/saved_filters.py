"""Filters of the inbox that a person keeps under a name."""

from __future__ import annotations

from secrets import token_bytes
from urllib.parse import parse_qsl
from uuid import UUID

from flask import redirect, request
from flask.typing import ResponseReturnValue

from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import saved_filters
from fieldapp.web import access
from fieldapp.web.blueprint import web
from fieldapp.web.filters import Chosen
from fieldapp.web.pages import now

LONGEST_NAME = 40


@web.post("/reports/filters")
@access.needs("report.read")
def save_filter() -> ResponseReturnValue:
    name = request.form.get("name", "").strip()
    query = Chosen.read(dict(parse_qsl(request.form.get("query", "")))).query()
    if not 0 < len(name) <= LONGEST_NAME or not query:
        what = f"ge urvalet ett namn på högst {LONGEST_NAME} tecken"
        raise Problem("form-incomplete", what=what)
    with current_node().db.write() as db:
        own = uuid7(now(), token_bytes(ENTROPY_BYTES))
        saved_filters.save(db, own, access.present().id, name, query)
    return redirect(f"/reports?{query}", 303)


@web.post("/reports/filters/<uuid:saved>/removal")
@access.needs("report.read")
def remove_filter(saved: UUID) -> ResponseReturnValue:
    with current_node().db.write() as db:
        saved_filters.remove(db, str(saved), access.present().id)
    return redirect("/reports", 303)
