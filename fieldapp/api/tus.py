"""The headers of tus 1.0.0, read and written. https://tus.io/protocols/resumable-upload"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from flask import Response, request

from fieldapp.domain.clock import parse_time
from fieldapp.domain.problems import Problem
from fieldapp.storage.uploads import Upload

VERSION = "1.0.0"
BYTES = "application/offset+octet-stream"
ALGORITHMS = ("sha1", "sha256")
EXTENSIONS = ("creation", "creation-with-upload", "termination", "checksum", "expiration")
ROOT = "/api/photos"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Announced:
    """What a creation says is coming."""

    sha256: str
    type: str
    size: int


@dataclass(frozen=True, slots=True)
class Checksum:
    """What a piece of an upload should come to."""

    algorithm: str
    digest: bytes

    def hasher(self) -> hashlib._Hash:
        return hashlib.new(self.algorithm)


def check_version() -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise Problem("tus-version-unsupported")


def announced() -> Announced:
    """Raises Problem upload-metadata-missing."""
    metadata = _metadata(request.headers.get("Upload-Metadata", ""))
    sha256, size = metadata.get("sha256", "").lower(), _number("Upload-Length")
    if not _DIGEST.fullmatch(sha256) or not metadata.get("filetype") or size is None:
        raise Problem("upload-metadata-missing")
    return Announced(sha256, metadata["filetype"], size)


def claimed_offset() -> int:
    """Where the client thinks that its piece begins; -1, which is nowhere, if it does not say."""
    found = _number("Upload-Offset")
    return -1 if found is None else found


def carries_bytes() -> bool:
    return request.mimetype == BYTES


def checksum() -> Checksum | None:
    """Raises Problem upload-checksum-unsupported."""
    header = request.headers.get("Upload-Checksum")
    if header is None:
        return None
    algorithm, _, encoded = header.partition(" ")
    try:
        digest = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Problem("upload-checksum-unsupported") from error
    if algorithm not in ALGORITHMS or len(digest) != hashlib.new(algorithm).digest_size:
        raise Problem("upload-checksum-unsupported")
    return Checksum(algorithm, digest)


def capabilities(most_bytes: int) -> Response:
    response = Response(status=204)
    response.headers["Tus-Max-Size"] = str(most_bytes)
    response.headers["Tus-Extension"] = ",".join(EXTENSIONS)
    response.headers["Tus-Checksum-Algorithm"] = ",".join(ALGORITHMS)
    return response


def progress(upload: Upload, offset: int, status: int) -> Response:
    """Tells how far an upload has come and until when it may be resumed."""
    response = Response(status=status)
    response.headers["Upload-Offset"] = str(offset)
    response.headers["Upload-Expires"] = _http_date(upload.expires_at)
    if status == 201:
        response.headers["Location"] = f"{ROOT}/{upload.id}"
    return response


def speak(response: Response) -> Response:
    """The version on every answer about photos."""
    if request.path.startswith(ROOT):
        response.headers["Tus-Resumable"] = VERSION
        if response.status_code == 412 or request.method == "OPTIONS":
            response.headers["Tus-Version"] = VERSION
    return response


def _metadata(header: str) -> dict[str, str]:
    """Pairs of a key and a value in base64, separated by commas. The unreadable is left out."""
    found = {}
    for pair in header.split(","):
        key, _, encoded = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(encoded, validate=True).decode()
        except ValueError:
            continue
    return found


def _number(header: str) -> int | None:
    text = request.headers.get(header, "")
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else None


def _http_date(time: str) -> str:
    moment: datetime = parse_time(time)
    return format_datetime(moment, usegmt=True)
