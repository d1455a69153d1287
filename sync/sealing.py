"""Files sealed to a server: whoever finds one can read nothing of it; docs/protocol.md.

ECDH on P-256 with a key made for the file, HKDF with SHA-256, AES-256-GCM for each part.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from fieldapp.domain.problems import Problem

FORMAT, VERSION = "fieldapp-rescue", 1
_PURPOSE = b"fieldapp rescue 1"
_LONGEST_LINE = 2000
_LARGEST_PART = 64_000_000
_LENGTH, _TAG = 4, 16


@dataclass(frozen=True)
class Key:
    """A server's own key. `secret` is its number in hex, `public` its point (uncompressed)."""

    secret: str

    @classmethod
    def new(cls) -> Key:
        made = generate_private_key(SECP256R1()).private_numbers().private_value
        return cls(f"{made:064x}")

    @property
    def public(self) -> str:
        own = self._private.public_key()
        return own.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint).hex()

    def cipher(self, ephemeral: bytes, server: bytes, other: bytes) -> AESGCM:
        """The file's cipher, which either key makes with the `other`. ValueError: no point."""
        public = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), other)
        shared = self._private.exchange(ECDH(), public)
        return AESGCM(HKDF(SHA256(), 32, None, _PURPOSE + ephemeral + server).derive(shared))

    @property
    def _private(self) -> EllipticCurvePrivateKey:
        return derive_private_key(int(self.secret, 16), SECP256R1())


def name_of(public: str) -> str:
    """What a file calls the key that it is sealed to."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()[:16]


def nonce(number: int) -> bytes:
    """A part's own: no part can stand in another's place."""
    return number.to_bytes(12, "big")


def unseal(file: BinaryIO, key: Key) -> Iterator[bytes]:
    """The file's parts in order, as many as are whole.

    Raises Problem rescue-unreadable when it is no such file or a part of it is damaged or cut off,
    and rescue-of-another when it is sealed to another server.
    """
    cipher = _cipher(_head(file), key)
    number = 0
    while length := file.read(_LENGTH):
        sealed = file.read(size) if (size := _size(length)) else b""
        if len(sealed) < max(size, 1):
            raise Problem("rescue-unreadable", why="slutet av den saknas")
        try:
            yield cipher.decrypt(nonce(number), sealed, None)
        except InvalidTag as error:
            raise Problem("rescue-unreadable", why="den är skadad") from error
        number += 1


def _head(file: BinaryIO) -> dict[str, Any]:
    try:
        head = json.loads(file.readline(_LONGEST_LINE))
    except ValueError:
        head = None
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise Problem("rescue-unreadable", why="det är ingen räddningsfil")
    if head.get("version") != VERSION:
        raise Problem("rescue-unreadable", why="den är gjord av en nyare app än servern")
    return head


def _cipher(head: dict[str, Any], key: Key) -> AESGCM:
    if head.get("key") != name_of(key.public):
        raise Problem("rescue-of-another")
    try:
        ephemeral = bytes.fromhex(str(head.get("ephemeral")))
        return key.cipher(ephemeral, bytes.fromhex(key.public), ephemeral)
    except ValueError as error:
        raise Problem("rescue-unreadable", why="den är skadad") from error


def _size(length: bytes) -> int:
    size = int.from_bytes(length, "big") if len(length) == _LENGTH else 0
    return size if _TAG <= size <= _LARGEST_PART else 0
