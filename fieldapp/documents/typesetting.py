"""A protocol as a PDF: PDF/A-2a and PDF/UA-1, and the same bytes for the same protocol.

Alone knows Typst. All that people wrote is handed over as data, never as Typst's markup.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

import typst

from fieldapp.documents.drawing import svg
from fieldapp.documents.glyphs import FONTS, NAMES, UNPRINTABLE, printable
from fieldapp.documents.sheet import Photo, Sheet

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
# A clean visit is to fit on one page: how closely it may be set, from airy to as small as one may.
_USUAL, _CLOSER = "1.06", ("0.98", "0.9", "0.82")
# A digest that is copied out of the document is to be the digest.
_AS_IT_IS = frozenset({"sha256"})
_TEMPLATE, _REPORTS = (Path(__file__).parent / f"{one}.typ" for one in ("protocol", "reports"))
_MISSING = (
    f"{UNPRINTABLE} står för ett tecken som inte går att skriva ut här. Det finns i besökets "
    "uppgifter."
)


def pdf(sheet: Sheet, made_at: datetime, picture: Callable[[Photo], bytes]) -> bytes:
    """The PDF. `picture` gives a photo that has arrived as a JPEG; `made_at` is what the document
    says of when it was made, so that it is the same whenever it is asked for."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        copyfile(_TEMPLATE, folder / "protocol.typ")
        for photo in sheet.photos:
            if photo.has_arrived:
                (folder / f"{photo.number}.jpg").write_bytes(picture(photo))
        (folder / "sheet.json").write_text(json.dumps(_data(sheet), ensure_ascii=False))
        return _set(folder, made_at, is_clean=not sheet.findings)


def pages(told: Mapping[str, Any], made_at: datetime, pictures: Mapping[str, bytes]) -> bytes:
    """Another document than a protocol: what `reports.typ` sets of these data, with the pictures,
    JPEGs by the names that the data call them."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        copyfile(_REPORTS, folder / _REPORTS.name)
        for own, content in pictures.items():
            (folder / own).write_bytes(content)
        (folder / "reports.json").write_text(json.dumps(_printable(told), ensure_ascii=False))
        return _compile(folder / _REPORTS.name, made_at, _USUAL)[0]


def _set(folder: Path, made_at: datetime, is_clean: bool) -> bytes:
    """Sets a clean visit more closely if that brings it on one page; else the usual way."""
    source = folder / _TEMPLATE.name
    usual, pages = _compile(source, made_at, _USUAL)
    if pages == 1 or not is_clean:
        return usual
    closest, pages = _compile(source, made_at, _CLOSER[-1])
    if pages > 1:
        return usual
    closer = (_compile(source, made_at, density) for density in _CLOSER[:-1])
    return next((content for content, pages in closer if pages == 1), closest)


def _compile(source: Path, made_at: datetime, density: str) -> tuple[bytes, int]:
    compiler = typst.Compiler(
        source, root=source.parent, font_paths=_fonts(), ignore_system_fonts=True,
        sys_inputs={"density": density},
    )  # fmt: skip
    content = compiler.compile(
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=made_at.astimezone(UTC).replace(microsecond=0),
    )
    assert isinstance(content, bytes)
    return content, int(compiler.query("<pages>", field="value", one=True))


@cache
def _fonts() -> typst.Fonts:
    """The fonts alone in a folder, which is there as long as the process: their package has each
    of them in a second form, and Typst takes folders only."""
    folder = _folder()
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder]
    )


@cache
def _kept() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="fieldapp-fonts-")


def _folder() -> Path:
    folder = Path(_kept().name)
    for name in NAMES:
        copyfile(FONTS / name, folder / name)
    return folder


def _data(sheet: Sheet) -> dict[str, Any]:
    """The sheet as JSON that the fonts can print."""
    data = _printable({**asdict(sheet), "drawing": None})
    if UNPRINTABLE in json.dumps(data, ensure_ascii=False):
        data["closing"].append(_MISSING)
    if sheet.drawing:
        data["drawing"] = {"svg": svg(sheet.drawing), "alt": printable(sheet.drawing.alt)}
    return dict(data)


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: one if name in _AS_IT_IS else _printable(one) for name, one in value.items()}
    return list(map(_printable, value)) if isinstance(value, list | tuple) else value
