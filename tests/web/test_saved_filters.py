"""Filters under a name: each person's own, gone when they are removed."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.web.conftest import Desk

ONE = re.compile(r"/reports/filters/([0-9a-f-]{36})/removal")


def test_a_filter_is_kept_under_its_name(coordinator: Desk) -> None:
    answer = coordinator.post("/reports/filters", {"name": "Lampor", "query": "category=OB19&x=1"})
    assert (answer.status_code, answer.location) == (303, "/reports?category=OB19")
    assert '<a href="/reports?category=OB19">Lampor</a>' in coordinator.get("/reports").text
    coordinator.post("/reports/filters", {"name": "Lampor", "query": "category=OB20"})
    assert len(ONE.findall(coordinator.get("/reports").text)) == 1


def test_it_is_nobody_elses(coordinator: Desk, desk_of: Callable[..., Desk]) -> None:
    coordinator.post("/reports/filters", {"name": "Mitt", "query": "area=vikhog"})
    (own,) = ONE.findall(coordinator.get("/reports").text)
    other = desk_of("coordinator")
    assert "Mitt" not in other.get("/reports").text
    other.post(f"/reports/filters/{own}/removal")
    assert "Mitt" in coordinator.get("/reports").text
    coordinator.post(f"/reports/filters/{own}/removal")
    assert "Mitt" not in coordinator.get("/reports").text


def test_a_filter_without_name_or_content_is_refused(coordinator: Desk) -> None:
    for sent in ({"name": "", "query": "area=x"}, {"name": "Allt", "query": ""}):
        assert coordinator.post("/reports/filters", sent).status_code == 422
