"""What a file is by its first bytes, whatever it is called."""

from __future__ import annotations

HEAD = 1024
"""So many bytes are enough to tell."""

_MAGIC = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (8, b"WEBP", "image/webp"),
    (0, b"GIF8", "GIF"),
    (0, b"BM", "BMP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"%PDF", "PDF"),
    (4, b"ftypavif", "AVIF"),
    (4, b"ftyphe", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (4, b"ftypmsf1", "HEIC"),
    (4, b"ftypqt", "QuickTime-film"),
    (4, b"ftyp", "MP4-film"),
    (0, b"\xff\x0a", "JPEG XL"),
    (4, b"JXL ", "JPEG XL"),
)


def format_of(head: bytes) -> str | None:
    """The media type of a picture that is taken here, else the format's name, None if unknown."""
    for start, magic, name in _MAGIC:
        if head.startswith(magic, start):
            return name
    return "SVG" if b"<svg" in head.lower() else None
