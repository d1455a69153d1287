"""The protocol of tus 1.0.0: what is offered, what is demanded, and checksums."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable

import pytest

from fieldapp.node import Node
from tests.api import pictures
from tests.api.conftest import BYTES, Phone, assert_kept, begin

Invite = Callable[..., Phone]
PIECE = 64 * 1024


def test_the_server_says_what_it_can(phone: Phone) -> None:
    answer = phone.client.options("/api/photos")
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    extensions = "creation,creation-with-upload,termination,checksum,expiration"
    assert answer.headers["Tus-Extension"] == extensions
    assert answer.headers["Tus-Checksum-Algorithm"] == "sha1,sha256"
    assert answer.headers["Tus-Max-Size"] == "2000000"


@pytest.mark.parametrize(
    "about",
    [
        {},
        {"Upload-Length": "3"},
        {"Upload-Metadata": pictures.metadata(b"hej")},
        {"Upload-Length": "-3", "Upload-Metadata": pictures.metadata(b"hej")},
        {"Upload-Length": "3", "Upload-Metadata": "sha256 ???,filetype aW1hZ2UvanBlZw=="},
        {"Upload-Defer-Length": "1", "Upload-Metadata": pictures.metadata(b"hej")},
    ],
)
def test_a_creation_that_says_too_little_is_refused(phone: Phone, about: dict[str, str]) -> None:
    answer = phone.tus("POST", "/api/photos", **about)
    assert (answer.status_code, answer.json["type"]) == (400, "/problems/upload-metadata-missing")


def test_another_version_of_tus_is_refused(phone: Phone, picture: bytes) -> None:
    path = begin(phone, picture)
    for method in ("HEAD", "PATCH", "DELETE"):
        answer = phone.tus(method, path, **{"Tus-Resumable": "0.2.2"})
        assert answer.status_code == 412
        assert answer.headers["Tus-Version"] == "1.0.0"


def test_a_piece_says_that_it_is_bytes(phone: Phone, picture: bytes) -> None:
    path = begin(phone, picture)
    answer = phone.append(path, 0, picture, **{"Content-Type": "image/jpeg"})
    assert (answer.status_code, answer.json["type"]) == (415, "/problems/upload-content-type")


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_piece_that_differs_from_its_checksum_is_thrown_away(
    phone: Phone, node: Node, picture: bytes, algorithm: str
) -> None:
    def checksum(piece: bytes) -> dict[str, str]:
        found = base64.b64encode(hashlib.new(algorithm, piece).digest()).decode()
        return {"Upload-Checksum": f"{algorithm} {found}"}

    path, half = begin(phone, picture), len(picture) // 2
    good = phone.append(path, 0, picture[:half], **checksum(picture[:half]))
    assert good.status_code == 204
    bad = phone.append(path, half, bytes(len(picture) - half), **checksum(picture[half:]))
    assert (bad.status_code, bad.json["type"]) == (460, "/problems/upload-checksum-differs")
    assert phone.tus("HEAD", path).headers["Upload-Offset"] == str(half)
    assert phone.append(path, half, picture[half:], **checksum(picture[half:])).status_code == 204
    assert_kept(node, picture)


@pytest.mark.parametrize("header", ["md5 AAAA", "sha1", "sha1 ***", ""])
def test_a_checksum_that_cannot_be_read_is_refused(
    phone: Phone, picture: bytes, header: str
) -> None:
    path = begin(phone, picture)
    answer = phone.append(path, 0, picture, **{"Upload-Checksum": header})
    assert answer.json["type"] == "/problems/upload-checksum-unsupported"
    assert phone.tus("HEAD", path).headers["Upload-Offset"] == "0"


def test_a_method_that_no_proxy_lets_through_can_be_named(
    phone: Phone, node: Node, picture: bytes
) -> None:
    path = begin(phone, picture)
    about = {"Upload-Offset": "0", "Content-Type": BYTES}
    named = {"X-HTTP-Method-Override": "PATCH", **about}
    assert phone.tus("POST", path, picture, **named).status_code == 204
    assert_kept(node, picture)
    answer = phone.tus("POST", path, b"", **about)
    assert (answer.status_code, answer.json["type"]) == (405, "/problems/method-not-allowed")
