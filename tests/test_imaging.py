"""Pictures: whole or told why not, and copies that are upright and give nothing away."""

from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from fieldapp import imaging
from fieldapp.domain.problems import Problem

LIMIT = 1_000_000
ROOT = Path(__file__).parent.parent
SAMPLES = Path(os.environ.get("FIELDAPP_PHOTOS", ROOT.parent / "shared" / "photos"))
CORNERS = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "white": (255,) * 3}
TAGS = {"camera": 0x010F, "orientation": 0x0112, "gps": 0x8825}


def marked(width: int = 640, height: int = 480) -> Image.Image:
    """Corners clockwise from the upper left: red, lime, blue, white."""
    image = Image.new("RGB", (width, height), "grey")
    right, low = width * 3 // 4, height * 3 // 4
    for colour, place in zip(CORNERS, ((0, 0), (right, 0), (right, low), (0, low)), strict=True):
        image.paste(Image.new("RGB", (width // 4, height // 4), colour), place)
    return image


def corners(content: bytes) -> list[str]:
    """The names of the corners' colours, clockwise from the upper left."""
    image = Image.open(io.BytesIO(content))
    right, low = image.width - 8, image.height - 8
    return [named(image.getpixel(at)) for at in ((8, 8), (right, 8), (right, low), (8, low))]


def named(pixel: object) -> str:
    assert isinstance(pixel, tuple)
    return min(
        CORNERS,
        key=lambda name: sum(abs(a - b) for a, b in zip(pixel, CORNERS[name], strict=True)),
    )


def exif(orientation: int) -> Image.Exif:
    found = Image.Exif()
    found[TAGS["orientation"]] = orientation
    found[TAGS["camera"]] = "Kameratillverkare"
    found[TAGS["gps"]] = {1: "N", 2: (55.0, 47.0, 35.0), 3: "E", 4: (13.0, 6.0, 43.0)}
    return found


TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def saved(path: Path, image: Image.Image, form: str = "JPEG", **options: object) -> Path:
    image.save(path, form, **options)
    return path


def assert_gives_nothing_away(content: bytes) -> None:
    image = Image.open(io.BytesIO(content))
    assert image.format == "JPEG"
    assert image.mode == "RGB"
    assert not dict(image.getexif())
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Kameratillverkare" not in content
    assert b"Hemligt" not in content


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", TURNS)
def test_every_orientation_comes_out_upright_and_bare(
    tmp_path: Path, form: str, orientation: int
) -> None:
    turn = TURNS[orientation]
    stored = marked() if turn is None else marked().transpose(turn)
    path = saved(tmp_path / "photo", stored, form, exif=exif(orientation))
    examined = imaging.examine(path, f"image/{form.lower()}", LIMIT)
    assert (examined.width, examined.height) == (640, 480)
    for copy, size in ((examined.thumbnail, (320, 240)), (imaging.display(path), (640, 480))):
        assert Image.open(io.BytesIO(copy)).size == size
        assert corners(copy) == list(CORNERS)
        assert_gives_nothing_away(copy)


def test_comments_texts_and_profiles_do_not_follow(tmp_path: Path) -> None:
    jpeg = saved(tmp_path / "a", marked(), comment=b"Hemligt", icc_profile=SRGB, xmp=b"Hemligt")
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "Hemligt")
    png = saved(tmp_path / "b", marked(), "PNG", pnginfo=texts)
    for path, declared in ((jpeg, "image/jpeg"), (png, "image/png")):
        assert b"Hemligt" in path.read_bytes()
        assert_gives_nothing_away(imaging.examine(path, declared, LIMIT).thumbnail)
        assert_gives_nothing_away(imaging.display(path))


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def test_a_profile_is_made_use_of_before_it_is_dropped(tmp_path: Path) -> None:
    swapped = SRGB.replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ").replace(b"?XYZ", b"bXYZ")
    path = saved(tmp_path / "photo", marked(), icc_profile=swapped)
    assert corners(imaging.display(path)) == ["blue", "lime", "red", "white"]


@pytest.mark.parametrize(
    "profile",
    [b"no profile", ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()],
    ids=["broken", "of other colours"],
)
def test_a_profile_that_does_not_fit_is_passed_over(tmp_path: Path, profile: bytes) -> None:
    path = saved(tmp_path / "photo", marked(), icc_profile=profile)
    assert corners(imaging.display(path)) == list(CORNERS)


def test_the_original_is_untouched(tmp_path: Path) -> None:
    path = saved(tmp_path / "photo", marked(), exif=exif(6))
    before = path.read_bytes()
    imaging.examine(path, "image/jpeg", LIMIT)
    imaging.display(path)
    assert path.read_bytes() == before


def test_what_is_see_through_is_shown_on_white(tmp_path: Path) -> None:
    path = saved(tmp_path / "photo", Image.new("RGBA", (100, 100), (0, 0, 0, 0)), "PNG")
    examined = imaging.examine(path, "image/png", LIMIT)
    assert corners(examined.thumbnail) == ["white"] * 4


@pytest.mark.parametrize("mode", ["L", "1", "P", "LA", "I;16", "CMYK"])
def test_every_mode_of_colour_is_shown(tmp_path: Path, mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    light = Image.new("L", (100, 100), 255)
    image = (
        Image.new("I;16", (100, 100), 65535)
        if mode == "I;16"
        else light.convert("RGB").convert(mode)
        if mode == "CMYK"
        else light.convert(mode)
    )
    examined = imaging.examine(
        saved(tmp_path / "photo", image, form), f"image/{form.lower()}", LIMIT
    )
    assert corners(examined.thumbnail) == ["white"] * 4


def test_a_large_picture_becomes_a_small_copy(tmp_path: Path) -> None:
    path = saved(tmp_path / "photo", marked(3000, 2000), quality=95)
    thumbnail = imaging.examine(path, "image/jpeg", 6_000_000).thumbnail
    assert Image.open(io.BytesIO(thumbnail)).size == (320, 213)
    assert len(thumbnail) < 30_000
    display = imaging.display(path)
    assert Image.open(io.BytesIO(display)).size == (1600, 1067)
    assert len(display) < 400_000


def problem_of(path: Path, declared: str) -> Problem:
    with pytest.raises(Problem) as caught:
        imaging.examine(path, declared, LIMIT)
    return caught.value


@pytest.mark.parametrize("left", [0.05, 0.5, 0.95])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_cut_picture_is_told_from_no_picture(tmp_path: Path, form: str, left: float) -> None:
    noise = Image.effect_noise((400, 300), 80).convert("RGB")
    path = saved(tmp_path / "photo", noise, form)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * left)])
    assert problem_of(path, f"image/{form.lower()}").name == "photo-truncated"


