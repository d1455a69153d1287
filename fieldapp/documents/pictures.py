"""Copies of a visit's photos for its documents. Originals stay as they came, and where they are.

A copy is upright, sRGB, and without the metadata that an original may have of a place or a phone.
"""

from __future__ import annotations

from pathlib import Path

from fieldapp import imaging
from fieldapp.storage import photos


def display(folder: Path, sha256: str) -> Path:
    """The file of the display copy, which is made when it is first asked for."""
    place = photos.copy(folder, sha256, "display")
    if not place.exists():
        photos.write(place, imaging.display(photos.original(folder, sha256)))
    return place


def to_print(folder: Path, sha256: str, *, is_evidence: bool) -> bytes:
    """The display copy, or of evidence one with all its detail: at most 3,200 px."""
    if is_evidence:
        return imaging.display(photos.original(folder, sha256), imaging.EVIDENCE)
    return display(folder, sha256).read_bytes()
