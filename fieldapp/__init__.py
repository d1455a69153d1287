"""Fältappen: the field notebook and the shared desk of a municipality's safety work."""

from __future__ import annotations

from importlib.metadata import version

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from fieldapp.config import Settings, read_settings

__version__ = version("fieldapp")


def create_app(settings: Settings | None = None) -> Flask:
    """The web application of one node: the whole start-up. Nothing happens at import time."""
    from fieldapp import api, catalog, web
    from fieldapp.node import Node
    from fieldapp.resources import STATIC, TEMPLATES
    from fieldapp.storage.database import Database

    settings = settings or read_settings()
    app = Flask("fieldapp", template_folder=str(TEMPLATES), static_folder=str(STATIC))
    app.config.update(MAX_CONTENT_LENGTH=settings.max_body_bytes)
    rules = catalog.load(settings.map_tiles, settings.map_attribution, folder=settings.catalog)
    app.extensions["fieldapp"] = Node(settings, Database(settings.data), rules)
    api.init_app(app)
    web.init_app(app)
    if hops := settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign]
    return app
