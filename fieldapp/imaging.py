"""Pictures: what they are, whether they are whole, and copies of them that give nothing away.

Alone knows Pillow. Copies are upright, sRGB and without any metadata; originals are never touched.
"""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms

from fieldapp.domain.formats import HEAD, format_of
from fieldapp.domain.problems import Problem

ACCEPTED = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
THUMBNAIL, DISPLAY, EVIDENCE = 320, 1600, 3200
_MOST_SCANS = 100
_ORIENTATION = 0x0112
_SRGB = ImageCms.createProfile("sRGB")
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Pillow's own limit only warns below twice its size; here every picture is measured before.
Image.MAX_IMAGE_PIXELS = None
# One picture at a time: bounds the memory, and warning filters belong to the whole process.
_turn = threading.Lock()


@dataclass(frozen=True, slots=True)
class Examined:
    """A whole picture: its size when upright, media type by content, and thumbnail (JPEG)."""

    width: int
    height: int
    type: str
    thumbnail: bytes


def examine(path: Path, declared: str, max_pixels: int) -> Examined:
    """Decodes the picture once, at reduced scale if its format can, and makes the thumbnail.

    Raises Problem photo-not-an-image, photo-format-unsupported, photo-type-differs,
    photo-too-many-pixels or photo-truncated.
    """
    found = _type_of(path)
    if found != declared.lower().replace("image/jpg", "image/jpeg"):
        raise Problem("photo-type-differs", declared=declared, found=found)
    with _opened(path, found) as image:
        width, height = image.size
        if width * height > max_pixels:
            raise Problem("photo-too-many-pixels", width=width, height=height, limit=max_pixels)
        orientation = _orientation(image)
        small = _copy(image, orientation, THUMBNAIL)
    if orientation > 4:
        width, height = height, width
    return Examined(width, height, found, small)


def display(path: Path, longest: int = DISPLAY) -> bytes:
    """A copy for the screen of a picture that has been examined: JPEG, at most 1,600 px, or as
    many as told."""
    with _opened(path, _type_of(path)) as image:
        return _copy(image, _orientation(image), longest)


def _type_of(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(HEAD)
    name = format_of(head)
    if name is None:
        raise Problem("photo-not-an-image")
    if name not in ACCEPTED:
        raise Problem("photo-format-unsupported", found=name)
    if name == "image/jpeg" and path.read_bytes().count(b"\xff\xda") > _MOST_SCANS:
        raise Problem("photo-not-an-image")
    if name == "image/webp" and int.from_bytes(head[4:8], "little") + 8 > path.stat().st_size:
        raise Problem("photo-truncated")
    return name


@contextmanager
def _opened(path: Path, found: str) -> Iterator[Image.Image]:
    with _turn, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path, formats=[ACCEPTED[found]]) as image:
                yield image
        except (OSError, SyntaxError, ValueError, EOFError) as error:
            cut = "truncated" in str(error).lower()
            raise Problem("photo-truncated" if cut else "photo-not-an-image") from error


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 when there is none or the EXIF is corrupt."""
    try:
        found = int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # Pillow's EXIF parser raises whatever corrupt bytes lead it to
        return 1
    return found if found in _UPRIGHT else 1


def _copy(image: Image.Image, orientation: int, longest: int) -> bytes:
    scale = longest / max(image.size)
    image.draft("RGB", (int(image.width * scale), int(image.height * scale)))
    image.load()
    profile = image.info.get("icc_profile")
    image.thumbnail((longest, longest), Image.Resampling.HAMMING, reducing_gap=None)
    copy = _in_srgb(_opaque(image), profile)
    if orientation in _UPRIGHT:
        copy = copy.transpose(_UPRIGHT[orientation])
    copy.info.clear()
    written = io.BytesIO()
    copy.save(written, "JPEG", quality=80)
    return written.getvalue()


def _opaque(image: Image.Image) -> Image.Image:
    """The picture on white, in a mode that JPEG and colour management know."""
    if image.mode.startswith("I"):
        image = image.point(lambda level: level / 256).convert("L")
    if image.mode in ("RGB", "L", "CMYK"):
        return image
    layered = image.convert("RGBA")
    white = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(white, layered).convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            found = ImageCms.getOpenProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, found, _SRGB, outputMode="RGB")
            return converted or image.convert("RGB")
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile that cannot be read, or that is not made for these colours
    return image.convert("RGB")
