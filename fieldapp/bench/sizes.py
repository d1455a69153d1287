"""Goal 6, the bytes: what a phone downloads, as the build left it."""

from __future__ import annotations

import json
from pathlib import Path

import brotli

from fieldapp.bench.figures import Figure, at_most, series
from fieldapp.resources import STATIC, TEMPLATES

_FIRST_PAINT = ("app.js", "chunk.js", "phone.css")
_KILOBYTE = 1000


def measure(dist: Path = STATIC / "dist", shell: Path = TEMPLATES / "phone") -> list[Figure]:
    """Bytes by brotli, of the files that wait in the folder of the build and of the shell."""
    built = json.loads((dist / "manifest.json").read_text())
    sizes = {
        name: _size(dist / file) for name, file in built.items() if not name.startswith("desk")
    }
    page = sum(_packed(path) for path in shell.iterdir() if path.is_file())
    first = page + sum(sizes.get(name, 0) for name in _FIRST_PAINT)
    return [
        _figure("first paint: shell, style and code", first, 60),
        _figure("everything needed offline", page + sum(sizes.values()), 520),
    ]


def _figure(what: str, size: int, most: float) -> Figure:
    return Figure(6, what, "kB brotli", series([size / _KILOBYTE]), goal=at_most(most))


def _size(path: Path) -> int:
    """A file that does not pay to pack has no packed one beside it."""
    packed = path.with_name(f"{path.name}.br")
    return packed.stat().st_size if packed.exists() else path.stat().st_size


def _packed(path: Path) -> int:
    return len(brotli.compress(path.read_bytes()))
