"""How those responsible in the demo acknowledge a visit: a scribble that is nobody's name."""

from __future__ import annotations

from collections.abc import Mapping
from math import pi, sin
from random import Random
from typing import Any

from fieldapp.demo.premises import Premises

_WIDE, _HIGH = 800, 500
_NAMED = "serving_supervisor"
_POINTS_A_STROKE = 26


def acknowledged(told: Mapping[str, Any], premises: Premises, chance: Random) -> dict[str, Any]:
    """The acknowledgement without its time; a name only for the role that is named."""
    found = {name: told[name] for name in ("role", "manner", "comment") if name in told}
    if told["role"] == _NAMED:
        found["name"] = premises.fields[f"contacts/{_NAMED}"]["name"]
    if told["manner"] == "signature":
        found["signature"] = {"width": _WIDE, "height": _HIGH, "strokes": _strokes(chance)}
    return found


def _strokes(chance: Random) -> list[list[int]]:
    """Two waves from left to right, and a line under them."""
    waves = [_wave(left, right, chance) for left, right in ((90, 320), (360, 690))]
    under = chance.randint(330, 380)
    return [*waves, [140, under, 420, under - chance.randint(5, 30), 660, under - 40]]


def _wave(left: int, right: int, chance: Random) -> list[int]:
    turns, tall = chance.uniform(2, 4), chance.randint(50, 120)
    points = []
    for step in range(_POINTS_A_STROKE):
        part = step / (_POINTS_A_STROKE - 1)
        height = tall * (1 - part / 2) * sin(turns * 2 * pi * part)
        x = left + (right - left) * part + tall / 4 * sin(turns * 4 * pi * part)
        points += [round(x), round(_HIGH / 2 - height)]
    return points
