"""What is no photo, and what there is no room for: told, and nothing left behind."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from fieldapp.api import slots
from fieldapp.config import Settings
from fieldapp.node import Node
from fieldapp.storage import photos, uploads
from tests.api import pictures
from tests.api.conftest import Phone, assert_kept, begin, files

Invite = Callable[..., Phone]
PIECE = 64 * 1024


def test_what_comes_damaged_is_thrown_away(phone: Phone, node: Node, picture: bytes) -> None:
    path = begin(phone, picture)
    answer = phone.append(path, 0, picture[:-1] + b"!")
    assert (answer.status_code, answer.json["type"]) == (460, "/problems/photo-digest-differs")
    assert phone.tus("HEAD", path).status_code == 404
    assert files(node) == []


BAD: dict[str, tuple[bytes, str, str]] = {
    "text": (b"hej", "image/jpeg", "photo-not-an-image"),
    "svg": (b"<svg xmlns='...'/>", "image/svg+xml", "photo-format-unsupported"),
    "heic": (b"\0\0\0\x18ftypheic" + bytes(99), "image/heic", "photo-format-unsupported"),
    "png as jpeg": (pictures.png(), "image/jpeg", "photo-type-differs"),
    "bomb": (pictures.bomb(), "image/png", "photo-too-many-pixels"),
    "cut": (pictures.jpeg()[:-9000], "image/jpeg", "photo-truncated"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_photo_is_told_and_leaves_nothing(phone: Phone, node: Node, name: str) -> None:
    content, filetype, problem = BAD[name]
    answer = phone.create(content, content, filetype)
    assert answer.json["type"] == f"/problems/{problem}"
    assert 400 <= answer.status_code < 500
    assert files(node) == []
    with node.db.read() as db:
        assert not db.execute("SELECT 1 FROM photos UNION SELECT 1 FROM uploads").fetchone()
    assert phone.create(pictures.png(), pictures.png(), "image/png").status_code == 201


def test_a_photo_that_is_too_large_is_refused_before_it_is_sent(phone: Phone) -> None:
    about = {"Upload-Length": "2000001", "Upload-Metadata": pictures.metadata(b"x")}
    answer = phone.tus("POST", "/api/photos", **about)
    assert (answer.status_code, answer.json["type"]) == (413, "/problems/photo-too-large")


def test_a_full_disk_is_told_and_the_upload_goes_on_when_there_is_room(
    phone: Phone, node: Node, picture: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = begin(phone, picture)
    phone.append(path, 0, picture[:PIECE])
    room = [PIECE]

    def write(descriptor: int, piece: Any) -> int:
        if not room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real_write(descriptor, piece[: room.pop()])

    real_write = os.write
    monkeypatch.setattr(os, "write", write)
    answer = phone.append(path, PIECE, picture[PIECE:])
    monkeypatch.undo()
    assert (answer.status_code, answer.json["type"]) == (507, "/problems/disk-full")
    assert phone.tus("HEAD", path).headers["Upload-Offset"] == str(PIECE)
    assert phone.append(path, PIECE, picture[PIECE:]).status_code == 204
    assert_kept(node, picture)


def test_a_disk_that_is_full_at_the_end_loses_nothing(
    phone: Phone, node: Node, picture: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(_: Path, __: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = begin(phone, picture)
    monkeypatch.setattr(Path, "replace", replace)
    assert phone.append(path, 0, picture).json["type"] == "/problems/disk-full"
    monkeypatch.undo()
    offset = int(phone.tus("HEAD", path).headers["Upload-Offset"])
    assert phone.append(path, offset, picture[offset:]).status_code == 204
    assert_kept(node, picture)


def test_two_phones_that_send_the_same_photo_at_once_both_succeed(
    phone: Phone, invite: Invite, node: Node, picture: bytes
) -> None:
    other = invite()
    other.enrol()
    one, two = begin(phone, picture), begin(other, picture)
    assert phone.append(one, 0, picture[:PIECE]).status_code == 204
    assert other.append(two, 0, picture).status_code == 204
    told = phone.tus("HEAD", one)
    assert told.headers["Upload-Offset"] == str(len(picture))


def test_a_held_upload_tells_a_second_connection_to_wait(
    phone: Phone, node: Node, picture: bytes
) -> None:
    path = begin(phone, picture)
    with uploads.hold(node.db.photos, path.rpartition("/")[2]):
        answer = phone.append(path, 0, picture)
    assert (answer.status_code, answer.json["type"]) == (503, "/problems/upload-in-use")
    assert answer.headers["Retry-After"]
    assert phone.append(path, 0, picture).status_code == 204


def test_more_than_was_announced_is_refused(phone: Phone, picture: bytes) -> None:
    path = begin(phone, picture)
    answer = phone.append(path, 0, picture + b"!")
    assert (answer.status_code, answer.json["type"]) == (413, "/problems/body-too-large")
    assert phone.tus("HEAD", path).headers["Upload-Offset"] == "0"


def test_photos_leave_threads_to_text(
    settings: Settings, phone: Phone, node: Node, picture: bytes
) -> None:
    path = begin(phone, picture)
    with phone.client.application.app_context(), ExitStack() as slow_ones:
        for _ in range(settings.threads // 2):
            slow_ones.enter_context(slots.for_photo())
        answer = phone.append(path, 0, picture)
        assert (answer.status_code, answer.json["type"]) == (503, "/problems/busy")
        assert answer.headers["Retry-After"]
        assert phone.push(phone.shift()).json["results"][0]["status"] == "stored"
    assert phone.append(path, 0, picture).status_code == 204
    assert_kept(node, picture)


def test_a_photo_whose_last_step_a_crash_took_is_kept_when_it_is_asked_for(
    phone: Phone, node: Node, picture: bytes
) -> None:
    path = begin(phone, picture)
    uploads.part_file(node.db.photos, path.rpartition("/")[2]).write_bytes(picture)
    answer = phone.tus("HEAD", path)
    assert answer.headers["Upload-Offset"] == str(len(picture))
    assert_kept(node, picture)


def test_what_a_crash_left_whole_and_damaged_is_not_told_as_received(
    phone: Phone, node: Node, picture: bytes
) -> None:
    path = begin(phone, picture)
    part = uploads.part_file(node.db.photos, path.rpartition("/")[2])
    part.write_bytes(picture[:-1] + b"!")
    assert phone.tus("HEAD", path).status_code == 460
    assert not part.exists()
    assert phone.tus("HEAD", path).status_code == 404


def test_a_photo_whose_row_a_crash_took_is_not_sent_again(
    phone: Phone, node: Node, picture: bytes
) -> None:
    path = begin(phone, picture)
    place = photos.original(node.db.photos, pictures.digest(picture))
    place.parent.mkdir(parents=True)
    place.write_bytes(picture)
    assert phone.tus("HEAD", path).headers["Upload-Offset"] == str(len(picture))
    uploads.part_file(node.db.photos, path.rpartition("/")[2]).unlink()
    assert_kept(node, picture)


def test_a_file_in_a_photos_place_that_is_not_it_is_replaced(
    phone: Phone, node: Node, picture: bytes
) -> None:
    path = begin(phone, picture)
    place = photos.original(node.db.photos, pictures.digest(picture))
    place.parent.mkdir(parents=True)
    place.write_bytes(picture[:-1] + b"!")
    assert phone.tus("HEAD", path).headers["Upload-Offset"] == "0"
    assert phone.append(path, 0, picture).status_code == 204
    assert_kept(node, picture)
