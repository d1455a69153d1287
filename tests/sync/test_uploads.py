"""Photos sent in pieces over ways that break."""

from __future__ import annotations

from io import BytesIO

import pytest

from sync.outcome import Refused, Unknown
from sync.phone import Phone
from sync.uploads import Photo, Uploads
from tests.api import pictures
from tests.sync import portal as tricks
from tests.sync.nodes import LiveNode
from tests.sync.portal import Between, Portal

PIECE = 16 * 1024


@pytest.fixture(scope="module")
def content() -> bytes:
    found = pictures.jpeg(800, 600)
    assert len(found) > 3 * PIECE
    return found


@pytest.fixture
def photo(content: bytes) -> Photo:
    return Photo(pictures.digest(content), len(content), "image/jpeg")


@pytest.fixture
def uploads(strayed: Phone) -> Uploads:
    return Uploads(strayed.client, piece=PIECE)


def flipped(between: Between) -> None:
    """One bit is lost on the way."""
    between.body = bytes([between.body[0] ^ 1]) + between.body[1:]
    tricks.honest(between)


def test_a_photo_arrives_whole(
    node: LiveNode, uploads: Uploads, photo: Photo, content: bytes
) -> None:
    uploads.send(photo, BytesIO(content))
    assert node.photos() == [photo.sha256]
    assert uploads.addresses == {}


def test_a_photo_the_node_has_is_not_sent_again(
    uploads: Uploads, portal: Portal, photo: Photo, content: bytes
) -> None:
    uploads.send(photo, BytesIO(content))
    portal.heard.clear()
    uploads.send(photo, BytesIO(content))
    assert portal.heard == ["POST /api/photos"]


@pytest.mark.parametrize("trick", [tricks.cut_request, tricks.swallow, flipped])
@pytest.mark.parametrize("before", [1, 2, 3])
def test_a_broken_piece_is_resumed_where_the_node_says(
    node: LiveNode,
    uploads: Uploads,
    portal: Portal,
    photo: Photo,
    content: bytes,
    trick: tricks.Trick,
    before: int,
) -> None:
    portal.tricks = [tricks.honest] * before + [trick]
    uploads.send(photo, BytesIO(content))
    assert node.photos() == [photo.sha256]
    assert any(heard.startswith("HEAD") for heard in portal.heard)
    assert sum(heard.startswith("POST /api/photos") for heard in portal.heard) == 1


def test_the_last_answer_may_be_lost(
    node: LiveNode, uploads: Uploads, portal: Portal, photo: Photo, content: bytes
) -> None:
    pieces = -(-len(content) // PIECE)
    portal.tricks = [tricks.honest] * pieces + [tricks.swallow]
    uploads.send(photo, BytesIO(content))
    assert node.photos() == [photo.sha256]
    assert portal.heard[-1].startswith("HEAD")


def test_the_next_run_goes_on_where_this_one_stopped(
    node: LiveNode, strayed: Phone, portal: Portal, photo: Photo, content: bytes
) -> None:
    addresses: dict[str, str] = {}
    portal.tricks = [tricks.honest, tricks.honest, tricks.bad_gateway]
    with pytest.raises(Unknown):
        Uploads(strayed.client, addresses, PIECE).send(photo, BytesIO(content))
    assert list(addresses) == [photo.sha256]
    portal.heard.clear()
    Uploads(strayed.client, addresses, PIECE).send(photo, BytesIO(content))
    assert portal.heard[0].startswith("HEAD")
    assert len(portal.heard) == -(-len(content) // PIECE)
    assert node.photos() == [photo.sha256]


def test_an_upload_the_node_has_forgotten_begins_anew(
    node: LiveNode, uploads: Uploads, photo: Photo, content: bytes
) -> None:
    uploads.addresses[photo.sha256] = "/api/photos/019aa001-0000-7000-8000-0000000000aa"
    uploads.send(photo, BytesIO(content))
    assert node.photos() == [photo.sha256]


def test_a_way_that_is_cut_for_good_is_given_up(
    uploads: Uploads, portal: Portal, photo: Photo, content: bytes
) -> None:
    portal.tricks = [tricks.honest]
    portal.always = tricks.cut_request
    with pytest.raises(Unknown):
        uploads.send(photo, BytesIO(content))
    assert len(portal.heard) < 10


def test_a_login_page_is_no_progress(
    node: LiveNode, uploads: Uploads, portal: Portal, photo: Photo, content: bytes
) -> None:
    portal.always = tricks.login_page
    with pytest.raises(Unknown):
        uploads.send(photo, BytesIO(content))
    portal.tricks, portal.always = [tricks.honest], tricks.login_page
    with pytest.raises(Unknown):
        uploads.send(photo, BytesIO(content))
    assert node.photos() == []


def test_what_is_no_photo_is_refused_with_its_reason(uploads: Uploads) -> None:
    text = b"inte en bild" * 100
    with pytest.raises(Refused) as caught:
        uploads.send(Photo(pictures.digest(text), len(text), "image/jpeg"), BytesIO(text))
    assert caught.value.name == "photo-not-an-image"


def test_content_that_is_not_its_digest_is_refused_in_the_end(
    node: LiveNode, uploads: Uploads, photo: Photo, content: bytes
) -> None:
    wrong = Photo("0" * 64, photo.size, photo.type)
    with pytest.raises(Refused) as caught:
        uploads.send(wrong, BytesIO(content))
    assert caught.value.name == "photo-digest-differs"
    assert node.photos() == []
