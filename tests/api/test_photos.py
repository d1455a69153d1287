"""Photos over tus: whole or not at all, and resumable everywhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from email.utils import parsedate_to_datetime

import pytest

from fieldapp.node import Node
from fieldapp.storage import uploads
from tests.api import pictures
from tests.api.conftest import Phone, assert_kept, begin, files

Invite = Callable[..., Phone]
PIECE = 64 * 1024


def test_a_photo_comes_in_one_round_trip(phone: Phone, node: Node, picture: bytes) -> None:
    answer = phone.create(picture, picture)
    assert answer.status_code == 201
    assert answer.headers["Upload-Offset"] == str(len(picture))
    assert answer.headers["Tus-Resumable"] == "1.0.0"
    assert_kept(node, picture)
    assert phone.tus("HEAD", answer.headers["Location"]).headers["Upload-Offset"] == str(
        len(picture)
    )


def test_a_photo_comes_in_pieces(phone: Phone, node: Node, picture: bytes) -> None:
    path = begin(phone, picture)
    for start in range(0, len(picture), PIECE):
        piece = picture[start : start + PIECE]
        answer = phone.append(path, start, piece)
        assert answer.status_code == 204
        assert answer.headers["Upload-Offset"] == str(start + len(piece))
        assert parsedate_to_datetime(answer.headers["Upload-Expires"])
        told = phone.tus("HEAD", path)
        assert told.headers["Upload-Offset"] == str(start + len(piece))
        assert told.headers["Upload-Length"] == str(len(picture))
        assert told.headers["Cache-Control"] == "no-store"
    assert_kept(node, picture)


def test_a_creation_whose_answer_was_lost_is_taken_up_again(
    phone: Phone, node: Node, picture: bytes
) -> None:
    first = phone.create(picture, picture[:100_000])
    again = phone.create(picture, picture[:150_000])
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Upload-Offset"] == "150000"
    rest = phone.append(first.headers["Location"], 150_000, picture[150_000:])
    assert rest.status_code == 204
    assert_kept(node, picture)


def test_a_creation_without_bytes_begins_at_the_beginning(phone: Phone, picture: bytes) -> None:
    first = phone.create(picture, picture[:100_000])
    again = phone.create(picture)
    assert again.headers["Location"] != first.headers["Location"]
    assert again.headers["Upload-Offset"] == "0"


def test_a_last_piece_whose_answer_was_lost_is_harmless(
    phone: Phone, node: Node, picture: bytes
) -> None:
    path = begin(phone, picture)
    assert phone.append(path, 0, picture).status_code == 204
    for offset in (0, len(picture)):
        again = phone.append(path, offset, picture[offset:])
        assert again.status_code == 204
        assert again.headers["Upload-Offset"] == str(len(picture))
    assert_kept(node, picture)


def test_a_photo_that_is_held_is_complete_from_the_start(
    phone: Phone, invite: Invite, node: Node, picture: bytes
) -> None:
    phone.create(picture, picture)
    other = invite()
    other.enrol()
    for body in (b"", picture):
        answer = other.create(picture, body)
        assert answer.status_code == 201
        assert answer.headers["Upload-Offset"] == str(len(picture))
    assert_kept(node, picture)


def test_an_upload_belongs_to_its_device(phone: Phone, invite: Invite, picture: bytes) -> None:
    path = begin(phone, picture)
    other = invite()
    other.enrol()
    for answer in (
        other.tus("HEAD", path),
        other.append(path, 0, picture),
        other.tus("DELETE", path),
    ):
        assert answer.status_code == 404
    assert phone.tus("HEAD", path).status_code == 200


@pytest.mark.parametrize("claimed", [0, PIECE - 1, PIECE + 1])
def test_a_piece_from_another_place_is_refused(phone: Phone, picture: bytes, claimed: int) -> None:
    path = begin(phone, picture)
    phone.append(path, 0, picture[:PIECE])
    answer = phone.append(path, claimed, picture[claimed:])
    assert answer.json["type"] == "/problems/upload-offset-differs"
    assert answer.json["offset"] == PIECE
    assert phone.tus("HEAD", path).headers["Upload-Offset"] == str(PIECE)


def test_an_upload_can_be_ended(phone: Phone, node: Node, picture: bytes) -> None:
    path = begin(phone, picture)
    phone.append(path, 0, picture[:PIECE])
    assert phone.tus("DELETE", path).status_code == 204
    assert phone.tus("HEAD", path).status_code == 404
    assert files(node) == []


def test_what_a_crash_left_is_cleared_away(phone: Phone, node: Node, picture: bytes) -> None:
    with uploads.hold(node.db.photos, "lost") as part:
        part.append(picture)
    os.utime(part.path, (0, 0))
    phone.create(picture, picture)
    assert_kept(node, picture)


def test_an_upload_whose_time_is_out_can_be_begun_again(
    phone: Phone, node: Node, picture: bytes
) -> None:
    path = begin(phone, picture)
    phone.append(path, 0, picture[:PIECE])
    with node.db.write() as db:
        db.execute("UPDATE uploads SET expires_at = '2026-01-01T00:00:00.000Z'")
    assert phone.tus("HEAD", path).status_code == 410
    answer = phone.create(picture, picture)
    assert answer.status_code == 201
    assert answer.headers["Location"] != path
    assert_kept(node, picture)


def test_a_node_gets_the_original_of_a_report_it_may_have(
    phone: Phone, station: Phone, picture: bytes
) -> None:
    phone.create(picture, picture)
    path = f"/api/photos/by-digest/{pictures.digest(picture)}"
    assert station.get(path).status_code == 404
    phone.push(phone.shift(), phone.report_with(picture))
    with station.get(path) as answer:
        assert (answer.data, answer.mimetype) == (picture, "image/jpeg")
    assert phone.get(path).json["type"] == "/problems/not-allowed"
    assert station.get(f"/api/photos/by-digest/{'0' * 64}").status_code == 404
    assert station.get("/api/photos/by-digest/..%2Fuploads").status_code == 404


def test_a_phone_has_one_photo_fewer_to_send(phone: Phone, node: Node, picture: bytes) -> None:
    phone.push(holding={"changes": 0, "photos": 2, "oldest": None})
    phone.create(picture, picture)
    with node.db.read() as db:
        assert db.execute("SELECT holding_photos FROM devices").fetchone()[0] == 1
