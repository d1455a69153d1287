"""A report as a row of a list: written out for what was searched, and for what one may do."""

from __future__ import annotations

import pytest
from flask import Flask, get_template_attribute

from fieldapp.web import rows, times
from fieldapp.web.patterns import EXAMPLE


def test_a_row_that_was_written_for_one_is_written_anew_for_another(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = EXAMPLE.title.split()[0]
    with app.test_request_context():
        plain = rows.in_list(EXAMPLE)
        marked = rows.in_list(EXAMPLE, word)
        with_box = rows.in_list(EXAMPLE, "", may_mark=True)
        changed = rows.in_list(EXAMPLE._replace(version=EXAMPLE.version + 7))
        monkeypatch.setattr(times, "this_year", lambda: 2099)
        years_later = rows.in_list(EXAMPLE)
    assert f"<mark>{word}</mark>" in marked
    assert "checkbox" in with_box
    assert f"version {EXAMPLE.version + 7}" in changed
    assert not any(
        sign in plain for sign in ("<mark>", "checkbox", f"version {EXAMPLE.version + 7}")
    )
    assert years_later != plain


def test_a_row_shows_state_and_receipt_as_every_page_does(app: Flask) -> None:
    with app.test_request_context():
        written = rows.in_list(EXAMPLE)
        shown = [
            get_template_attribute("_ui.html", name)(value)
            for name, value in (("state", EXAMPLE.state), ("receipt", EXAMPLE.receipt))
        ]
    assert all(one in written for one in shown)
