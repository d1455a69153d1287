"""The desk's blueprint. Past it come those with the right that a page names, or all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect

from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.web import access

web = Blueprint("web", __name__)
csrf = CSRFProtect()

View = TypeVar("View", bound=Callable[..., Any])


def takes_file(setting: str) -> Callable[[View], View]:
    """The view takes a file as large as this setting says."""

    def mark(view: View) -> View:
        view.largest = setting  # type: ignore[attr-defined]
        return view

    return mark


@web.before_request
def enter() -> ResponseReturnValue | None:
    """Checks the form's token, who is asking, and whether they may be here."""
    view = current_app.view_functions[str(request.endpoint)]
    if setting := getattr(view, "largest", None):
        # The form's token comes with the file: only those who may send it are listened to so long.
        if elsewhere := access.admit(view):
            return elsewhere
        request.max_content_length = getattr(current_node().settings, setting)
    else:
        _refuse_half_a_form()
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        csrf.protect()
    return access.admit(view)


def _refuse_half_a_form() -> None:
    """The beginning of a form may look like a whole one. A file in parts shows its own end."""
    if len(request.get_data()) < (request.content_length or 0):
        raise Problem("form-cut")


@web.after_request
def keep_nowhere(response: Response) -> Response:
    """What the desk shows is left in no cache of a browser that others may use."""
    response.headers.setdefault("Cache-Control", "no-store")
    return response
