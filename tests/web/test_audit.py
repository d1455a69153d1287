"""The audit log as a page."""

from __future__ import annotations

import pytest

from tests.web.conftest import Desk, Phone


def test_it_tells_who_did_what_to_whom(
    administrator: Desk, coordinator: Desk, phone: Phone
) -> None:
    coordinator.post(f"/people/{phone.person.id}/invitation")
    text = administrator.get("/audit").text
    for said in ("coordinator kommun", "samordnare", "Bjöd in en telefon", "walker forening"):
        assert said in text


def test_it_can_be_narrowed_to_one_kind(
    administrator: Desk, coordinator: Desk, phone: Phone
) -> None:
    report = phone.observe()
    coordinator.get(f"/reports/{report}")
    coordinator.get("/reports")
    text = administrator.get("/audit?action=report-read").text
    assert report in text
    assert text.count("<tr>") == 2


def test_older_lines_are_a_page_away(
    administrator: Desk, coordinator: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fieldapp.web.audit.PAGE", 2)
    for _ in range(3):
        coordinator.get("/reports")
    first = administrator.get("/audit").text
    assert first.count("<tr>") == 3
    assert 'href="?action=&amp;before=2"' in first
    second = administrator.get("/audit?before=2").text
    assert second.count("<tr>") == 2
    assert "Äldre" not in second
