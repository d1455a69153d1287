"""A rescue file's contents are read whole, or not at all with the reason."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from fieldapp.domain.problems import Problem
from fieldapp.storage.devices import token_hash
from sync.rescue import Rescue, open_file
from sync.sealing import Key
from tests import make, rescue_file

SERVER = Key.new()
DEVICE, TOKEN = make.new_id(), "t" * 43
PHOTO = {"sha256": "ab" * 32, "type": "image/jpeg", "device": DEVICE, "draft": False}


def opened(*parts: bytes) -> Rescue:
    return open_file(io.BytesIO(rescue_file.seal(parts, SERVER.public)), SERVER)


def test_it_tells_what_is_in_the_file_and_gives_the_photos_in_order() -> None:
    change = make.Phone(make.person("walker")).observation().as_json()
    first = rescue_file.contents(
        {DEVICE: TOKEN}, [change], [], [PHOTO, {**PHOTO, "sha256": "cd" * 32}]
    )
    found = opened(first, b"one", b"two")
    assert found.contents["changes"] == [change]
    assert [(entry["sha256"][:2], content) for entry, content in found.photos()] == [
        ("ab", b"one"),
        ("cd", b"two"),
    ]


def test_the_file_proves_whose_phone_it_is_from() -> None:
    found = opened(rescue_file.contents({DEVICE: TOKEN}))
    assert found.is_from(DEVICE, token_hash(TOKEN))
    assert not found.is_from(DEVICE, token_hash("another"))
    assert not found.is_from(make.new_id(), token_hash(TOKEN))


@pytest.mark.parametrize(
    "content", [b"", b"no json", b"[]", b"[" * 100_000, b'{"saved_at": "yesterday"}']
)
def test_contents_of_another_form_are_told_as_unreadable(content: bytes) -> None:
    with pytest.raises(Problem, match="rescue-unreadable"):
        opened(content)


@pytest.mark.parametrize("name", ["changes", "drafts", "photos", "phones"])
def test_every_list_is_judged(name: str) -> None:
    told: dict[str, Any] = {**json.loads(rescue_file.contents({})), name: [7]}
    with pytest.raises(Problem, match="rescue-unreadable"):
        opened(json.dumps(told).encode())
