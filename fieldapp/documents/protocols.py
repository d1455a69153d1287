"""A visit's protocol as the file that is archived and sent."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

from fieldapp.documents import pictures, typesetting, wording
from fieldapp.documents.sheet import Photo
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.protocols import Protocol
from fieldapp.domain.swedish_time import ZONE

# With more evidence than this a file would be too large to send, and all is kept in display size.
_MOST_IN_FULL = 8
_UNKNOWN = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST_NAME = 40


def pdf(protocol: Protocol, catalog: Catalog, photos: Path) -> bytes:
    """The PDF; `photos` is the folder of photos. The same protocol gives the same bytes."""
    in_full = sum(one.is_evidence for one in protocol.pictures) <= _MOST_IN_FULL

    def picture(photo: Photo) -> bytes:
        is_evidence = photo.is_evidence and in_full
        return pictures.to_print(photos, photo.sha256, is_evidence=is_evidence)

    made_at = protocol.submitted_at or protocol.started_at or _UNKNOWN
    return typesetting.pdf(wording.sheet(protocol, catalog), made_at, picture)


def file_name(protocol: Protocol) -> str:
    """`tillsynsprotokoll-2026-09-11-restaurang-pahittet.pdf`."""
    visited = protocol.started_at or protocol.submitted_at
    plain = unicodedata.normalize("NFKD", protocol.premises).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST_NAME]
    on = f"{visited.astimezone(ZONE):%Y-%m-%d}" if visited else ""
    return f"{'-'.join(filter(None, ('tillsynsprotokoll', on, name)))}.pdf"
