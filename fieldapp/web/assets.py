"""Where the built scripts and styles are: by their plain names, whatever the build called them."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from fieldapp.resources import STATIC

MANIFEST = STATIC / "dist" / "manifest.json"


def url(name: str) -> str:
    """The address of `desk.css`, `desk/desk.js`, …, as built. KeyError for one not built."""
    return f"/static/dist/{_built(MANIFEST, MANIFEST.stat().st_mtime_ns)[name]}"


@lru_cache(maxsize=1)
def _built(manifest: Path, changed: int) -> dict[str, str]:
    """Read again when `changed`, so that `make watch` needs no restart."""
    return dict(json.loads(manifest.read_text()))
