"""What every answer tells the browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from fieldapp import create_app
from fieldapp.config import Settings
from fieldapp.web import access, security
from tests.web.conftest import HTTPS, Desk

DESK = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob: data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
PHONE = {
    **DESK,
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
}


def rules(policy: str) -> dict[str, str]:
    return dict(rule.split(" ", 1) for rule in policy.split("; "))


@pytest.mark.parametrize("path", ["/sign-in", "/reports", "/nowhere", "/api/nowhere"])
def test_the_desk_allows_its_own_code_and_nothing_else(path: str, visitor: Desk) -> None:
    headers = visitor.get(path).headers
    assert rules(headers["Content-Security-Policy"]) == DESK
    assert "geolocation=(), camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/app/", "/static/nothing.js"])
def test_the_phone_app_may_also_run_webassembly_and_workers(path: str, visitor: Desk) -> None:
    headers = visitor.get(path).headers
    assert rules(headers["Content-Security-Policy"]) == PHONE
    assert "geolocation=(self), camera=(self)" in headers["Permissions-Policy"]


def test_every_answer_shuts_what_is_not_used(visitor: Desk) -> None:
    headers = visitor.get("/sign-in").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_page_of_the_desk_is_kept_by_no_cache(coordinator: Desk) -> None:
    assert coordinator.get("/reports").headers["Cache-Control"] == "no-store"


def test_https_is_asked_for_ever_after_but_only_over_https(app: Flask) -> None:
    client = app.test_client()
    secure = client.get("/sign-in", base_url=HTTPS)
    plain = client.get("/sign-in", base_url="http://localhost")
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in plain.headers


def test_the_session_cookie_is_bound_to_this_host_and_to_https(visitor: Desk) -> None:
    cookie = visitor.get("/sign-in").headers["Set-Cookie"]
    assert cookie.startswith("__Host-fieldapp=")
    parts = set(cookie.split("; ")[1:])
    assert parts == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}


def test_pictures_may_come_from_the_tile_host_that_the_settings_name(tmp_path: Path) -> None:
    tiles = "https://tiles.example.org/{z}/{x}/{y}.png"
    app = create_app(Settings(data=tmp_path, map_tiles=tiles))
    answer = app.test_client().get("/sign-in", base_url=HTTPS)
    app.extensions["fieldapp"].db.close()
    policy = rules(answer.headers["Content-Security-Policy"])
    assert policy["img-src"] == "'self' blob: data: https://tiles.example.org"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("", ""),
        ("/tiles/{z}/{x}/{y}.png", ""),
        ("https://tiles.example.org/{z}/{x}/{y}.png", "https://tiles.example.org"),
        ("https://{s}.example.org/{z}/{x}/{y}.png", "https://*.example.org"),
    ],
)
def test_the_host_of_a_tile_address(address: str, host: str) -> None:
    assert security.host_of(address) == host


def test_a_session_lasts_from_the_last_page_and_its_cookie_comes_now_and_then(
    coordinator: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    minute = access._minute()
    coordinator.get("/reports")
    for later, is_renewed in ((9, False), (10, True), (19, False), (20, True)):
        monkeypatch.setattr(access, "_minute", lambda at=minute + later: at)
        answer = coordinator.get("/reports")
        assert ("Set-Cookie" in answer.headers) is is_renewed, later


def test_a_session_that_was_opened_before_renewals_goes_on(coordinator: Desk) -> None:
    with coordinator.client.session_transaction(base_url=HTTPS) as session:
        assert "renewed" not in session
    answer = coordinator.get("/reports")
    assert answer.status_code == 200
    assert "Set-Cookie" in answer.headers
