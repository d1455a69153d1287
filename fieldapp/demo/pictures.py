"""Pictures of nobody: evenings drawn by chance, as JPEGs with what a phone's camera adds.

They carry EXIF with position and orientation, so that one can see both being taken care of.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from random import Random

from PIL import ExifTags, Image, ImageChops, ImageDraw, ImageFilter

from fieldapp.demo import interiors
from fieldapp.demo.interiors import HIGH, WIDE

_HORIZON = 560
_QUALITY = 82
_GRAIN = 26
# Light is drawn small and made large: it is soft anyway.
_COARSE = 8
# How a camera held so stores what is upright; EXIF orientation undoes it.
_HELD = {
    1: None,
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}
Colour = tuple[int, int, int]
Size = tuple[int, int]
Painter = Callable[[ImageDraw.ImageDraw, Random], None]
_SPRAY: tuple[Colour, ...] = ((214, 62, 92), (64, 180, 214), (226, 196, 70), (150, 210, 110))


def draw(
    subject: str, moment: datetime, place: tuple[float, float], chance: Random
) -> tuple[bytes, Size]:
    """A JPEG of a subject (a category's code, or a room's), and its size when upright.

    `place` is (lat, lon) in degrees of WGS84.
    """
    orientation = chance.choice(list(_HELD))
    indoors = subject in interiors.SUBJECTS
    upright = interiors.room(subject, chance) if indoors else _street(subject, chance)
    upright = _grainy(upright, chance)
    if orientation in (6, 8):
        upright = upright.crop(((WIDE - 720) // 2, 0, (WIDE + 720) // 2, HIGH))
    turned = _HELD[orientation]
    stored = upright.transpose(turned) if turned is not None else upright
    written = io.BytesIO()
    stored.save(written, "JPEG", quality=_QUALITY, exif=_exif(orientation, moment, place))
    return written.getvalue(), upright.size


def _street(subject: str, chance: Random) -> Image.Image:
    upright = _evening(chance)
    _SUBJECTS.get(subject, _litter)(ImageDraw.Draw(upright), chance)
    return upright


def _evening(chance: Random) -> Image.Image:
    image = Image.new("RGB", (WIDE, HIGH))
    canvas = ImageDraw.Draw(image)
    for y in range(HIGH):
        depth = y / HIGH
        sky = y < _HORIZON
        blue = 46 - int(26 * depth) if sky else 34
        canvas.line((0, y, WIDE, y), (12 + int(24 * depth), 14 + int(24 * depth), blue))
    for left in range(0, WIDE, 180):
        _house(canvas, left + chance.randint(-20, 20), chance)
    return _lit(image, [chance.randrange(80, WIDE - 80) for _ in range(3)])


def _house(canvas: ImageDraw.ImageDraw, left: int, chance: Random) -> None:
    top = _HORIZON - chance.randint(90, 220)
    canvas.rectangle((left, top, left + 150, _HORIZON), (16, 17, 24))
    for x in range(left + 18, left + 130, 38):
        for y in range(top + 20, _HORIZON - 30, 46):
            if chance.random() < 0.3:
                canvas.rectangle((x, y, x + 18, y + 24), (196, 164, 92))


def _lit(image: Image.Image, lamps: list[int]) -> Image.Image:
    glow = Image.new("RGB", (WIDE // _COARSE, HIGH // _COARSE))
    canvas = ImageDraw.Draw(glow)
    for x in (lamp // _COARSE for lamp in lamps):
        canvas.ellipse((x - 16, 22, x + 16, 55), (150, 112, 52))
        canvas.polygon([(x, 37), (x - 26, glow.height), (x + 26, glow.height)], (64, 50, 28))
    soft = glow.filter(ImageFilter.GaussianBlur(6)).resize(image.size)
    lit = ImageChops.add(image, soft)
    canvas = ImageDraw.Draw(lit)
    for x in lamps:
        canvas.rectangle((x - 4, 310, x + 4, 720), (20, 20, 22))
        canvas.ellipse((x - 16, 290, x + 16, 322), (255, 232, 176))
    return lit


def _grainy(image: Image.Image, chance: Random) -> Image.Image:
    size = (image.width // 2, image.height // 2)
    noise = Image.frombytes("L", size, chance.randbytes(size[0] * size[1])).resize(image.size)
    grain = noise.point(lambda level: level * _GRAIN // 255).convert("RGB")
    return ImageChops.add(image, grain)


def _exif(orientation: int, moment: datetime, place: tuple[float, float]) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "Fiktiv"
    exif[ExifTags.Base.Model] = "Kamera 1"
    exif[ExifTags.Base.DateTime] = f"{moment:%Y:%m:%d %H:%M:%S}"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLongitudeRef] = "N", "E"
    gps[ExifTags.GPS.GPSLatitude] = _sexagesimal(place[0])
    gps[ExifTags.GPS.GPSLongitude] = _sexagesimal(place[1])
    return exif


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    minutes = (degrees % 1) * 60
    return float(int(degrees)), float(int(minutes)), round((minutes % 1) * 60, 2)


def _graffiti(canvas: ImageDraw.ImageDraw, chance: Random) -> None:
    canvas.rectangle((60, 380, WIDE - 60, 820), (92, 88, 84))
    for colour in chance.sample(_SPRAY, 3):
        x, y = chance.randint(140, 500), chance.randint(460, 720)
        points = [(x, y)]
        for _ in range(9):
            x, y = x + chance.randint(30, 90), min(790, max(410, y + chance.randint(-130, 130)))
            points.append((x, y))
        canvas.line(points, colour, width=chance.randint(16, 30), joint="curve")


def _litter(canvas: ImageDraw.ImageDraw, chance: Random) -> None:
    for _ in range(26):
        x, y = chance.randint(60, WIDE - 80), chance.randint(660, HIGH - 50)
        wide, high = chance.randint(10, 54), chance.randint(8, 26)
        level = chance.randint(90, 210)
        canvas.ellipse((x, y, x + wide, y + high), (level, level - 10, level - 30))


def _cylinders(canvas: ImageDraw.ImageDraw, chance: Random) -> None:
    for _ in range(18):
        x, y = chance.randint(100, WIDE - 180), chance.randint(680, HIGH - 60)
        canvas.rounded_rectangle((x, y, x + 62, y + 20), 10, (168, 176, 186), (60, 64, 70))
    for colour in _SPRAY:
        x, y = chance.randint(100, WIDE - 180), chance.randint(660, HIGH - 80)
        canvas.ellipse((x, y, x + 46, y + 58), colour)


def _shards(canvas: ImageDraw.ImageDraw, chance: Random) -> None:
    canvas.rectangle((300, 240, 960, 760), (50, 62, 70), (120, 124, 128), 14)
    x, y = chance.randint(450, 800), chance.randint(360, 620)
    for _ in range(22):
        end = (x + chance.randint(-320, 320), y + chance.randint(-240, 240))
        canvas.line((x, y, *end), (190, 206, 214), width=chance.randint(1, 5))


def _dark_lamps(canvas: ImageDraw.ImageDraw, chance: Random) -> None:
    poles = range(180, WIDE, 300)
    still_lit = chance.choice(poles)
    for x in poles:
        canvas.rectangle((x - 6, 260, x + 6, 760), (30, 31, 34))
        colour = (255, 224, 150) if x == still_lit else (44, 46, 50)
        canvas.ellipse((x - 24, 236, x + 24, 276), colour)


def _door(canvas: ImageDraw.ImageDraw, chance: Random) -> None:
    canvas.rectangle((420, 260, 860, 860), (74, 62, 54))
    gap = chance.randint(60, 150)
    canvas.polygon([(430, 270), (430 + gap, 300), (430 + gap, 850), (430, 858)], (8, 8, 10))
    canvas.ellipse((790, 560, 820, 590), (180, 170, 120))


def _bicycles(canvas: ImageDraw.ImageDraw, chance: Random) -> None:
    for left in range(120, WIDE - 320, 230):
        whole = chance.random() < 0.6
        canvas.ellipse((left, 640, left + 130, 770), None, (126, 130, 138), 7)
        if whole:
            canvas.ellipse((left + 160, 640, left + 290, 770), None, (126, 130, 138), 7)
        canvas.line(
            [(left + 65, 705), (left + 110, 610), (left + 225, 705)], chance.choice(_SPRAY), 9
        )


def _crossing(canvas: ImageDraw.ImageDraw, chance: Random) -> None:
    for x in range(180, WIDE - 200, 130):
        canvas.polygon([(x, 720), (x + 70, 720), (x + 30, 930), (x - 60, 930)], (150, 150, 148))
    for _ in range(60):
        x, y = chance.randint(0, 420), chance.randint(430, 700)
        canvas.ellipse((x, y, x + 70, y + 60), (18, chance.randint(34, 58), 22))


_SUBJECTS: dict[str, Painter] = {
    "nitrous": _cylinders,
    "vape_tobacco": _litter,
    "vandalism": _shards,
    "graffiti": _graffiti,
    "traffic_place": _crossing,
    "lighting": _dark_lamps,
    "environment": _litter,
    "open_premises": _door,
    "bike_theft_place": _bicycles,
}
