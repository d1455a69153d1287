"""Every error at the desk as a page, from the one catalogue of problems."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import ClassVar

from flask import Flask, Response, current_app, make_response, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.routing import RequestRedirect

from fieldapp.domain.problems import CATALOGUE, Problem
from fieldapp.web import access
from fieldapp.web.blueprint import web
from fieldapp.web.pages import Page, render

FOR_MACHINES = ("/api/", "/-/")


@dataclass(frozen=True)
class ErrorPage(Page):
    template: ClassVar = "errors/show.html"
    problem: Problem


@dataclass(frozen=True)
class ProblemPage(Page):
    template: ClassVar = "errors/kind.html"
    title: str
    status: int
    detail: str


def init_app(app: Flask) -> None:
    @app.before_request
    def unrouted() -> Response | None:
        """An unknown address belongs to no blueprint, so its error is answered here."""
        error = request.routing_exception
        if error is None or isinstance(error, RequestRedirect):
            return None
        return None if request.path.startswith(FOR_MACHINES) else answer(error)


@web.get("/problems/<name>")
@access.everyone
def problem_kind(name: str) -> str:
    """What the `type` of a problem leads to."""
    if name not in CATALOGUE:
        raise Problem("not-found")
    entry = CATALOGUE[name]
    return render(ProblemPage(entry.title, entry.status, entry.detail))


@web.errorhandler(Exception)
def answer(error: Exception) -> Response:
    problem = error if isinstance(error, Problem) else _problem_of(error)
    return make_response(render(ErrorPage(problem)), problem.status)


def _problem_of(error: Exception) -> Problem:
    if isinstance(error, CSRFError):
        return Problem("form-expired")
    if isinstance(error, RequestEntityTooLarge):
        return Problem("body-too-large", limit=request.max_content_length)
    if isinstance(error, HTTPException) and error.code == 405:
        return Problem("method-not-allowed", method=request.method)
    if isinstance(error, HTTPException) and (error.code or 500) < 500:
        return Problem("not-found")
    reference = secrets.token_hex(4)
    current_app.logger.error("%s %s %s", reference, request.method, request.path, exc_info=error)
    return Problem("server-fault", reference=reference)
