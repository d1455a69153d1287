"""Serves the phone app: its shell, its manifest, its service worker and what the build made."""

from __future__ import annotations

from mimetypes import MimeTypes
from pathlib import Path

from flask import Blueprint, Response, redirect, render_template, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

from fieldapp.node import current_node
from fieldapp.web import assets

phone = Blueprint("phone", __name__)

_ONE_YEAR = 31_536_000
_ENCODINGS = {"br": ".br", "gzip": ".gz"}
# Python's own table; the machine's may say otherwise, and a worker needs a script to be a script.
_TYPES = MimeTypes()
_TYPES.add_type("text/javascript", ".js")


@phone.get("/app")
def address() -> ResponseReturnValue:
    return redirect("/app/", code=308)


@phone.get("/app/")
def shell() -> Response:
    """The page that every start of the app begins with; the same for everybody."""
    return _fresh(render_template("phone/shell.html"), "text/html")


@phone.get("/app/manifest.webmanifest")
def manifest() -> Response:
    return _fresh(render_template("phone/manifest.webmanifest"), "application/manifest+json")


@phone.get("/app/sw.js")
def service_worker() -> Response:
    """The worker that keeps the app on the phone, or the one that takes it away again."""
    is_on = current_node().settings.offline_app != "off"
    script = _dist() / ("sw.js" if is_on else "sw-off.js")
    return _fresh(script.read_text(), "text/javascript")


@phone.get("/app/dist/<path:name>")
@phone.get("/static/dist/<path:name>")
def built(name: str) -> Response:
    """A file named for its content, so it never changes; packed beforehand where that pays."""
    path = safe_join(str(_dist()), name)
    if path is None or not Path(path).is_file():
        raise NotFound
    encoding = request.accept_encodings.best_match(_packed(path))
    response = send_file(
        path + _ENCODINGS.get(encoding or "", ""),
        mimetype=_TYPES.guess_type(path)[0],
        max_age=_ONE_YEAR,
    )
    response.cache_control.public = response.cache_control.immutable = True
    response.vary.add("Accept-Encoding")
    if encoding:
        response.content_encoding = encoding
    return response


def _packed(path: str) -> list[str]:
    """The encodings in which the file lies ready, the best first."""
    return [name for name, suffix in _ENCODINGS.items() if Path(path + suffix).is_file()]


def _dist() -> Path:
    return assets.MANIFEST.parent


def _fresh(text: str, mimetype: str) -> Response:
    """An answer that is asked for anew each time, and sent only if it has changed."""
    response = Response(text, mimetype=mimetype)
    response.cache_control.no_cache = True
    response.add_etag()
    response.make_conditional(request)
    return response
