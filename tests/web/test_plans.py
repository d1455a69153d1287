"""No page of the desk reads a register from end to end, whoever opens it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from fieldapp import create_app
from fieldapp.config import Settings
from fieldapp.demo import fill
from fieldapp.storage.database import Database
from tests import make
from tests.plans import gone_through, overhear
from tests.web.conftest import Desk

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
VIEW = "zoom=11.75&view=55.66,12.75,55.9,13.35"
PAGES = (
    "-/patterns", "about/accessibility", "about/privacy", "problems/disk-full", "sign-in",
    "reports", "reports?state=submitted", "reports?kind=shift", "reports?area=kavlinge",
    "reports?category=OB19", "reports?category=OB19&state=reviewed", "reports?authority=polis",
    "reports?severity=critical", "reports?only=photos", "reports?only=flagged",
    "reports?only=conflict", "reports?q=belysning", "reports?q=a", "reports?q=finnsinte",
    "reports?q=belysning&sort=best",
    "reports?box=55.79,13.1,55.8,13.12", "reports?since=2026-06-01&until=2026-08-01",
    "reports?weekday=5&hour=21", "reports?sort=oldest", "reports?state=submitted&q=lykt&area=lund",
    "reports/map", "reports/weeks", "reports/places", "reports/hours", "reports/ground",
    "reports/hours?category=OB19", "reports/trend", "reports/trend?since=2016-01-01",
    "reports/layers/areas", f"reports/layers/squares?{VIEW}", f"reports/layers/clusters?{VIEW}",
    "reports/news?since=1", "reports/{report}", "reports/{report}/referrals",
    "reports/{report}/report.pdf", "reports/{pictured}/photos/{sha256}",
    "reports/{pictured}/photos/{sha256}/thumbnail", "reports/{pictured}/photos/{sha256}/display",
    "reports/{pictured}/photos/{sha256}/original",
    "referrals", "feeds", "quarantine", "people", "people/new", "people/{person}", "devices",
    "premises", "premises/map", "premises/points", "premises/new", "premises/{premises}",
    "premises/{premises}/edit", "premises/{premises}/merge", "visits", "visits/{visit}/protocol",
    "visits/{visit}/protocol.pdf", "deficiencies", "deficiencies/{visit}/{item}",
    "deficiencies/by-item", "deficiencies/by-premises", "supervision", "control-purchases",
)  # fmt: skip
FOR_ADMINISTRATORS = (
    "audit", "audit?action=report-reviewed", "people", "people/{person}", "devices",
    "rescue-files/new",
)  # fmt: skip
# Sums of all that an authority's inspectors supervise, have found or bought: some thousand rows.
SUMS = {
    "deficiencies/by-premises": {"SCAN d"},
    "control-purchases": {"SCAN c"},
    "supervision": {"SCAN p"},
}
FOR_READERS = tuple(page for page in PAGES if page.startswith("reports") and "{" not in page)
BESIDE = {
    f"web.{name}"
    for name in (
        "front", "choose_password", "read_feed", "selection_pdf", "export_reports",
        "export_visits", "export_deficiencies", "export_referrals",
    )
}  # fmt: skip
"""For those who are not signed in, or handing out all that was found."""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small demo municipality."""
    folder = tmp_path_factory.mktemp("town")
    with closing(make.database(folder)) as database:
        fill(database, make.catalog(), now=NOW, reports=60)
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return overhear(monkeypatch)


@pytest.fixture
def app(asked: list[str], town: Path) -> Iterator[Flask]:
    app = create_app(Settings(data=town))
    yield app
    app.extensions["fieldapp"].db.close()


@pytest.mark.parametrize(
    ("username", "password", "pages"),
    [
        ("samordnare", "nattuggla-samordnare", PAGES),
        ("admin", "nattuggla-admin", FOR_ADMINISTRATORS),
        ("lasare", "nattuggla-lasare", FOR_READERS),
    ],
)
def test_no_page_goes_through_a_register(
    app: Flask, asked: list[str], username: str, password: str, pages: tuple[str, ...]
) -> None:
    desk = Desk(app.test_client())
    desk.sign_in(username, password)
    some = one_of_each(app.extensions["fieldapp"].db)
    found = {page: gone_through(desk, f"/{page.format(**some)}", asked) for page in pages}
    assert {page: seen for page, seen in found.items() if seen - SUMS.get(page, set())} == {}


def test_every_page_is_tried_here(app: Flask) -> None:
    some = one_of_each(app.extensions["fieldapp"].db)
    routes = app.url_map.bind("localhost")
    every = [f"/{page.partition('?')[0].format(**some)}" for page in (*PAGES, *FOR_ADMINISTRATORS)]
    tried = {routes.match(path)[0] for path in every}
    pages = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint.startswith("web.")
    }
    assert pages - tried == BESIDE


def one_of_each(database: Database) -> dict[str, str]:
    """A report, one with a photo, a visit with a deficiency, its premises and a person."""
    with database.read() as db:
        row = db.execute(
            "SELECT d.visit, d.item, v.premises, p.report AS pictured, p.sha256,"
            " r.id AS report, r.reporter AS person"
            " FROM deficiencies d JOIN visits v ON v.id = d.visit, report_photos p, photos k,"
            " reports r WHERE d.authority = 'kommun' AND k.sha256 = p.sha256"
            " AND r.kind = 'observation' AND r.authority = 'forening' LIMIT 1"
        ).fetchone()
    return dict(row)
