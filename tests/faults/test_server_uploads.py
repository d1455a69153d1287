"""Uploads that are torn, lie, come twice at once, or are never finished."""

from __future__ import annotations

import hashlib
import socket
import sqlite3
import threading
from base64 import b64encode
from contextlib import closing
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
import requests

from fieldapp.storage import uploads
from sync.client import Client
from sync.phone import Phone
from sync.uploads import Photo, Uploads
from tests.api.live import raw
from tests.api.pictures import digest, metadata
from tests.faults import scene
from tests.faults.conftest import Rounds
from tests.faults.node import Node, check_photos, check_whole

PIECE = 64 * 1024
BYTES = "application/offset+octet-stream"
pytestmark = pytest.mark.slow


class Sender:
    """A phone's upload of one picture, a request at a time."""

    def __init__(self, node: Node, phone: Phone, picture: bytes) -> None:
        self.node, self.phone, self.picture = node, phone, picture
        scene.photograph(phone, scene.observe(phone, Random(13)), picture)
        about = {"Upload-Length": str(len(picture)), "Upload-Metadata": metadata(picture)}
        created = self.call("POST", "/api/photos", about)
        assert created.status_code == 201
        self.path = created.headers["Location"]

    @property
    def part(self) -> Path:
        return uploads.part_file(self.node.folder / "photos", self.path.rpartition("/")[2])

    @property
    def signed(self) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self.phone.memory.token}",
            "Tus-Resumable": "1.0.0",
        }

    def call(
        self, method: str, path: str, headers: dict[str, str], body: bytes = b""
    ) -> requests.Response:
        return requests.request(
            method, self.node.url + path, headers={**self.signed, **headers}, data=body, timeout=20
        )

    def append(self, offset: int, body: bytes, **headers: str) -> requests.Response:
        about = {"Upload-Offset": str(offset), "Content-Type": BYTES, **headers}
        return self.call("PATCH", self.path, about, body)

    def offset(self) -> int:
        return int(self.call("HEAD", self.path, {}).headers["Upload-Offset"])


def test_lying_uploads(node: Node) -> None:
    """Pieces at a wrong offset, with a wrong checksum, with more bytes than declared, a photo that
    is not the digest it was announced as: each is refused by name, leaves nothing of itself, and
    the true photo then arrives once."""
    node.start()
    phone = node.phone()
    picture = scene.picture(Random(1), 300)
    sender = Sender(node, phone, picture)
    wrong = {"Upload-Checksum": f"sha256 {b64encode(hashlib.sha256(b'x').digest()).decode()}"}
    lies = [
        (sender.append(7, picture[7:]), 409, "upload-offset-differs"),
        (sender.append(0, picture[:PIECE], **wrong), 460, "upload-checksum-differs"),
        (sender.append(0, picture + b"more"), 413, "body-too-large"),
        (sender.append(-1, picture), 409, "upload-offset-differs"),
    ]
    for answer, status, name in lies:
        assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{name}")
    assert sender.offset() == 0
    assert sender.append(0, picture[:PIECE]).status_code == 204
    assert sender.append(0, picture[:PIECE]).status_code == 409
    forged = sender.append(PIECE, picture[PIECE:-1] + b"!")
    assert (forged.status_code, forged.json()["type"]) == (460, "/problems/photo-digest-differs")
    assert node.photos() == {}
    assert not sender.part.exists()
    assert phone.sync().complete
    check_whole(node, [phone])


def test_torn_uploads(node: Node, rounds: Rounds) -> None:
    """A photo is cut around every 64 kB boundary, by a connection that ends and by a server that
    is killed (SIGKILL): what is told as safe is there byte for byte, never more than was sent, and
    the upload goes on from there."""
    node.start()
    phone = node.phone()
    for dice in rounds.of(4, 60):
        sender = Sender(node, phone, scene.picture(dice, 400))
        cut = PIECE * dice.randrange(1, 6) + dice.choice((-1, 0, 1))
        about = {**sender.signed, "Upload-Offset": "0", "Content-Type": BYTES}
        request = raw("PATCH", sender.path, about, sender.picture)
        head = len(request) - len(sender.picture)
        with socket.create_connection(("127.0.0.1", node.port)) as connection:
            connection.sendall(request[: head + cut])
            if dice.random() < 0.5:
                node.kill()
                node.start()
        safe = sender.offset()
        assert safe <= cut
        assert sender.part.read_bytes()[:safe] == sender.picture[:safe]
        assert phone.sync().complete
        check_photos(node, [phone])
    check_whole(node, [phone])


def test_the_same_photo_twice_at_once(node: Node, rounds: Rounds) -> None:
    """Two phones, and one of them twice, send the same picture at once in small pieces: all hear
    that it has arrived, and it is kept once."""
    node.start()
    for dice in rounds.of(2, 30):
        picture = scene.picture(dice, 500)
        phones = [node.phone(), node.phone()]
        for phone in phones:
            scene.photograph(phone, scene.observe(phone, dice), picture)
        clients = [Client(node.url, phone.memory.token) for phone in (*phones, phones[0])]
        told: list[str] = []
        threads = [
            threading.Thread(target=_send, args=(client, picture, told)) for client in clients
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert told == [digest(picture)] * len(clients)
        for phone in phones:
            assert phone.sync().complete
        assert node.photos()[digest(picture)] == len(picture)
        assert node.findings() == []


def _send(client: Client, picture: bytes, told: list[str]) -> None:
    photo = Photo(digest(picture), len(picture), "image/jpeg")
    Uploads(client, piece=PIECE // 2).send(photo, BytesIO(picture))
    told.append(photo.sha256)


def test_an_upload_never_finished(node: Node) -> None:
    """An upload that was begun and never finished is told as gone when its time is out, what it
    left is swept at the next creation, and the phone begins again and gets through."""
    node.start()
    phone = node.phone()
    sender = Sender(node, phone, scene.picture(Random(2), 300))
    assert sender.append(0, sender.picture[:PIECE]).status_code == 204
    phone.memory.uploads[digest(sender.picture)] = sender.path
    with closing(sqlite3.connect(node.folder / "fieldapp.db")) as db, db:
        db.execute("UPDATE uploads SET expires_at = '2026-01-01T00:00:00.000Z'")
    late = sender.append(PIECE, sender.picture[PIECE:])
    assert (late.status_code, late.json()["type"]) == (410, "/problems/upload-expired")
    assert phone.sync().complete
    assert not sender.part.exists()
    check_whole(node, [phone])
