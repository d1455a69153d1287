"""Lighthouse's judgement of accessibility and good practice."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from tests.journeys.browser import CHROMIUM, FLAGS
from tests.journeys.conftest import Municipality, at_desk

pytestmark = [pytest.mark.journey, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
LIGHTHOUSE = ROOT / "node_modules/.bin/lighthouse"
LEAST = 0.95
MINUTES = 4
SETTINGS = {
    "onlyCategories": ["accessibility", "best-practices"],
    # Measured at full speed: with a throttle in place it waits for a silence of 5.25 s, and the
    # inbox asks for news every 5.
    "throttlingMethod": "simulate",
    "disableFullPageScreenshot": True,
}


def test_the_phone_app(municipality: Municipality, tmp_path: Path) -> None:
    assert faults(f"{municipality.server.url}/app/", tmp_path, ["--form-factor=mobile"]) == []


def test_where_one_signs_in(municipality: Municipality, tmp_path: Path) -> None:
    assert faults(f"{municipality.server.url}/sign-in", tmp_path, ["--preset=desktop"]) == []


def test_the_inbox(busy_town: Municipality, playwright: Playwright, tmp_path: Path) -> None:
    with at_desk(busy_town, playwright, tmp_path / "desk", "nattuggla-samordnare") as desk:
        desk.sign_in()
        cookies = "; ".join(
            f"{one.get('name')}={one.get('value')}" for one in desk.page.context.cookies()
        )
    headers = tmp_path / "headers.json"
    headers.write_text(json.dumps({"Cookie": cookies}))
    flags = ["--preset=desktop", f"--extra-headers={headers}"]
    assert faults(f"{busy_town.server.url}/reports", tmp_path, flags) == []


def faults(url: str, folder: Path, flags: Sequence[str]) -> list[str]:
    """What keeps a category under the goal: the audits that failed; none when all reach it."""
    report = judge(url, folder, flags)
    assert report["finalDisplayedUrl"].startswith(url), "another page was judged"
    low = [one for one in report["categories"].values() if (one["score"] or 0) < LEAST]
    return [
        f"{category['id']} {category['score']}: {audit['id']} – {audit['title']} {items(audit)}"
        for category in low
        for audit in (report["audits"][ref["id"]] for ref in category["auditRefs"])
        if audit["score"] is not None and audit["score"] < 1
    ]


def items(audit: dict[str, Any]) -> str:
    return json.dumps(audit.get("details", {}).get("items", []), ensure_ascii=False)[:600]


def judge(url: str, folder: Path, flags: Sequence[str]) -> dict[str, Any]:
    """Lighthouse's report on a page."""
    output, settings = folder / "report.json", folder / "settings.json"
    settings.write_text(json.dumps({"extends": "lighthouse:default", "settings": SETTINGS}))
    command = [
        str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--output-path={output}",
        f"--config-path={settings}", "--no-enable-error-reporting",
        f"--chrome-flags=--headless=new {' '.join(FLAGS)}", *flags,
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": str(CHROMIUM)}
    run = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=MINUTES * 60
    )
    assert run.returncode == 0, run.stderr[-2000:]
    report: dict[str, Any] = json.loads(output.read_text())
    return report
