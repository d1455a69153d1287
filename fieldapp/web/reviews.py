"""What a coordinator says of a report: decisions and notes, each a record of its own."""

from __future__ import annotations

from secrets import token_bytes
from typing import Any
from uuid import UUID

from flask import redirect
from flask.typing import ResponseReturnValue

from fieldapp.domain import reviews
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import audit, changes
from fieldapp.storage.database import Connection
from fieldapp.web import access, decisions
from fieldapp.web.blueprint import web
from fieldapp.web.forms import NoteForm, ReviewForm
from fieldapp.web.opened import Forms, Opened, open_report
from fieldapp.web.pages import now
from fieldapp.web.report import show


@web.post("/reports/<uuid:report>/review")
@access.needs("report.review")
def add_review(report: UUID) -> ResponseReturnValue:
    """Decides about the version that the coordinator had before them, and no other."""
    form, db = ReviewForm(), current_node().db
    try:
        with db.write() as writing:
            opened = _open(writing, report)
            fields = _review(opened, form)
            say(writing, opened, "review", fields, "review-made", fields["decision"])
    except Problem as problem:
        return show(report, Forms(review=form, review_failed=problem)), problem.status
    return redirect(f"/reports/{report}", 303)


@web.post("/reports/<uuid:report>/notes")
@access.needs("report.review")
def add_note(report: UUID) -> ResponseReturnValue:
    form, db = NoteForm(), current_node().db
    if not form.validate():
        return show(report, Forms(note=form)), 422
    with db.write() as writing:
        text = str(form.text.data).strip()
        say(writing, _open(writing, report), "note", {"text": text}, "note-made", None)
    return redirect(f"/reports/{report}", 303)


def say_of_photo(db: Connection, opened: Opened, sha256: str, shareable: bool) -> None:
    """A coordinator's decision whether readers may see a photo."""
    fields = {"sha256": sha256, "shareable": shareable}
    say(db, opened, "photo", fields, "photo-shared", "ja" if shareable else "nej")


def _open(db: Connection, report: UUID) -> Opened:
    opened = open_report(db, report)
    access.require("report.review", opened.subject)
    return opened


def _review(opened: Opened, form: ReviewForm) -> dict[str, Any]:
    """The review's fields. Raises problems for what the domain does not allow."""
    listed, catalog = opened.listed, current_node().catalog
    offered = {"", *dict(decisions.receivers(listed, catalog))}
    offered |= dict(decisions.fields(opened, catalog)).keys()
    is_offered = {form.receiver.data or "", form.field.data or ""} <= offered
    if not form.validate() or not is_offered or form.decision.data not in reviews.DECISIONS:
        raise Problem("form-incomplete", what="välj bland det som erbjuds")
    if int(str(form.version.data)) != listed.version:
        raise Problem("report-changed")
    decision = form.decision.data
    reviews.check(listed.state, decision, listed.kind)  # type: ignore[arg-type]
    said = {
        "decision": decision,
        "version": listed.version,
        "report_kind": listed.kind,
        "reporter": listed.reporter,
        "receiver": form.receiver.data,
        "field": form.field.data,
        "reason": (form.reason.data or "").strip() or form.ready.data,
    }
    missing = reviews.missing(decision, said)
    if missing:
        raise Problem("form-incomplete", what=NEEDED[missing[0]])
    return {name: value for name, value in said.items() if value or name == "version"}


def say(
    db: Connection,
    opened: Opened,
    kind: str,
    fields: dict[str, Any],
    action: audit.Action,
    detail: str | None,
) -> str:
    """Makes a record of what the viewer says of a report, and notes it in the log. Its id."""
    node, viewer, moment = current_node(), access.present(), now()
    listed = opened.listed
    about = {"report": listed.id, "authority": listed.authority}
    own = uuid7(moment, token_bytes(ENTROPY_BYTES))
    changes.append_own(db, kind, own, {**about, **fields}, viewer, node.catalog, moment)
    audit.append(db, viewer, action, listed.id, moment, detail=detail)
    return own


NEEDED = {
    "reason": "skriv ett skäl, så att rapportören förstår",
    "receiver": "välj en mottagare",
}
