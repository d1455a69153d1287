"""Reports as a file that is handed out: one, or a selection, each on a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from fieldapp.documents import pictures, typesetting
from fieldapp.storage import photos

Told = tuple[str, str]
"""A label and what it says."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo of a report: its digest, when it was taken in words, and whether it has arrived."""

    sha256: str
    taken: str
    has_arrived: bool


@dataclass(frozen=True, slots=True)
class Extract:
    """One report in words. `texts` are what people wrote, `facts` the rest."""

    title: str
    where: str
    when: str
    state: str
    receipt: str
    texts: Sequence[Told]
    facts: Sequence[Told]
    photos: Sequence[Picture]
    history: Sequence[Told]


def pdf(extracts: Sequence[Extract], sender: str, made_at: datetime, folder: Path) -> bytes:
    """The PDF (PDF/A-2a, PDF/UA-1); `folder` holds the photos, `made_at` is what it says of when
    it was made."""
    arrived = {
        one.sha256
        for extract in extracts
        for one in extract.photos
        if one.has_arrived and photos.original(folder, one.sha256).exists()
    }
    printed = {
        _file(sha256): pictures.to_print(folder, sha256, is_evidence=False) for sha256 in arrived
    }
    count = f"{len(extracts)} rapport{'' if len(extracts) == 1 else 'er'}"
    told = {
        "title": extracts[0].title if len(extracts) == 1 else f"{count} ur Fältappen",
        "sender": sender,
        "outcome": count,
        "foot": f"{sender} · utlämnat {made_at:%Y-%m-%d} · {count}",
        "reports": [_data(extract, arrived) for extract in extracts],
    }
    return typesetting.pages(told, made_at, printed)


def _data(extract: Extract, arrived: set[str]) -> dict[str, Any]:
    words = ("title", "where", "when", "state", "receipt")
    listed = ("texts", "facts", "history")
    return {
        **{name: getattr(extract, name) for name in words},
        **{name: [_pair(one) for one in getattr(extract, name)] for name in listed},
        "photos": [_photo(n, one, arrived) for n, one in enumerate(extract.photos, start=1)],
    }


def _file(sha256: str) -> str:
    """Short enough to be left in one piece when the data are made printable."""
    return f"{sha256[:24]}.jpg"


def _pair(told: Told) -> dict[str, str]:
    return {"label": told[0], "value": told[1]}


def _photo(number: int, photo: Picture, arrived: set[str]) -> dict[str, str]:
    caption = f"Bild {number}, tagen {photo.taken}. SHA-256 {photo.sha256[:12]}…"
    if photo.sha256 not in arrived:
        return {"file": "", "alt": "", "caption": f"Väntar på bild {number}."}
    return {"file": _file(photo.sha256), "alt": f"Bild {number}", "caption": caption}
