"""The front page, and the pages of words that everyone may read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldapp import create_app
from fieldapp.config import Settings
from fieldapp.domain.people import Role
from tests.web.conftest import HTTPS, Desk


@pytest.mark.parametrize(
    ("role", "path"),
    [("coordinator", "/reports"), ("reader", "/reports"), ("administrator", "/people")],
)
def test_the_front_page_leads_to_ones_work(
    role: Role, path: str, desk_of: Callable[..., Desk]
) -> None:
    assert desk_of(role).get("/").location == path


def test_the_accessibility_statement_says_how_to_report_faults(visitor: Desk) -> None:
    text = visitor.get("/about/accessibility").text
    for said in ("Tillgänglighetsredogörelse", "WCAG 2.1", "Rapportera fel", "Digg"):
        assert said in text


def test_the_privacy_notice_names_who_is_responsible_and_why(visitor: Desk) -> None:
    text = visitor.get("/about/privacy").text
    for said in ("Kommunstyrelsen", "Polismyndigheten", "brottsförebyggande", "gallras"):
        assert said in text


def test_the_one_to_write_to_is_the_settings(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path, contact="falt@example.org"))
    client = app.test_client()
    pages = [client.get(f"/about/{name}", base_url=HTTPS) for name in ("accessibility", "privacy")]
    app.extensions["fieldapp"].db.close()
    assert all("mailto:falt@example.org" in page.text for page in pages)
