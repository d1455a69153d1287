"""For machines: phones, field stations and other nodes. docs/protocol.md is the specification.

This file is the table of contents: every route, and the one place where errors become answers.
"""

from __future__ import annotations

from flask import Blueprint, Flask, Response, request

from fieldapp.api import (
    catalog,
    changes,
    devices,
    errors,
    health,
    openapi,
    photos,
    protocols,
    records,
    set_aside,
    slots,
    supervision,
    tus,
)
from fieldapp.node import Node

ROUTES = (
    ("/-/health", ("GET",), health.health),
    ("/-/version", ("GET",), health.version),
    ("/api/openapi.json", ("GET",), openapi.openapi),
    ("/api/devices", ("POST",), devices.enrol),
    ("/api/changes", ("POST",), changes.push),
    ("/api/changes", ("GET",), changes.log),
    ("/api/set-aside", ("GET",), set_aside.told),
    ("/api/set-aside", ("POST",), set_aside.tell),
    ("/api/records", ("GET",), records.pull),
    ("/api/supervision", ("GET",), supervision.supervised),
    ("/api/catalog", ("GET",), catalog.catalog),
    ("/api/photos", ("OPTIONS",), photos.options),
    ("/api/photos", ("POST",), photos.create),
    ("/api/photos/<upload>", ("OPTIONS",), photos.options),
    ("/api/photos/<upload>", ("POST",), photos.overridden),
    ("/api/photos/<upload>", ("HEAD",), photos.offset),
    ("/api/photos/<upload>", ("PATCH",), photos.append),
    ("/api/photos/<upload>", ("DELETE",), photos.terminate),
    ("/api/photos/by-digest/<sha256>", ("GET",), photos.original),
    ("/api/visits/<visit>/protocol.pdf", ("GET",), protocols.pdf),
)
OURS = ("/api/", "/-/")


def init_app(app: Flask) -> None:
    """Adds the routes. Every error under /api/ and /-/ is problem+json, never a page."""
    node: Node = app.extensions["fieldapp"]
    slots.init_app(app, node.settings.threads)
    blueprint = Blueprint("api", __name__)
    for rule, methods, view in ROUTES:
        blueprint.add_url_rule(rule, view_func=view, methods=methods)
    blueprint.register_error_handler(Exception, errors.answer)
    blueprint.before_app_request(_unrouted)
    blueprint.after_app_request(_finished)
    app.register_blueprint(blueprint)


def _finished(response: Response) -> Response:
    """No copies on the way, nothing for a browser to guess at, and tus where tus is spoken."""
    if not request.path.startswith(OURS):
        return response
    response.headers.setdefault("Cache-Control", "no-store")
    if not response.is_streamed and not response.data:
        response.headers.pop("Content-Type", None)
    return tus.speak(response)


def _unrouted() -> Response | None:
    """An address that does not exist belongs to no blueprint, so its error is answered here."""
    if request.routing_exception and request.path.startswith(OURS):
        return errors.answer(request.routing_exception)
    return None
