"""A tus client that is not ours: tuspy, against a real server."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from flask import Flask
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError
from tusclient.uploader import Uploader

from fieldapp.config import Settings
from fieldapp.node import Node
from fieldapp.storage import photos
from tests.api import pictures
from tests.api.conftest import Phone, opened
from tests.api.live import Server, running

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data=tmp_path_factory.mktemp("node"))


@pytest.fixture(scope="module")
def app(settings: Settings) -> Iterator[Flask]:
    yield from opened(settings)


@pytest.fixture(scope="module")
def server(settings: Settings) -> Iterator[Server]:
    with running(settings.data) as found:
        yield found


def uploader(server: Server, phone: Phone, picture: bytes, **options: object) -> Uploader:
    client = TusClient(f"{server.url}/api/photos", headers=phone.headers)
    about = {"sha256": pictures.digest(picture), "filetype": "image/jpeg"}
    found: Uploader = client.uploader(
        file_stream=io.BytesIO(picture), metadata=about, chunk_size=100_000, **options
    )
    return found


def assert_kept(node: Node, picture: bytes) -> None:
    sha256 = pictures.digest(picture)
    with node.db.read() as db:
        assert photos.get(db, sha256)
    assert photos.original(node.db.photos, sha256).read_bytes() == picture


def test_many_upload_at_once(server: Server, phone: Phone, node: Node) -> None:
    many = [pictures.jpeg(800, 600, 70 + n) for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda picture: uploader(server, phone, picture).upload(), many))
    for picture in many:
        assert_kept(node, picture)


@pytest.mark.parametrize("checksum", [False, True], ids=["bare", "with checksums"])
def test_it_uploads(server: Server, phone: Phone, node: Node, checksum: bool) -> None:
    picture = pictures.jpeg(1600, 1200, 61 + checksum)
    uploader(server, phone, picture, upload_checksum=checksum).upload()
    assert_kept(node, picture)


def test_it_goes_on_after_a_cut(server: Server, phone: Phone, node: Node) -> None:
    picture = pictures.jpeg(1600, 1200, 63)
    begun = uploader(server, phone, picture)
    begun.upload(stop_at=100_000)
    resumed = uploader(server, phone, picture, url=begun.url)
    assert resumed.offset == 100_000
    resumed.upload()
    assert_kept(node, picture)


def test_it_goes_on_after_the_server_was_killed(server: Server, phone: Phone, node: Node) -> None:
    picture = pictures.jpeg(1600, 1200, 64)
    begun = uploader(server, phone, picture)
    begun.upload(stop_at=200_000)
    server.kill()
    with pytest.raises((requests.ConnectionError, TusCommunicationError)):
        begun.get_offset()
    server.start()
    resumed = uploader(server, phone, picture, url=begun.url)
    assert resumed.offset == 200_000
    resumed.upload()
    assert_kept(node, picture)


def test_it_sends_a_damaged_piece_again(server: Server, phone: Phone, node: Node) -> None:
    picture = pictures.jpeg(1600, 1200, 65)
    begun = uploader(server, phone, picture)
    begun.upload(stop_at=100_000)
    headers = {
        **begun.get_headers(),
        "Upload-Offset": "100000",
        "Upload-Checksum": "sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "Content-Type": "application/offset+octet-stream",
    }
    assert requests.patch(begun.url, picture[100_000:], headers=headers).status_code == 460
    uploader(server, phone, picture, url=begun.url).upload()
    assert_kept(node, picture)


def test_a_photo_that_is_held_can_be_sent_again(server: Server, phone: Phone) -> None:
    picture = pictures.jpeg(1600, 1200, 66)
    uploader(server, phone, picture).upload()
    again = uploader(server, phone, picture)
    again.upload()
    assert again.get_offset() == len(picture)
