"""Enrolment as docs/protocol.md tells it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from fieldapp.node import Node
from fieldapp.storage import devices, enrolments
from tests.api.conftest import Phone, new_id

Invite = Callable[..., Phone]


def test_a_code_lets_a_phone_in_with_its_person(invite: Invite) -> None:
    phone = invite()
    answer = phone.enrol()
    assert answer.status_code == 201
    assert answer.json["device"] == phone.id
    assert answer.json["person"] == {
        "id": phone.person.id,
        "label": "Nattvandrare 3",
        "role": "walker",
        "authority": "forening",
    }
    assert phone.get("/api/records").status_code == 200


def test_the_same_request_again_gives_the_same_answer(invite: Invite) -> None:
    phone = invite()
    first, again = phone.enrol(), phone.enrol()
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json["person"] == again.json["person"]


def test_a_lost_answer_can_be_asked_for_after_the_code_has_expired(
    invite: Invite, node: Node
) -> None:
    phone = invite()
    phone.enrol()
    let_all_codes_expire(node)
    assert phone.enrol().status_code == 200


@pytest.mark.parametrize("change", [{"device": new_id()}, {"token": "x" * 43}])
def test_a_used_code_lets_no_other_in(invite: Invite, change: dict[str, str]) -> None:
    phone = invite()
    phone.enrol()
    answer = phone.enrol(**change)
    assert answer.status_code == 409
    assert answer.json["type"] == "/problems/enrolment-code-used"


def test_a_code_is_read_as_it_was_meant(invite: Invite) -> None:
    phone = invite()
    spelled = phone.code.lower().replace("0", "o").replace("1", "l")
    assert phone.enrol(code=f"{spelled[:4]}-{spelled[4:]} ").status_code == 201


def test_a_code_expires(invite: Invite, node: Node) -> None:
    phone = invite()
    let_all_codes_expire(node)
    answer = phone.enrol()
    assert answer.status_code == 410
    assert answer.json["type"] == "/problems/enrolment-code-expired"


def test_guessing_is_stopped_and_success_is_not_counted(invite: Invite) -> None:
    for _ in range(12):
        assert invite().enrol().status_code == 201
    phone = invite()
    refused = [phone.enrol(code="00000000").status_code for _ in range(11)]
    assert refused == [404] * 10 + [429]
    answer = phone.enrol()
    assert answer.json["type"] == "/problems/too-many-attempts"
    assert 0 < int(answer.headers["Retry-After"]) <= 15 * 60


def test_the_server_keeps_hashes_only(invite: Invite, node: Node) -> None:
    phone = invite()
    phone.enrol()
    with node.db.read() as db:
        kept = [
            tuple(row)
            for table in ("devices", "enrolments")
            for row in db.execute(f"SELECT * FROM {table}")
        ]
    assert phone.token not in str(kept)
    assert phone.code not in str(kept)


def test_a_phone_comes_back_with_a_new_token_after_a_new_invitation(
    phone: Phone, node: Node
) -> None:
    old = phone.token
    now = datetime.now(UTC)
    with node.db.write() as db:
        devices.revoke(db, phone.id, now)
        phone.code = enrolments.invite(db, phone.person.id, phone.person.id, now, 15)
    phone.token = "n" * 43
    assert phone.enrol().status_code == 201
    assert phone.get("/api/records").status_code == 200
    phone.token = old
    assert phone.get("/api/records").json["type"] == "/problems/token-unknown"


def test_an_invitation_does_not_give_a_phone_to_another_person(
    phone: Phone, invite: Invite
) -> None:
    answer = invite().enrol(device=phone.id)
    assert answer.status_code == 409
    assert answer.json["type"] == "/problems/device-belongs-to-another"
    assert phone.get("/api/records").status_code == 200


def test_a_revoked_phone_is_told_so(phone: Phone, node: Node) -> None:
    with node.db.write() as db:
        devices.revoke(db, phone.id, datetime.now(UTC))
    for answer in (phone.get("/api/records"), phone.push(phone.shift()), phone.enrol()):
        assert answer.status_code == 403
        assert answer.json["type"] == "/problems/device-revoked"


def let_all_codes_expire(node: Node) -> None:
    with node.db.write() as db:
        db.execute("UPDATE enrolments SET expires_at = '2026-01-01T00:00:00.000Z'")
