"""What a rescue file holds: all that a phone has not sent, and who wrote it; docs/protocol.md."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from marshmallow import fields, validate

from fieldapp.domain.problems import Problem
from sync import sealing
from sync.protocol import LONGEST_ID, Changes, Envelope, Moment, read
from sync.sealing import Key

Raw = dict[str, Any]


class PhoneShape(Envelope):
    """One who has written on the phone, and the proof that it was with the phone's own token."""

    device = fields.String(required=True, validate=validate.Length(1, LONGEST_ID))
    proof = fields.String(required=True)


class PhotoShape(Envelope):
    sha256 = fields.String(required=True, validate=validate.Regexp(r"[0-9a-f]{64}\Z"))
    type = fields.String(required=True, validate=validate.Length(1, 60))
    device = fields.String(required=True, validate=validate.Length(1, LONGEST_ID))
    draft = fields.Boolean(required=True)


class Contents(Envelope):
    """The first part. The photos' bytes follow as parts of their own, in this order."""

    app = fields.String(load_default="", validate=validate.Length(0, 40))
    saved_at = Moment(required=True)
    nonce = fields.String(required=True, validate=validate.Length(16, 64))
    phones = fields.List(fields.Nested(PhoneShape), required=True)
    changes = Changes(required=True)
    drafts = Changes(required=True)
    photos = fields.List(fields.Nested(PhotoShape), required=True)


@dataclass(frozen=True)
class Rescue:
    """An opened file. `photos` reads on in it, and ends early where the file is cut off."""

    contents: dict[str, Any]
    _parts: Iterator[bytes]

    def is_from(self, device: str, token_hash: str) -> bool:
        """Whether the file was made with this device's token."""
        proofs = {phone["proof"] for phone in self.contents["phones"] if phone["device"] == device}
        return proof(token_hash, self.contents["nonce"]) in proofs

    def photos(self) -> Iterator[tuple[Raw, bytes]]:
        """Each photo: its entry and its bytes. Problem rescue-unreadable where it is damaged."""
        yield from zip(self.contents["photos"], self._parts, strict=False)


def proof(token_hash: str, nonce: str) -> str:
    """What only the phone and the server can know: both hold the SHA-256 of the token in hex."""
    return hashlib.sha256(f"{token_hash} {nonce}".encode()).hexdigest()


def open_file(file: BinaryIO, key: Key) -> Rescue:
    """Raises Problem rescue-unreadable, rescue-of-another."""
    parts = sealing.unseal(file, key)
    try:
        return Rescue(read(Contents, json.loads(next(parts, b""))), parts)
    except (ValueError, RecursionError) as error:
        raise Problem("rescue-unreadable", why="innehållet har fel form") from error
    except Problem as problem:
        if problem.name != "wrong-shape":
            raise
        raise Problem("rescue-unreadable", why="innehållet har fel form") from problem
