"""Photos for the load: pictures whose size in pixels and in bytes go together as on a phone."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

# Shrunk by the phone to at most 2,048 px, or whole as evidence.
_PIXELS = {300_000: (2048, 1536), 3_000_000: (4000, 3000)}
_GRAIN = 18.0
_ROOM_FOR_COMMENT = 200


def write(path: Path, size: int) -> None:
    """A JPEG of somewhat fewer bytes than `size`, so that a comment can make each copy its own."""
    width, height = _PIXELS[size]
    coarse = Image.effect_noise((width // 64, height // 64), 90).resize((width, height))
    grain = Image.effect_noise((width, height), _GRAIN)
    picture = Image.merge("RGB", (Image.blend(coarse, grain, 0.35), coarse, grain))
    best = b""
    low, high = 5, 95
    while low <= high:
        quality = (low + high) // 2
        written = _encoded(picture, quality)
        if len(written) <= size - _ROOM_FOR_COMMENT:
            best, low = written, quality + 1
        else:
            high = quality - 1
    path.write_bytes(best)


def _encoded(picture: Image.Image, quality: int) -> bytes:
    written = BytesIO()
    picture.save(written, "JPEG", quality=quality)
    return written.getvalue()
