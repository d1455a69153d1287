"""The protocol at the desk: whoever may read inspections reads it, and that is noted."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fieldapp.node import Node
from fieldapp.storage import audit
from tests import make
from tests.documents.visits import deficient
from tests.web.conftest import Desk, Phone, new_id


@pytest.fixture
def visit(node: Node, add_person: Callable[..., make.Person]) -> str:
    """A visit with three deficiencies, of which no photo has come."""
    phone, record = Phone(node, add_person("inspector", "kommun")), new_id()
    values = {**deficient(), "reporter": phone.person.id, "premises": new_id()}
    values = {name: one for name, one in values.items() if not name.startswith("inspectors/")}
    assert phone.push("visit", record, **values).status == "stored"
    return record


def test_the_page_tells_the_protocol(coordinator: Desk, visit: str, node: Node) -> None:
    page = coordinator.get(f"/visits/{visit}/protocol")
    assert page.status_code == 200
    assert page.text.count('class="finding is-') == 3
    assert "Dörren mot gården var låst – § 16." in page.text
    assert "Väntar på bild 1." in page.text
    assert f'href="/visits/{visit}/protocol.pdf"' in page.text
    assert re.search(
        r'<svg class="protocol-signature" role="img" viewBox="90 190 320 140"', page.text
    )
    with node.db.read() as db:
        (noted,) = audit.newest(db)
    assert (noted.action, noted.subject, noted.detail) == ("protocol-read", visit, "sida")


def test_the_pdf_is_the_same_every_time_and_every_reading_is_noted(
    coordinator: Desk, visit: str, node: Node
) -> None:
    first, second = (coordinator.get(f"/visits/{visit}/protocol.pdf") for _ in range(2))
    assert first.data.startswith(b"%PDF-1.7")
    assert first.data == second.data
    assert first.mimetype == "application/pdf"
    assert first.headers["Content-Disposition"] == (
        'inline; filename="tillsynsprotokoll-2026-11-20-restaurang-pahittet.pdf"'
    )
    with node.db.read() as db:
        noted = [(one.action, one.detail) for one in audit.newest(db)]
    assert noted == [("protocol-read", "PDF")] * 2


@pytest.mark.parametrize("address", ["protocol", "protocol.pdf"])
def test_those_who_may_not_read_inspections_learn_nothing(
    desk_of: Callable[..., Desk], visitor: Desk, visit: str, node: Node, address: str
) -> None:
    assert desk_of("reader").get(f"/visits/{visit}/{address}").status_code == 403
    assert desk_of("administrator").get(f"/visits/{visit}/{address}").status_code == 403
    assert desk_of("coordinator", "polis").get(f"/visits/{visit}/{address}").status_code == 404
    assert visitor.get(f"/visits/{visit}/{address}").status_code == 303
    assert desk_of("coordinator").get(f"/visits/{new_id()}/{address}").status_code == 404
    with node.db.read() as db:
        assert audit.newest(db) == []
