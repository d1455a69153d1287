"""A report passed on: to whom, with which words, by which way, and what came of it.

One report may go to several receivers at once: into the common picture by a review, and as a fault
report to whoever mends lamps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from fieldapp import mail, tabular
from fieldapp.domain import policy, reviews
from fieldapp.domain.catalog_items import Receiver
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import audit, changes, referrals, reports
from fieldapp.storage.database import Connection
from fieldapp.storage.referrals import Referral
from fieldapp.web import access, letters, words
from fieldapp.web.blueprint import web
from fieldapp.web.decisions import receivers
from fieldapp.web.forms import AnswerForm, ReferralForm
from fieldapp.web.opened import Opened, open_report
from fieldapp.web.pages import Page, now, render
from fieldapp.web.reviews import say
from fieldapp.web.rows import Row, row

PAGE = 50


@dataclass(frozen=True)
class Passed(Page):
    template: ClassVar = "referrals/report.html"
    row: Row
    referrals: list[Referral]
    receivers: list[tuple[str, str]]
    addresses: dict[str, str]
    form: ReferralForm
    may_refer: bool


@dataclass(frozen=True)
class Sent(Page):
    template: ClassVar = "referrals/index.html"
    found: list[tuple[Referral, Row | None]]
    receivers: list[tuple[str, str]]
    receiver: str
    state: str
    older: str | None


@web.get("/reports/<uuid:report>/referrals")
@access.needs("report.review")
def show_referrals(report: UUID) -> str:
    return _page(report, ReferralForm(formdata=None))


@web.post("/reports/<uuid:report>/referrals")
@access.needs("report.review")
def refer(report: UUID) -> ResponseReturnValue:
    """Writes the referral first and sends the letter after it: a letter that does not go is told
    and can be tried again, and nothing is lost."""
    form, node = ReferralForm(), current_node()
    with node.db.write() as db:
        opened = _open(db, report)
        offered = dict(receivers(opened.listed, node.offered))
        if not form.validate() or form.receiver.data not in offered:
            return _page(report, form), 422
        about = {"report_kind": opened.listed.kind, "reporter": opened.listed.reporter}
        told = {"receiver": form.receiver.data, "text": str(form.text.data).strip()}
        fields = {**about, **told, "state": "sent"}
        own = say(db, opened, "referral", fields, "report-referred", form.receiver.data)
    _mail(own)
    return redirect(f"/reports/{report}/referrals", 303)


@web.post("/referrals/<uuid:referral>/letter")
@access.needs("report.review")
def send_letter(referral: UUID) -> ResponseReturnValue:
    """Tries the letter again."""
    with current_node().db.write() as db:
        found = _found(db, referral)
    _mail(found.id)
    return redirect(f"/reports/{found.report}/referrals", 303)


@web.post("/referrals/<uuid:referral>/answer")
@access.needs("report.review")
def answer(referral: UUID) -> ResponseReturnValue:
    """What came of it; the reporter's phone shows it."""
    form, node, viewer, moment = AnswerForm(), current_node(), access.present(), now()
    with node.db.write() as db:
        found = _found(db, referral)
        if not form.validate():
            raise Problem("form-incomplete", what="skriv vad det ledde till, högst 500 tecken")
        fields = {"state": form.state.data, "feedback": str(form.feedback.data).strip()}
        changes.append_own(db, "referral", found.id, fields, viewer, node.catalog, moment)
        audit.append(db, viewer, "referral-answered", found.report, moment, detail=form.state.data)
    return redirect(f"/reports/{found.report}/referrals", 303)


@web.get("/referrals")
@access.needs("report.review")
def list_referrals() -> str:
    receiver, state, before = _asked()
    with current_node().db.read() as db:
        found = _of_receiver(db, receiver, state, before, PAGE + 1)
        rows = [(one, _row(db, one)) for one in found[:PAGE]]
    query = f"receiver={receiver}&state={state}"
    older = f"{query}&before={found[PAGE - 1].seq}" if len(found) > PAGE else None
    return render(Sent(rows, _choices(), receiver, state, older))


@web.get("/referrals.csv")
@access.needs("report.export")
def export_referrals() -> Response:
    """The receiver's list as a table: what is to be mended, and where."""
    receiver, state, before = _asked()
    with current_node().db.read() as db:
        found = _of_receiver(db, receiver, state, before, 10_000)
        table = [letters.line(one, reports.get(db, one.report)) for one in found]
    with current_node().db.write() as db:
        detail = f"csv, {words.count(len(table), 'felanmälan', 'felanmälningar')}, {receiver}"
        audit.append(db, access.present(), "reports-exported", None, now(), detail=detail)
    response = Response(tabular.csv(letters.HEADER, table), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{receiver}.csv"'
    return response


def _asked() -> tuple[str, str, int | None]:
    known = [own for own, _ in _choices()]
    receiver, state = request.args.get("receiver", ""), request.args.get("state", "sent")
    chosen = receiver if receiver in known else next(iter(known), "")
    return (
        chosen,
        state if state in words.REFERRED else "sent",
        request.args.get("before", type=int),
    )


def _choices() -> list[tuple[str, str]]:
    return [(one.id, one.label) for one in current_node().catalog.receivers]


def _of_receiver(
    db: Connection, receiver: str, state: str, before: int | None, limit: int
) -> list[Referral]:
    whose = policy.authorities_of_desk(access.present())
    return referrals.of_receiver(db, receiver, state, whose, before, limit)


def _row(db: Connection, referral: Referral) -> Row | None:
    listed = reports.get(db, referral.report)
    return row(listed, current_node().catalog) if listed else None


def _page(report: UUID, form: ReferralForm) -> str:
    node = current_node()
    with node.db.read() as db:
        opened = _open(db, report)
        shown = row(opened.listed, node.catalog)
        found = referrals.of_report(db, opened.listed.id)
    if form.text.data is None:
        form.text.data = shown.excerpt
    offered = receivers(opened.listed, node.offered)
    addresses = {one.id: one.email for one in node.offered.receivers if one.email}
    return render(Passed(shown, found, offered, addresses, form, may_refer=True))


def _open(db: Connection, report: UUID) -> Opened:
    opened = open_report(db, report)
    access.require("report.review", opened.subject)
    if not reviews.may_be_referred(opened.listed.kind):
        raise Problem("not-found")
    return opened


def _found(db: Connection, referral: UUID) -> Referral:
    found = referrals.get(db, str(referral))
    if found is None:
        raise Problem("not-found")
    _open(db, UUID(found.report))
    return found


def _mail(own: str) -> None:
    """Sends the letter, if the receiver has an address, outside of any transaction."""
    node, moment = current_node(), now()
    with node.db.read() as db:
        referral = referrals.get(db, own)
        listed = reports.get(db, referral.report) if referral else None
    receiver = _receiver(referral.receiver) if referral else None
    if referral is None or listed is None or receiver is None or not receiver.email:
        return
    subject, text = letters.letter(referral, listed)
    problem = None
    try:
        mail.send(node.settings, receiver.email, subject, text)
    except mail.NotSent as error:
        problem = str(error)
    with node.db.write() as db:
        referrals.mailed(db, own, receiver.email, moment, problem)


def _receiver(own: str) -> Receiver | None:
    return next((one for one in current_node().catalog.receivers if one.id == own), None)
