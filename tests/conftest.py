"""Fixtures that every room may use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect, sync_playwright

from fieldapp.domain.catalog import Catalog
from fieldapp.storage.database import Database
from tests import make
from tests.journeys.browser import PATIENCE_MS

# What the checkers there find wrong is told in full.
pytest.register_assert_rewrite("tests.faults")


@pytest.fixture
def catalog() -> Catalog:
    return make.catalog()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A real database in a folder of its own."""
    opened = make.database(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as started:
        yield started
