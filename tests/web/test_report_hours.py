"""The hours of the week: a table whose numbers lead to their lists."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.web.conftest import Desk, Phone, time
from tests.web.test_reports import listed

CELL = re.compile(r'<td class="is-heat-(\d)[^"]*"><a href="([^"]+)" aria-label="([^"]+)">([^<]+)<')


def at(text: str) -> dict[str, object]:
    return time(f"{text}.000+01:00")


def cells(desk: Desk, query: str = "") -> dict[str, tuple[str, str, str]]:
    """By what is read aloud of the place: text, band and address."""
    found = CELL.findall(desk.get(f"/reports/hours?{query}").text)
    return {
        words.partition(":")[0]: (text, band, url.replace("&amp;", "&"))
        for band, url, words, text in found
    }


def test_a_number_leads_to_the_reports_of_its_hour(coordinator: Desk, phone: Phone) -> None:
    friday = [phone.observe(happened_at=at(f"2026-11-{day}T21:30:00")) for day in (13, 20)]
    monday = phone.observe(happened_at=at("2026-11-16T00:10:00"))
    found = cells(coordinator)
    assert {words: (text, band) for words, (text, band, _) in found.items()} == {
        "fredagar kl. 21–22": ("2", "2"),
        "måndagar kl. 0–1": ("1", "1"),
    }
    assert set(listed(coordinator, found["fredagar kl. 21–22"][2][8:])) == set(friday)
    assert listed(coordinator, found["måndagar kl. 0–1"][2][8:]) == [monday]


def test_the_list_says_which_hour_it_is_narrowed_to(coordinator: Desk, phone: Phone) -> None:
    report = phone.observe(happened_at=at("2026-11-20T21:30:00"))
    for query, words in (
        ("weekday=5&hour=21", "fredagar kl. 21–22"),
        ("weekday=5", "fredagar"),
        ("hour=21", "kl. 21–22"),
    ):
        assert words in coordinator.get(f"/reports?{query}").text
        assert listed(coordinator, f"?{query}") == [report]
    assert listed(coordinator, "?weekday=4&hour=21") == []
    assert listed(coordinator, "?weekday=9&hour=x") == [report]


def test_other_filters_stay(coordinator: Desk, phone: Phone) -> None:
    phone.observe(happened_at=at("2026-11-20T21:30:00"))
    phone.observe(happened_at=at("2026-11-20T21:30:00"), category="OB15")
    ((text, _, url),) = cells(coordinator, "category=OB15").values()
    assert text == "1"
    assert "category=OB15" in url


def test_rows_and_columns_are_summed_and_the_busiest_hour_told(
    coordinator: Desk, phone: Phone
) -> None:
    for hour in (20, 21, 21):
        phone.observe(happened_at=at(f"2026-11-20T{hour}:30:00"))
    page = coordinator.get("/reports/hours").text
    assert "Flest fredagar kl. 21–22." in page
    (friday,) = re.findall(r">Fredagar</th>.*?</tr>", page, re.DOTALL)
    assert '<td class="end">3</td>' in friday
    (foot,) = re.findall(r"<tfoot>.*?</tfoot>", page, re.DOTALL)
    assert re.findall(r"<td[^>]*>(\d+)<", foot)[20:22] == ["1", "2"]


def test_a_reader_is_not_told_of_one_or_two(
    coordinator: Desk, desk_of: Callable[..., Desk], phone: Phone
) -> None:
    for hour in (20, 21, 21, 21):
        report = phone.observe(happened_at=at(f"2026-11-20T{hour}:30:00"))
        coordinator.post(f"/reports/{report}/review", {"decision": "accept", "version": "1"})
    found = cells(desk_of("reader"))
    assert found["fredagar kl. 20–21"][:2] == ("&lt;3", "0")
    assert found["fredagar kl. 21–22"][0] == "3"


@pytest.mark.parametrize("query", ["", "q=saknas"])
def test_without_times_that_is_said(query: str, coordinator: Desk, phone: Phone) -> None:
    phone.observe(happened_at=None)
    assert "Inget att räkna" in coordinator.get(f"/reports/hours?{query}").text
