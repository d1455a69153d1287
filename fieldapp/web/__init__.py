"""The desk, server-rendered for coordinators, readers and administrators; the phone's shell."""

from __future__ import annotations

from flask import Flask

from fieldapp.node import Node
from fieldapp.storage.session_key import session_key
from fieldapp.web import (
    about,
    accounts,
    audit,
    bulk_reviews,
    control_purchases,
    deficiencies,
    deficiency,
    devices,
    dispatches,
    errors,
    feeds,
    inspection_exports,
    invitations,
    map_layers,
    pages,
    patterns,
    people,
    phone,
    photos,
    premises,
    premises_edit,
    premises_merge,
    premises_page,
    protocols,
    quarantine,
    referrals,
    report,
    report_documents,
    report_exports,
    report_hours,
    report_map,
    report_trend,
    reports,
    rescue,
    reviews,
    saved_filters,
    security,
    sessions,
    settlements,
    supervision,
    threads,
    visit,
    visits,
)
from fieldapp.web.blueprint import csrf, web

# Naming them here is what adds their pages to the blueprint.
PAGES = (
    about,
    accounts,
    audit,
    bulk_reviews,
    control_purchases,
    deficiencies,
    deficiency,
    devices,
    dispatches,
    feeds,
    inspection_exports,
    invitations,
    map_layers,
    patterns,
    people,
    photos,
    premises,
    premises_edit,
    premises_merge,
    premises_page,
    protocols,
    quarantine,
    referrals,
    report,
    report_documents,
    report_exports,
    report_hours,
    report_map,
    report_trend,
    reports,
    rescue,
    reviews,
    saved_filters,
    sessions,
    settlements,
    supervision,
    threads,
    visit,
    visits,
)


def init_app(app: Flask) -> None:
    """Adds the desk to an application whose node is in place."""
    node: Node = app.extensions["fieldapp"]
    app.secret_key = session_key(node.settings.data)
    security.init_app(app, node.settings)
    csrf.init_app(app)
    pages.init_app(app)
    errors.init_app(app)
    app.register_blueprint(web)
    app.register_blueprint(phone.phone)
