"""Every screen and every page, for those who see, tap or steer differently."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from tests.journeys import inspector_tour, scrutiny
from tests.journeys.carrier import Carrier
from tests.journeys.conftest import Municipality, at_desk, inspecting
from tests.journeys.desk_tour import DeskTour
from tests.journeys.phone_tour import PhoneTour
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.journey, pytest.mark.slow]

THUMB, POINTER = 48, 24
# What a theme can change is contrast; the rest is looked for once.
THEMES = (("light", scrutiny.by_axe), ("dark", scrutiny.contrast))


def test_every_screen_of_the_phone_is_open_to_everyone(
    municipality: Municipality, walker: Walker, tmp_path: Path
) -> None:
    tour = PhoneTour(municipality, walker, tmp_path)
    findings = [f"{name}: {finding}" for name in tour.stops() for finding in _on_the_phone(walker)]
    assert not findings, "\n".join(findings)


def test_every_screen_of_an_inspectors_phone_is_open_to_everyone(
    municipality: Municipality, playwright: Playwright, tmp_path: Path
) -> None:
    inspector_tour.furnish(municipality)
    hired = municipality.hire_inspector()
    with inspecting(municipality, playwright, tmp_path / "phone", hired) as inspector:
        tour = inspector_tour.InspectorTour(inspector, tmp_path)
        findings = [
            f"{name}: {finding}" for name in tour.stops() for finding in _on_the_phone(inspector)
        ]
    assert not findings, "\n".join(findings)


def test_every_page_of_the_desk_is_open_to_everyone(
    busy_town: Municipality, playwright: Playwright, tmp_path: Path
) -> None:
    with at_desk(busy_town, playwright, tmp_path / "desk") as coordinator:
        tour = DeskTour(busy_town, coordinator)
        findings = [
            f"{name}: {finding}" for name in tour.stops() for finding in _at_the_desk(tour.page)
        ]
    assert not findings, "\n".join(findings)


def _on_the_phone(carrier: Carrier) -> Iterator[str]:
    page = carrier.page
    if page.evaluate("document.documentElement.lang") != "sv":
        yield "the language is not told"
    page.emulate_media(reduced_motion="reduce")
    for theme, look in THEMES:
        page.evaluate("(theme) => document.documentElement.dataset.theme = theme", theme)
        yield from (f"{theme}: {finding}" for finding in look(page))
    yield from scrutiny.too_small(page, THUMB)
    yield from scrutiny.too_wide(page)
    yield from scrutiny.too_wide_in_large_text(page)
    yield from scrutiny.beyond_the_keyboard(page)
    yield from scrutiny.moving(page)


def _at_the_desk(page: Page) -> Iterator[str]:
    if page.evaluate("document.documentElement.lang") != "sv":
        yield "the language is not told"
    for theme, look in THEMES:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        yield from (f"{theme}: {finding}" for finding in look(page))
    yield from scrutiny.too_small(page, POINTER)
    yield from scrutiny.too_wide(page)
    yield from scrutiny.beyond_the_keyboard(page)
    yield from scrutiny.moving(page)
