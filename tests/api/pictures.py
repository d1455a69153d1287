"""Pictures to send: real ones, and ones that are not what they say."""

from __future__ import annotations

import base64
import hashlib
import io
import struct
import zlib
from functools import cache

from PIL import Image


@cache
def jpeg(width: int = 640, height: int = 480, seed: int = 60) -> bytes:
    """A JPEG with grain; another seed gives another picture."""
    written = io.BytesIO()
    noise = Image.effect_noise((width // 4, height // 4), seed).resize((width, height))
    noise.convert("RGB").save(written, "JPEG", quality=80)
    return written.getvalue()


@cache
def png() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (30, 20), "teal").save(written, "PNG")
    return written.getvalue()


def bomb() -> bytes:
    """A PNG that says it is 60,000 × 60,000 points."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1_000_000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def metadata(content: bytes, filetype: str = "image/jpeg") -> str:
    """Upload-Metadata for it."""
    pairs = {"sha256": digest(content), "filetype": filetype}
    return ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in pairs.items())


def _chunk(name: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + check
