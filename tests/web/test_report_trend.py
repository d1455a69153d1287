"""The trend: weeks, months or years beside the same a year before, as a chart and as a table."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fieldapp.web.times import MONTHS
from tests.web.conftest import Desk, Phone, time
from tests.web.test_reports import listed

ROW = re.compile(
    r'<th scope="row"><a href="([^"]+)">([^<]+)</a></th><td class="end">([^<]*)</td>'
    r'<td class="end">([^<]*)</td><td class="end">([^<]*)</td>'
)


def on(day: str) -> dict[str, object]:
    return time(f"{day}T21:00:00.000+01:00")


def rows(desk: Desk, query: str) -> dict[str, tuple[str, ...]]:
    """By its words: reports, the year before, the difference and the address."""
    found = ROW.findall(desk.get(f"/reports/trend?{query}").text)
    return {words: (*told, url.replace("&amp;", "&")) for url, words, *told in found}


def test_months_are_beside_the_same_months_a_year_before(coordinator: Desk, phone: Phone) -> None:
    now = [phone.observe(happened_at=on(f"2026-11-{day}")) for day in ("01", "15", "30")]
    for day in ("2025-11-30", "2025-11-01", "2025-10-31"):
        phone.observe(happened_at=on(day))
    found = rows(coordinator, "since=2026-01-01&until=2026-11-30")
    assert list(found) == [f"{month} 2026" for month in MONTHS[:11]]
    reports, before, change, url = found["nov 2026"]
    assert (reports, before, change) == ("3", "2", "+1")
    assert found["okt 2026"][:3] == ("0", "1", "−1")
    assert set(listed(coordinator, url[8:])) == set(now)


def test_a_short_period_goes_by_week(coordinator: Desk, phone: Phone) -> None:
    phone.observe(happened_at=on("2026-11-20"))
    phone.observe(happened_at=on("2025-11-21"))
    found = rows(coordinator, "since=2026-11-09&until=2026-11-20")
    assert list(found) == ["vecka 46, 9 nov–15 nov 2026", "vecka 47, 16 nov–20 nov 2026"]
    assert found["vecka 47, 16 nov–20 nov 2026"][:3] == ("1", "1", "±0")


def test_a_long_period_goes_by_year(coordinator: Desk, phone: Phone) -> None:
    phone.observe(happened_at=on("2026-05-01"))
    found = rows(coordinator, "since=2021-01-01&until=2026-11-20")
    assert list(found) == ["2021", "2022", "2023", "2024", "2025", "2026"]
    assert found["2026"][:3] == ("1", "0", "+1")


@pytest.mark.parametrize(
    ("query", "parts"), [("", 12), ("since=x", 12), ("since=2026-12-01&until=2026-01-01", 12)]
)
def test_without_a_period_it_is_the_last_twelve_months(
    query: str, parts: int, coordinator: Desk, phone: Phone
) -> None:
    phone.observe()
    assert len(rows(coordinator, query)) == parts


def test_a_difference_is_a_share_when_there_is_something_to_share(
    coordinator: Desk, phone: Phone
) -> None:
    for _ in range(20):
        phone.observe(happened_at=on("2025-11-20"))
    for _ in range(5):
        phone.observe(happened_at=on("2026-11-20"))
    found = rows(coordinator, "since=2026-01-01&until=2026-11-30")
    assert found["nov 2026"][:3] == ("5", "20", "−75\N{NO-BREAK SPACE}%")


def test_the_sums_are_told_in_words(coordinator: Desk, phone: Phone) -> None:
    for day in ("2026-11-20", "2026-11-19", "2025-11-20"):
        phone.observe(happened_at=on(day))
    page = coordinator.get("/reports/trend?since=2026-10-01&until=2026-11-30").text
    assert "1 okt–30 nov 2026: 2. Samma tid året innan: 1." in page


def test_the_chart_has_a_bar_for_each_part_and_a_mark_for_the_year_before(
    coordinator: Desk, phone: Phone
) -> None:
    phone.observe(happened_at=on("2026-11-20"))
    page = coordinator.get("/reports/trend?since=2026-01-01&until=2026-11-30").text
    assert page.count('class="chart-bar"') == 11
    assert page.count('class="chart-mark"') == 11


def test_a_reader_is_not_told_of_one_or_two(
    coordinator: Desk, desk_of: Callable[..., Desk], phone: Phone
) -> None:
    for day in ("2026-11-18", "2026-11-19", "2026-11-20", "2026-10-20"):
        report = phone.observe(happened_at=on(day))
        coordinator.post(f"/reports/{report}/review", {"decision": "accept", "version": "1"})
    found = rows(desk_of("reader"), "since=2026-01-01&until=2026-11-30")
    assert found["nov 2026"][0] == "3"
    assert found["okt 2026"][0] == "färre än 3"
