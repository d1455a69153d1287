"""Every error as application/problem+json (RFC 9457), from the one catalogue of problems."""

from __future__ import annotations

import json
import secrets

from flask import Response, current_app, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from fieldapp.domain.problems import Problem

_RETRY_AFTER = {
    "busy": 2,
    "disk-full": 60,
    "disk-unwritable": 60,
    "database-damaged": 600,
    "upload-in-use": 2,
}


def answer(error: Exception) -> Response:
    """The answer to any error that a view, or the routing, raised."""
    problem = error if isinstance(error, Problem) else _problem_of(error)
    body = json.dumps(problem.as_json(), ensure_ascii=False)
    response = Response(body, problem.status, mimetype="application/problem+json")
    wait = problem.data.get("seconds") or _RETRY_AFTER.get(problem.name)
    if wait:
        response.headers["Retry-After"] = str(wait)
    if problem.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _problem_of(error: Exception) -> Problem:
    if isinstance(error, RequestEntityTooLarge):
        return Problem("body-too-large", limit=current_app.config["MAX_CONTENT_LENGTH"])
    if isinstance(error, HTTPException) and error.code:
        return _http_problem(error, error.code)
    return _fault(error)


def _http_problem(error: HTTPException, code: int) -> Problem:
    if code == 405:
        return Problem("method-not-allowed", method=request.method)
    if code == 400:
        return Problem("not-json")
    return Problem("not-found") if code < 500 else _fault(error)


def _fault(error: Exception) -> Problem:
    """What nobody foresaw. The log gets the cause, the sender a reference to it."""
    reference = secrets.token_hex(4)
    current_app.logger.error("%s %s %s", reference, request.method, request.path, exc_info=error)
    return Problem("server-fault", reference=reference)
