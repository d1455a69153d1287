"""Rooms without people: what an inspector's evidence shows, drawn by chance."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

WIDE, HIGH = 1280, 960
_FLOOR = 700
Canvas = ImageDraw.ImageDraw
Painter = Callable[[Canvas, Random], None]
_GOODS = ((196, 60, 52), (58, 98, 168), (210, 178, 66), (72, 142, 92), (228, 226, 220))


def room(subject: str, chance: Random) -> Image.Image:
    """A picture of a room with what it is about; one of SUBJECTS."""
    warm = chance.randint(0, 16)
    image = Image.new("RGB", (WIDE, HIGH), (112 + warm, 104, 92))
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, _FLOOR, WIDE, HIGH), (78, 66 + warm // 2, 56))
    for x in range(-400, WIDE + 400, 140):
        canvas.line((x, HIGH, WIDE // 2 + (x - WIDE // 2) // 2, _FLOOR), (64, 54, 46), 4)
    SUBJECTS[subject](canvas, chance)
    return _lit(image, chance)


def _lit(image: Image.Image, chance: Random) -> Image.Image:
    """Lamps in the ceiling: brighter in the middle, dark at the edges."""
    light = Image.new("L", (WIDE // 8, HIGH // 8), 96)
    x = chance.randint(60, 100)
    ImageDraw.Draw(light).ellipse((x - 70, -20, x + 70, 130), 255)
    soft = light.filter(ImageFilter.GaussianBlur(18)).resize(image.size)
    return Image.composite(image, Image.new("RGB", image.size, (18, 16, 16)), soft)


def _rear_door(canvas: Canvas, chance: Random) -> None:
    canvas.rectangle((470, 150, 830, _FLOOR + 40), (58, 72, 66), (34, 40, 38), 10)
    canvas.rectangle((510, 400, 790, 424), (176, 180, 178))
    canvas.rectangle((540, 60, 760, 130), (22, 128, 72))
    canvas.line([(580, 95), (700, 95)], (236, 240, 236), 10)
    canvas.polygon([(690, 74), (730, 95), (690, 116)], (236, 240, 236))
    for row in range(3):
        for column in range(4 - row % 2):
            x = 400 + column * 150 + chance.randint(-12, 12)
            _crate(canvas, x, _FLOOR + 60 - row * 100, chance)


def _crate(canvas: Canvas, x: int, y: int, chance: Random) -> None:
    colour = chance.choice(((150, 44, 40), (44, 70, 130), (96, 100, 92)))
    canvas.rectangle((x, y, x + 140, y + 92), colour, (24, 22, 22), 5)
    for slot in range(3):
        canvas.rectangle((x + 14 + slot * 42, y + 30, x + 42 + slot * 42, y + 66), (26, 24, 24))


def _offer(canvas: Canvas, chance: Random) -> None:
    _bottles(canvas, 40, 520, 16, chance)
    canvas.rectangle((0, 620, WIDE, 860), (92, 62, 40), (60, 40, 26), 8)
    canvas.polygon(
        [(400, 250), (880, 240), (900, 640), (380, 640)], (34, 36, 34), (122, 88, 50), 14
    )
    for y, size, words in ((290, 76, "2 för 1"), (390, 58, "på drinkar"), (480, 58, "till 23")):
        _write(canvas, (640, y), words, size, (238, 236, 226))


def _bottles(canvas: Canvas, left: int, foot: int, count: int, chance: Random) -> None:
    canvas.rectangle((left - 20, foot, WIDE - 40, foot + 18), (70, 48, 32))
    for place in range(count):
        x, tall = left + place * 76, chance.randint(120, 190)
        colour = chance.choice(((38, 74, 48), (88, 52, 26), (150, 158, 160), (58, 62, 96)))
        canvas.rounded_rectangle((x, foot - tall, x + 44, foot), 10, colour)
        canvas.rectangle((x + 15, foot - tall - 46, x + 29, foot - tall + 6), colour)
        canvas.rectangle((x + 4, foot - tall + 50, x + 40, foot - tall + 90), (214, 206, 186))


def _shelf(canvas: Canvas, chance: Random) -> None:
    for row in range(4):
        foot = 230 + row * 130
        canvas.rectangle((120, foot, 1160, foot + 14), (196, 196, 192))
        for place in range(17):
            x = 134 + place * 60
            canvas.rectangle((x, foot - 88, x + 46, foot), chance.choice(_GOODS), (40, 40, 40), 2)
            canvas.rectangle((x, foot - 88, x + 46, foot - 44), (26, 26, 26))
    canvas.rectangle((0, 660, WIDE, 900), (150, 146, 138), (96, 92, 86), 8)
    canvas.ellipse((550, 600, 730, 780), (240, 240, 240), (196, 40, 36), 18)
    _write(canvas, (640, 652), "18", 76, (24, 24, 24))
    _write(canvas, (640, 800), "Tobak", 40, (24, 24, 24))


def _self_checkout(canvas: Canvas, chance: Random) -> None:
    canvas.rectangle((380, 560, 900, 900), (150, 146, 138), (96, 92, 86), 8)
    canvas.rectangle((420, 590, 660, 640), (40, 42, 44))
    canvas.line([(440, 615), (640, 615)], (200, 60, 56), 6)
    canvas.rectangle((610, 480, 670, 570), (96, 92, 86))
    canvas.rounded_rectangle((400, 150, 880, 490), 18, (34, 36, 38), (20, 20, 20), 6)
    canvas.rectangle((424, 174, 856, 466), (226, 232, 230))
    _write(canvas, (640, 210), "Folköl 6 x 33 cl", 44, (34, 36, 38))
    _write(canvas, (640, 300), "Köp godkänt", 64, (24, 120, 70))
    _write(canvas, (640, 400), "Tack!", 36, (90, 94, 92))
    for row in range(2):
        _crate(canvas, 1000 + 40 * row, 760 - 100 * row, chance)


def _tins(canvas: Canvas, chance: Random) -> None:
    canvas.rectangle((100, 160, 1180, 640), (222, 222, 218), (120, 118, 112), 10)
    for row in range(3):
        for place in range(9):
            x, y = 140 + place * 115, 190 + row * 148
            canvas.ellipse((x, y, x + 100, y + 100), chance.choice(_GOODS), (60, 60, 60), 4)
            canvas.ellipse((x + 24, y + 24, x + 76, y + 76), (236, 236, 232))
    canvas.rectangle((0, 680, WIDE, 900), (150, 146, 138), (96, 92, 86), 8)


def _terrace(canvas: Canvas, chance: Random) -> None:
    canvas.rectangle((0, 0, WIDE, 520), (128, 156, 178))
    canvas.rectangle((0, 420, WIDE, 520), (74, 104, 122))
    canvas.rectangle((0, 520, WIDE, HIGH), (150, 140, 124))
    for x in range(60, 760, 220):
        canvas.rectangle((x - 6, 560, x + 6, 800), (70, 54, 40))
        canvas.line([(x, 590), (x + 110, 630), (x + 220, 590)], (220, 214, 200), 9)
    for _ in range(3):
        x, y = chance.randint(840, 1080), chance.randint(600, 800)
        canvas.ellipse((x, y, x + 150, y + 50), (214, 208, 196), (90, 84, 76), 4)
        canvas.rectangle((x + 68, y + 44, x + 82, y + 130), (90, 84, 76))
        canvas.rectangle((x + 40, y - 40, x + 64, y + 18), (226, 182, 74), (240, 240, 236), 3)


def _taps(canvas: Canvas, chance: Random) -> None:
    _bottles(canvas, 60, 380, 15, chance)
    canvas.rectangle((0, 600, WIDE, 860), (92, 62, 40), (60, 40, 26), 8)
    for place, words in enumerate(("0,0", "0,0", "0,5", "0,0")):
        x = 240 + place * 220
        canvas.rounded_rectangle((x, 430, x + 96, 610), 16, (52, 108, 74))
        canvas.rectangle((x + 30, 360, x + 66, 440), (52, 108, 74))
        canvas.rectangle((x + 8, 490, x + 88, 570), (236, 232, 218))
        _write(canvas, (x + 48, 512), words, 40, (30, 60, 40))


def _write(
    canvas: Canvas, top: tuple[int, int], words: str, size: int, colour: tuple[int, int, int]
) -> None:
    """Words with their middle at the top. The font has no å, ä or ö: they are put on by hand."""
    font = ImageFont.load_default(size)
    plain = words.translate(str.maketrans("åäö", "aao"))
    x, y = top
    left = x - font.getlength(plain) / 2
    canvas.text((left, y), plain, colour, font)
    dot = size / 24
    for place, letter in enumerate(words):
        middle = left + font.getlength(plain[:place]) + font.getlength(plain[place]) / 2
        for aside in {"å": (0.0,), "ä": (-4.0, 4.0), "ö": (-4.0, 4.0)}.get(letter, ()):
            at = (middle + aside * dot, y + size * 0.26)
            canvas.circle(at, 2 * dot, colour if letter != "å" else None, colour, round(dot))


SUBJECTS: dict[str, Painter] = {
    "alcohol_free": _taps,
    "nicotine_pouches": _tins,
    "offer": _offer,
    "rear_door": _rear_door,
    "self_checkout": _self_checkout,
    "terrace": _terrace,
    "tobacco_shelf": _shelf,
}
