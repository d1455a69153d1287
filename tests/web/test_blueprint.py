"""What every page of the desk goes through."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from fieldapp.node import Node
from fieldapp.storage import records
from tests.web.conftest import HTTPS, Desk, Phone


@pytest.mark.parametrize("lost", [1, 40])
def test_a_form_of_which_only_the_beginning_came_changes_nothing(
    coordinator: Desk, phone: Phone, node: Node, lost: int
) -> None:
    report = phone.observe()
    body = urlencode({"csrf_token": coordinator.token(), "text": "Ring " + "driften " * 20})
    sent = {"CONTENT_LENGTH": str(len(body)), "wsgi.input_terminated": True}
    answer = coordinator.client.post(
        f"/reports/{report}/notes",
        data=body[:-lost],
        content_type="application/x-www-form-urlencoded",
        base_url=HTTPS,
        headers={"Referer": f"{HTTPS}/"},
        environ_overrides=sent,
    )
    assert answer.status_code == 400
    assert "Allt kom inte fram" in answer.text
    with node.db.read() as db:
        assert records.about(db, report) == []
