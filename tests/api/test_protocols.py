"""The protocol for phones: inspectors of the same authority get it, others learn nothing."""

from __future__ import annotations

from typing import Any

from fieldapp.node import Node
from fieldapp.storage import audit
from tests.api.conftest import Invite, Phone, new_id
from tests.documents.visits import clean


def sent(phone: Phone, **other: Any) -> str:
    """A visit that this inspector has sent in; its address."""
    record = new_id()
    values = {**clean(), "reporter": phone.person.id, "premises": new_id(), **other}
    values = {name: one for name, one in values.items() if not name.startswith("inspectors/")}
    (result,) = phone.push(phone.change("visit", record, values)).json["results"]
    assert result["status"] == "stored"
    return f"/api/visits/{record}/protocol.pdf"


def inspector(invite: Invite, authority: str = "kommun", role: str = "inspector") -> Phone:
    phone = invite(role, authority)
    assert phone.enrol().status_code == 201
    return phone


def test_an_inspector_gets_it_and_that_is_noted(invite: Invite, node: Node) -> None:
    phone = inspector(invite)
    address = sent(phone)
    for reader in (phone, inspector(invite)):
        answer = reader.get(address)
        assert answer.status_code == 200
        assert answer.mimetype == "application/pdf"
        assert answer.data.startswith(b"%PDF-1.7")
        with node.db.read() as db:
            noted = audit.newest(db, limit=1)[0]
        assert (noted.action, noted.actor, noted.device) == (
            "protocol-read",
            reader.person.id,
            reader.id,
        )


def test_others_and_other_visits_are_not_found(invite: Invite, phone: Phone, node: Node) -> None:
    own = inspector(invite)
    address, draft = sent(own), sent(own, submitted_at=None)
    for reader, wanted in (
        (phone, address),
        (inspector(invite, "polis"), address),
        (own, draft),
        (own, f"/api/visits/{new_id()}/protocol.pdf"),
    ):
        answer = reader.get(wanted)
        assert (answer.status_code, answer.json["type"]) == (404, "/problems/not-found")
    with node.db.read() as db:
        assert audit.newest(db, action="protocol-read") == []


def test_it_needs_a_token(invite: Invite) -> None:
    phone = inspector(invite)
    assert phone.client.get(sent(phone)).status_code == 401
