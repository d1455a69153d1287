"""The desk's blueprint. Past it come those with the right that a page names, or all."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect

from fieldapp.web import access

web = Blueprint("web", __name__)
csrf = CSRFProtect()


@web.before_request
def enter() -> ResponseReturnValue | None:
    """Checks the form's token, who is asking, and whether they may be here."""
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        csrf.protect()
    return access.admit(current_app.view_functions[str(request.endpoint)])


@web.after_request
def keep_nowhere(response: Response) -> Response:
    """What the desk shows is left in no cache of a browser that others may use."""
    response.headers.setdefault("Cache-Control", "no-store")
    return response
