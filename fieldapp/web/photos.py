"""Photos of reports: thumbnails and display copies to look at, originals on request and noted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from flask import Response, redirect, request, send_file
from flask.typing import ResponseReturnValue

from fieldapp.documents import pictures
from fieldapp.domain import policy
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import audit, photos, reports
from fieldapp.web import access, report_photos
from fieldapp.web.blueprint import web
from fieldapp.web.opened import Opened, open_report
from fieldapp.web.pages import Page, now, render
from fieldapp.web.report_photos import Photo
from fieldapp.web.reviews import say_of_photo

ROUTE = "/reports/<uuid:report>/photos/<sha256>"


@dataclass(frozen=True)
class ShowPhoto(Page):
    template: ClassVar = "photos/show.html"
    report: str
    photo: Photo
    may_share: bool
    may_see_original: bool


@web.get(ROUTE)
@access.needs("photo.read")
def show_photo(report: UUID, sha256: str) -> str:
    viewer = access.present()
    opened, photo = _find(report, sha256)
    about = {**opened.subject, "shareable": photo.shareable}
    return render(
        ShowPhoto(
            opened.listed.id,
            photo,
            may_share=policy.may(viewer, "photo.share", about),
            may_see_original=policy.may(viewer, "photo.original", about),
        )
    )


@web.get(f"{ROUTE}/thumbnail")
@access.needs("photo.read")
def thumbnail(report: UUID, sha256: str) -> Response:
    _find(report, sha256)
    return _jpeg(photos.copy(current_node().db.photos, sha256, "thumb"))


@web.get(f"{ROUTE}/display")
@access.needs("photo.read")
def display(report: UUID, sha256: str) -> Response:
    """The copy is made when it is first asked for."""
    _find(report, sha256)
    return _jpeg(pictures.display(current_node().db.photos, sha256))


@web.get(f"{ROUTE}/original")
@access.needs("photo.original")
def original(report: UUID, sha256: str) -> Response:
    """The file as it came, with whatever metadata it has; that it was opened is noted first."""
    opened, _ = _find(report, sha256)
    access.require("photo.original", opened.subject)
    node = current_node()
    with node.db.write() as db:
        kept = photos.get(db, sha256)
        audit.append(
            db, access.present(), "photo-original-read", opened.listed.id, now(), detail=sha256
        )
    if kept is None:
        raise Problem("photo-not-arrived")
    return send_file(photos.original(node.db.photos, sha256), mimetype=kept.type)


@web.post(f"{ROUTE}/sharing")
@access.needs("photo.share")
def share(report: UUID, sha256: str) -> ResponseReturnValue:
    opened, photo = _find(report, sha256)
    access.require("photo.share", opened.subject)
    with current_node().db.write() as db:
        say_of_photo(db, opened, photo.sha256, bool(request.form.get("shareable")))
    return redirect(f"/reports/{report}/photos/{sha256}", 303)


def _find(report: UUID, sha256: str) -> tuple[Opened, Photo]:
    """The report and its photo, if the viewer may see both and the photo is here."""
    node, viewer = current_node(), access.present()
    with node.db.read() as db:
        opened = open_report(db, report)
        manifest = [one for one in reports.photos_of(db, opened.listed.id) if one.sha256 == sha256]
    values, about = opened.record.values, opened.subject
    found = report_photos.photos(manifest, values, opened.said, viewer, about, node.catalog)
    if not found:
        raise Problem("not-found")
    if not found[0].arrived:
        raise Problem("photo-not-arrived")
    return opened, found[0]


def _jpeg(place: Path) -> Response:
    return send_file(place, mimetype="image/jpeg")
