"""Photos over tus 1.0.0: created, resumed, acknowledged only when whole, verified and synced."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Response, request, send_file

from fieldapp.api import auth, reception, tus
from fieldapp.domain import policy
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.storage import originals, photos, uploads
from fieldapp.storage.uploads import Upload


def options(upload: str | None = None) -> Response:
    """What this server can do with uploads, the same for all of them."""
    return tus.capabilities(current_node().settings.max_photo_bytes)


def create() -> Response:
    """A new upload. One whose first bytes come along may be the one whose answer was lost."""
    tus.check_version()
    device, coming = auth.caller(), tus.announced()
    node, now = current_node(), datetime.now(UTC)
    limit = node.settings.max_photo_bytes
    if coming.size > limit:
        raise Problem("photo-too-large", limit=limit)
    with node.db.read() as db:
        begun = tus.carries_bytes() and uploads.under_way(
            db, device.id, coming.sha256, coming.size, now
        )
        held = photos.get(db, coming.sha256)
    days = node.settings.upload_days
    upload = begun or uploads.begin(device.id, coming.sha256, coming.size, coming.type, now, days)
    reception.sweep(now)
    if held and held.size == upload.size:
        offset = reception.acknowledge(upload, now)
    else:
        offset = reception.receive_anew(upload, now)
    return tus.progress(upload, offset, 201)


def offset(upload: str) -> Response:
    """How much is safe here: never more than is synced, and all only of a photo that is kept."""
    found = _asked_for(upload)
    safe = reception.safe_offset(found, datetime.now(UTC))
    response = tus.progress(found, safe, 200)
    response.headers["Upload-Length"] = str(found.size)
    return response


def append(upload: str) -> Response:
    """The next piece."""
    found = _asked_for(upload)
    if not tus.carries_bytes():
        raise Problem("upload-content-type")
    safe = reception.receive(found, tus.claimed_offset(), datetime.now(UTC))
    return tus.progress(found, safe, 204)


def terminate(upload: str) -> Response:
    """Forgets an upload. A photo that has been acknowledged stays."""
    found = _asked_for(upload)
    reception.discard(found.id)
    return Response(status=204)


def overridden(upload: str) -> Response:
    """For clients behind a proxy that lets no PATCH or DELETE through."""
    method = request.headers.get("X-HTTP-Method-Override", "POST").upper()
    views = {"HEAD": offset, "PATCH": append, "DELETE": terminate}
    if method not in views:
        raise Problem("method-not-allowed", method=method)
    return views[method](upload)


def original(sha256: str) -> Response:
    """The original as it came, for nodes that may be given the report it belongs to."""
    device = auth.calling_node()
    node = current_node()
    with node.db.read() as db:
        photo = photos.get(db, sha256)
        shared = originals.is_shared(db, sha256, policy.node_sees(device.works_for))
    if photo is None or not shared:
        raise Problem("not-found")
    path = photos.original(node.db.photos, sha256)
    return send_file(path, mimetype=photo.type, etag=sha256, conditional=True, max_age=None)


def _asked_for(upload: str) -> Upload:
    tus.check_version()
    device = auth.caller()
    # Flask's own limit is for JSON; a photo has its own, which create() has checked.
    request.max_content_length = current_node().settings.max_photo_bytes
    with current_node().db.read() as db:
        return uploads.get(db, upload, device.id, datetime.now(UTC))
