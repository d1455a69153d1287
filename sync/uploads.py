"""Photos sent with tus 1.0.0: in pieces, resumed where the node says that it stopped."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import requests

from sync import failures
from sync.client import Client
from sync.outcome import SyncError, Unknown

PIECE = 512 * 1024
MOST_FAILURES = 4
"""In a row, without getting any further than before."""
_GONE = (404, 410)
_WORTH_ANOTHER = (*_GONE, 409, 460)


@dataclass(frozen=True)
class Photo:
    """An original to send: its SHA-256 in hex, its bytes and its media type."""

    sha256: str
    size: int
    type: str


class Uploads:
    """Sends originals to one node. `addresses`, digest → upload, is for whoever stays to keep."""

    def __init__(
        self, client: Client, addresses: MutableMapping[str, str] | None = None, piece: int = PIECE
    ) -> None:
        self.client = client
        self.addresses = {} if addresses is None else addresses
        self.piece = piece

    def send(self, photo: Photo, original: BinaryIO) -> bool:
        """Returns when the node has verified the whole photo. Raises SyncError; what came before
        that is kept at the node, and the next call goes on from there. False for one that the node
        held already."""
        offset, failed = self._begin(photo), 0
        furthest, lacked = offset, offset < photo.size
        while offset < photo.size:
            try:
                offset = self._piece(self.addresses[photo.sha256], offset, original)
                if offset > furthest:
                    furthest, failed = offset, 0
            except SyncError as error:
                failed += 1
                if failed > MOST_FAILURES or not _is_worth_another(error):
                    raise
                offset = self._begin(photo)
        self.addresses.pop(photo.sha256, None)
        return lacked

    def _begin(self, photo: Photo) -> int:
        """The offset of the photo's upload, created if there is none."""
        address = self.addresses.get(photo.sha256)
        if address is not None:
            try:
                return _offset(self._call("HEAD", address))
            except SyncError as error:
                if error.call.status not in _GONE:
                    raise
        return self._create(photo)

    def _create(self, photo: Photo) -> int:
        named = {"sha256": photo.sha256, "filetype": photo.type}
        metadata = ",".join(
            f"{key} {b64encode(text.encode()).decode()}" for key, text in named.items()
        )
        headers = {"Upload-Length": str(photo.size), "Upload-Metadata": metadata}
        response = self._call("POST", "api/photos", headers)
        if "Location" not in response.headers:
            raise failures.not_ours(response)
        # A proxy may have written its own idea of scheme and host.
        found = urlsplit(response.headers["Location"])._replace(scheme="", netloc="").geturl()
        self.addresses[photo.sha256] = found
        return _offset(response) if "Upload-Offset" in response.headers else 0

    def _piece(self, address: str, offset: int, original: BinaryIO) -> int:
        original.seek(offset)
        piece = original.read(self.piece)
        headers = {
            "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": str(offset),
            "Upload-Checksum": f"sha256 {b64encode(hashlib.sha256(piece).digest()).decode()}",
        }
        return _offset(self._call("PATCH", address, headers, data=piece))

    def _call(
        self, method: str, path: str, headers: dict[str, str] | None = None, **options: Any
    ) -> requests.Response:
        headers = {"Tus-Resumable": "1.0.0", **(headers or {})}
        return self.client.call(method, path, headers=headers, **options)


def _offset(response: requests.Response) -> int:
    """Where the node says that the upload is; an answer that does not say so is not the node's."""
    found = response.headers.get("Upload-Offset", "")
    if not (found.isascii() and found.isdigit()):
        raise failures.not_ours(response)
    return int(found)


def _is_worth_another(error: SyncError) -> bool:
    cut = isinstance(error, Unknown) and error.call.status is None
    return cut or error.call.status in _WORTH_ANOTHER
