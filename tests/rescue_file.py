"""A second writer of rescue files, so that the reader is not only held to the phone's."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from fieldapp.domain.clock import format_time
from fieldapp.storage.devices import token_hash
from sync import sealing
from sync.rescue import proof
from sync.sealing import Key

ABOUT = "Räddningsfil från Fältappen. Lämna den till samordnaren, som kan öppna den."


def seal(parts: Iterable[bytes], server: str, own: Key | None = None) -> bytes:
    """A file with these parts, sealed to the server with this public key."""
    own = own or Key.new()
    ephemeral = bytes.fromhex(own.public)
    head = {
        "format": sealing.FORMAT,
        "version": sealing.VERSION,
        "about": ABOUT,
        "key": sealing.name_of(server),
        "ephemeral": ephemeral.hex(),
    }
    cipher = own.cipher(ephemeral, bytes.fromhex(server), bytes.fromhex(server))
    sealed = [cipher.encrypt(sealing.nonce(n), part, None) for n, part in enumerate(parts)]
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    return line + b"".join(len(one).to_bytes(4, "big") + one for one in sealed)


def contents(
    tokens: Mapping[str, str],
    changes: Iterable[Mapping[str, Any]] = (),
    drafts: Iterable[Mapping[str, Any]] = (),
    photos: Iterable[Mapping[str, Any]] = (),
) -> bytes:
    """The first part. `tokens`: device id → token."""
    nonce = secrets.token_hex(16)
    phones = [
        {"device": device, "proof": proof(token_hash(token), nonce)}
        for device, token in tokens.items()
    ]
    told = {
        "app": "0.1.0",
        "saved_at": format_time(datetime.now(UTC)),
        "nonce": nonce,
        "phones": phones,
        "changes": list(changes),
        "drafts": list(drafts),
        "photos": list(photos),
    }
    return json.dumps(told).encode()
