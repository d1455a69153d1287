"""A rescue file handed in at the desk: what came, said in words, and whose it may be."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from fieldapp import create_app
from fieldapp.config import Settings
from fieldapp.domain.people import Person
from fieldapp.node import Node
from fieldapp.rescue.keys import public_key
from fieldapp.storage import people
from tests import make, rescue_file
from tests.web.conftest import HTTPS, Desk, Phone, audited, new_id


def hand_in(desk: Desk, content: bytes, **more: str) -> TestResponse:
    return desk.post("/rescue-files", {"file": (io.BytesIO(content), "phone.rescue"), **more})


def file(
    node: Node, phone: Phone, *, photos: list[bytes] | None = None, drafts: bool = False
) -> bytes:
    """What this phone would write: a report, and a draft if told so."""
    writer = make.Phone(phone.person, phone.id)
    draft = writer.change("observation", {"authority": "forening", "reporter": phone.person.id})
    entries: list[dict[str, Any]] = [
        {
            "sha256": hashlib.sha256(content).hexdigest(),
            "type": "image/jpeg",
            "device": phone.id,
            "draft": False,
        }
        for content in photos or []
    ]
    with node.db.write() as db:
        key = public_key(db)
    first = rescue_file.contents(
        {phone.id: phone.token},
        [writer.observation().as_json()],
        [draft.as_json()] if drafts else [],
        entries,
    )
    return rescue_file.seal([first, *(photos or [])], key)


def test_the_page_says_what_came(
    coordinator: Desk, phone: Phone, node: Node, picture: bytes
) -> None:
    content = file(node, phone, photos=[picture, b"no picture"], drafts=True)
    text = hand_in(coordinator, content).text
    for said in (
        "Räddningsfilen är intagen",
        "walker forening",
        "1 ändring · 1 bild",
        "En bild togs inte emot: filen är ingen bild",
        "1 ändring i utkast togs inte in",
    ):
        assert said in text
    again = hand_in(coordinator, content, drafts="y").text
    assert "1 ändring · 0 bilder" in again
    assert "1 ändring · 1 bild" in again
    assert ("rescue-taken", phone.id) in audited(node)


def test_what_nobody_can_have_written_is_shown_under_set_aside(
    coordinator: Desk, node: Node, phone: Phone
) -> None:
    stranger = Phone.__new__(Phone)
    stranger.person, stranger.id, stranger.token = phone.person, new_id(), "another"
    text = hand_in(coordinator, file(node, stranger)).text
    assert "Något kunde inte tas in som det är" in text
    assert "Inte din att ändra" in coordinator.get("/quarantine").text


def test_a_phone_of_another_desk_is_not_taken_in(
    coordinator: Desk, node: Node, add_person: Callable[..., Person]
) -> None:
    other = Phone(node, add_person("walker", "polis"))
    answer = hand_in(coordinator, file(node, other))
    assert answer.status_code == 403
    assert "Inget har ändrats" in answer.text
    with node.db.read() as db:
        assert not db.execute("SELECT 1 FROM changes").fetchone()


@pytest.mark.parametrize("content", [b"", b"hej", b'{"format":"fieldapp-rescue","version":1}\n'])
def test_what_is_no_such_file_is_told_in_words(
    coordinator: Desk, node: Node, phone: Phone, content: bytes
) -> None:
    file(node, phone)
    answer = hand_in(coordinator, content)
    assert answer.status_code in (409, 422)
    assert "Inget har tagits in" in answer.text


def test_a_form_without_a_file_says_what_to_do(coordinator: Desk) -> None:
    answer = coordinator.post("/rescue-files")
    assert answer.status_code == 422
    assert "Välj filen som telefonen sparade." in answer.text


def test_a_file_may_be_larger_than_a_form_but_not_than_the_setting(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "small", max_body_bytes=2_000, max_rescue_bytes=9_000)
    app: Flask = create_app(settings)
    desk = _signed_in(app)
    assert hand_in(desk, b"x" * 8_000).status_code == 409
    answer = hand_in(desk, b"x" * 20_000)
    assert answer.status_code == 413
    assert "större än 9000 byte" in answer.text
    app.extensions["fieldapp"].db.close()


def _signed_in(app: Flask) -> Desk:
    person = make.person("coordinator", "kommun")
    with app.extensions["fieldapp"].db.write() as db:
        people.add(db, person, None, make.NOW)
    client = app.test_client()
    with client.session_transaction(base_url=HTTPS) as session:
        session["person"], session["epoch"] = person.id, 0
    return Desk(client, person)


def test_the_way_in_stands_on_the_page_of_phones(coordinator: Desk) -> None:
    assert 'href="/rescue-files/new"' in coordinator.get("/devices").text
    assert "Telefonhälsa" in coordinator.get("/rescue-files/new").text


def test_a_change_is_under_its_author(coordinator: Desk, phone: Phone, node: Node) -> None:
    hand_in(coordinator, file(node, phone))
    with node.db.read() as db:
        (row,) = db.execute("SELECT device, actor FROM changes").fetchall()
    assert tuple(row) == (phone.id, phone.person.id)
