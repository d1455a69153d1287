"""Every route's shape, of success and of error: JSON and the one catalogue, never a page."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from fieldapp.api import ROUTES, changes
from fieldapp.domain.problems import CATALOGUE
from fieldapp.node import Node
from tests.api import pictures
from tests.api.conftest import Phone, new_id

NODES_ONLY = {("GET", "/api/changes"), ("GET", "/api/photos/by-digest/<sha256>")}
OPEN = {
    ("GET", "/-/health"),
    ("GET", "/-/version"),
    ("GET", "/api/openapi.json"),
    ("POST", "/api/devices"),
}
CALLS = [(method, rule) for rule, methods, _ in ROUTES for method in methods]
TOLD = {"protocol", "epoch", "server_time"}
SHAPES: dict[tuple[str, str], set[str]] = {
    ("GET", "/-/health"): {"status"},
    ("GET", "/-/version"): {"version", "protocol", "catalog"},
    ("POST", "/api/devices"): TOLD | {"device", "person", "rescue_key"},
    ("POST", "/api/changes"): TOLD | {"results", "photos_missing", "rescue_key"},
    ("GET", "/api/changes"): TOLD | {"next", "more", "changes", "authorities", "people"},
    ("GET", "/api/records"): TOLD | {"cursor", "more", "restart", "records", "gone"},
}


def assert_problem(answer: TestResponse, name: str | None = None) -> None:
    assert answer.mimetype == "application/problem+json"
    told: dict[str, Any] = answer.get_json(force=True)
    found = told["type"].removeprefix("/problems/")
    assert name in (None, found)
    entry = CATALOGUE[found]
    assert (told["status"], told["title"]) == (answer.status_code, entry.title)
    assert told["detail"]
    assert "{" not in told["detail"]


def filled(rule: str, **parts: str) -> str:
    usual = {"upload": new_id(), "sha256": "0" * 64}
    for name, value in {**usual, **parts}.items():
        rule = rule.replace(f"<{name}>", value)
    return rule


@pytest.mark.parametrize(("method", "rule"), CALLS)
def test_a_call_without_a_key_is_refused(app: Flask, method: str, rule: str) -> None:
    answer = app.test_client().open(
        filled(rule), method=method, headers={"Tus-Resumable": "1.0.0"}
    )
    if method in ("HEAD", "OPTIONS") or (method, rule) in OPEN:
        assert answer.status_code == {"HEAD": 401, "OPTIONS": 204}.get(method, answer.status_code)
    elif (method, rule) == ("POST", "/api/photos/<upload>"):
        assert_problem(answer, "method-not-allowed")
    else:
        assert_problem(answer, "token-missing")
        assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("key", ["Bearer", "Bearer ", "Bearer x", "Basic eDp5", "Bearer \u00e5"])
def test_a_key_that_is_not_known_is_refused(phone: Phone, key: str) -> None:
    answer = phone.client.get("/api/records", headers={"Authorization": key})
    assert answer.status_code == 401
    assert_problem(answer)


@pytest.mark.parametrize(("method", "rule"), CALLS)
def test_nonsense_is_answered_from_the_catalogue(station: Phone, method: str, rule: str) -> None:
    headers = {**station.headers, "Tus-Resumable": "1.0.0", "Upload-Offset": "x"}
    answer = station.client.open(
        filled(rule), method=method, data=b"\xff\0{", headers=headers, query_string="limit=x"
    )
    if answer.status_code >= 400 and method != "HEAD":
        assert_problem(answer)
    assert answer.status_code < 500
    assert answer.mimetype != "text/html"


@pytest.mark.parametrize(("method", "rule"), SHAPES)
def test_success_has_its_members(phone: Phone, station: Phone, method: str, rule: str) -> None:
    caller = station if (method, rule) in NODES_ONLY else phone
    if rule == "/api/devices":
        answer = phone.enrol()
    elif method == "POST":
        answer = phone.push(phone.shift())
    else:
        answer = caller.get(rule)
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    assert answer.json.keys() == SHAPES[method, rule]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/api/", "/api/nothing", "/api/photos/a/b/c", "/-/nothing"])
def test_an_address_that_does_not_exist_is_told_as_json(app: Flask, path: str) -> None:
    assert_problem(app.test_client().get(path), "not-found")


def test_a_method_that_is_not_taken_is_told_as_json(app: Flask) -> None:
    answer = app.test_client().put("/api/changes")
    assert_problem(answer, "method-not-allowed")
    assert "PUT" in answer.get_json(force=True)["detail"]


def test_what_nobody_foresaw_is_logged_and_gets_a_reference(
    phone: Phone, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise sqlite3.DatabaseError("hemligt innehåll")

    monkeypatch.setattr(changes.changes, "push", broken)
    answer = phone.push(phone.shift())
    assert_problem(answer, "server-fault")
    reference = answer.get_json(force=True)["reference"]
    assert "hemligt" not in answer.text
    assert reference in caplog.text
    assert phone.token not in caplog.text
    assert "hemligt innehåll" in caplog.text


def test_health_is_of_the_database_too(app: Flask, node: Node) -> None:
    assert app.test_client().get("/-/health").json == {"status": "ok"}
    node.db.close()
    node.db.path.write_bytes(b"no database" * 1000)
    assert_problem(app.test_client().get("/-/health"), "database-damaged")


def test_answers_about_photos_are_not_kept_on_the_way(phone: Phone) -> None:
    picture = pictures.jpeg()
    for answer in (phone.create(picture), phone.create(b"", b""), phone.tus("GET", "/api/photos")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Tus-Resumable"] == "1.0.0"