def test_another_type_than_declared_is_named(tmp_path: Path) -> None:
    path = saved(tmp_path / "photo.jpg", marked(), "PNG")
    problem = problem_of(path, "image/jpeg")
    assert problem.name == "photo-type-differs"
    assert problem.data == {"declared": "image/jpeg", "found": "image/png"}


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"GIF89a\1\0\1\0", "GIF"),
    ],
)
def test_a_format_that_is_not_taken_is_named(tmp_path: Path, head: bytes, name: str) -> None:
    path = tmp_path / "photo"
    path.write_bytes(head)
    problem = problem_of(path, "image/jpeg")
    assert problem.name == "photo-format-unsupported"
    assert problem.data == {"found": name}


@pytest.mark.parametrize("content", [b"", b"hej", b"PK\3\4", b"<html>", os.urandom(4000)])
def test_what_is_no_picture_is_told_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "photo"
    path.write_bytes(b"\0" + content)
    assert problem_of(path, "image/jpeg").name == "photo-not-an-image"


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "photo"
    path.write_bytes(png(60_000, 60_000, zlib.compress(b"\0" * 10_000_000)))
    problem = problem_of(path, "image/png")
    assert problem.name == "photo-too-many-pixels"
    assert problem.data == {"width": 60_000, "height": 60_000, "limit": LIMIT}


def test_a_packed_text_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    bomb = b"Comment\0\0" + zlib.compress(b"x" * 50_000_000)
    path = tmp_path / "photo"
    path.write_bytes(png(10, 10, zlib.compress(b"\0" * 310), chunk(b"zTXt", bomb)))
    assert problem_of(path, "image/png").name == "photo-not-an-image"


def test_a_picture_of_endless_scans_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "photo", marked(), progressive=True)
    content = path.read_bytes()
    first = content.index(b"\xff\xda")
    second = content.index(b"\xff\xda", first + 2)
    path.write_bytes(content[:first] + content[first:second] * 1000 + content[first:])
    assert problem_of(path, "image/jpeg").name == "photo-not-an-image"


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"Exif\0\0",
        b"Exif\0\0MM\0*\xff\xff\xff\xff",
        b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\xff" * 60,
    ],
)
def test_corrupt_exif_does_not_stop_a_photo(tmp_path: Path, broken: bytes) -> None:
    content = saved(tmp_path / "photo", marked()).read_bytes()
    segment = b"\xff\xe1" + struct.pack(">H", len(broken) + 2) + broken
    (tmp_path / "photo").write_bytes(content[:2] + segment + content[2:])
    examined = imaging.examine(tmp_path / "photo", "image/jpeg", LIMIT)
    assert (examined.width, examined.height) == (640, 480)
    assert_gives_nothing_away(examined.thumbnail)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="sample photos are not part of the repository")
def test_photos_of_real_cameras_come_out_bare_and_within_bounds() -> None:
    found = [path for path in SAMPLES.iterdir() if path.suffix.lower() == ".jpg"]
    assert found
    for path in found:
        examined = imaging.examine(path, "image/jpeg", 50_000_000)
        display = imaging.display(path)
        for copy, longest in ((examined.thumbnail, 320), (display, 1600)):
            assert max(Image.open(io.BytesIO(copy)).size) <= longest
            assert_gives_nothing_away(copy)
        if path.stem.startswith(("landscape", "portrait")):
            assert (examined.width > examined.height) is path.stem.startswith("landscape")


def png(width: int, height: int, packed: bytes, *more: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = b"".join((chunk(b"IHDR", header), *more, chunk(b"IDAT", packed), chunk(b"IEND", b"")))
    return b"\x89PNG\r\n\x1a\n" + body


def chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )
