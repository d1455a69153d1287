"""What every answer tells the browser: where code and pictures come from, and what is shut off.

No inline script or style exists anywhere, so none is allowed. The phone app needs WebAssembly and
a worker too, and a worker obeys the policy it came with: /static/ too gets the phone's.
"""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask, Response, request

from fieldapp.config import Settings

PHONE_PATHS = ("/app", "/static/")
UNUSED_FEATURES = ("microphone", "payment", "usb", "midi", "browsing-topics")
PHONE_FEATURES = ("geolocation", "camera")
ONE_YEAR = 31_536_000


def init_app(app: Flask, settings: Settings) -> None:
    app.config.update(
        SESSION_COOKIE_NAME="__Host-fieldapp",
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
        # Now and then is enough (access.RENEWED_AFTER): each time it is signed anew.
        SESSION_REFRESH_EACH_REQUEST=False,
        # A form may lie open at the desk for as long as its session lasts.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=False,
    )
    tiles = host_of(settings.map_tiles)
    desk, phone = policy(tiles), policy(tiles, for_phone=True)

    @app.after_request
    def tell(response: Response) -> Response:
        for_phone = request.path.startswith(PHONE_PATHS)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", phone if for_phone else desk)
        headers.setdefault("Permissions-Policy", permissions(for_phone))
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.is_secure:
            headers.setdefault("Strict-Transport-Security", f"max-age={ONE_YEAR}")
        return response


def policy(tiles: str, *, for_phone: bool = False) -> str:
    """The Content-Security-Policy; `tiles` is the one foreign host that pictures may come from."""
    rules = {
        "default-src": "'none'",
        "script-src": "'self' 'wasm-unsafe-eval'" if for_phone else "'self'",
        "style-src": "'self'",
        "img-src": f"'self' blob: data: {tiles}".rstrip(),
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    if for_phone:
        rules |= {"worker-src": "'self'", "manifest-src": "'self'"}
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def permissions(for_phone: bool) -> str:
    """The Permissions-Policy: the desk needs neither position nor camera."""
    shut = [f"{name}=()" for name in UNUSED_FEATURES]
    own = "(self)" if for_phone else "()"
    return ", ".join([*(f"{name}={own}" for name in PHONE_FEATURES), *shut])


def host_of(address: str) -> str:
    """Scheme and host of a map tile address, as a source for pictures; empty without one."""
    parts = urlsplit(address.replace("{s}", "*"))
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
