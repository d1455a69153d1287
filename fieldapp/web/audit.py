"""The audit log as a page, for administrators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from flask import request

from fieldapp.node import current_node
from fieldapp.storage import audit, people
from fieldapp.storage.audit import Entry
from fieldapp.web import access
from fieldapp.web.blueprint import web
from fieldapp.web.pages import Page, render

PAGE = 100


@dataclass(frozen=True)
class Audit(Page):
    template: ClassVar = "audit/index.html"
    entries: list[Entry]
    labels: dict[str, str]
    action: str
    older: str | None


@web.get("/audit")
@access.needs("audit.read")
def audit_log() -> str:
    action = request.args.get("action", "")
    before = request.args.get("before", type=int)
    with current_node().db.read() as db:
        entries = audit.newest(db, before=before, action=action, limit=PAGE + 1)
        mentioned = {entry.actor for entry in entries} | {entry.subject for entry in entries}
        labels = people.labels(db, (person for person in mentioned if person))
    shown = entries[:PAGE]
    more = len(entries) > PAGE
    older = f"?{urlencode({'action': action, 'before': shown[-1].seq})}" if more else None
    return render(Audit(shown, labels, action, older))
