"""The demo's camera: when a photo is taken, and how its report tells of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from fieldapp.demo import pictures
from fieldapp.demo.scenes import Sight

_OFTEN = 0.6


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG as a phone's camera wrote it, with its size when upright."""

    content: bytes = field(repr=False)
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def manifest(
        self, taken_at: dict[str, Any], position: dict[str, Any] | None
    ) -> dict[str, Any]:
        """The fields that tie the photo to its observation."""
        size = {"size": len(self.content), "width": self.width, "height": self.height}
        told = {**size, "type": "image/jpeg", "taken_at": taken_at, "position": position}
        return {f"photos/{self.sha256}": told, "no_person_in_photo": True}


@dataclass
class Camera:
    """Takes photos while the film lasts."""

    film: int

    def take(
        self, sight: Sight, moment: datetime, fix: dict[str, Any], chance: Random
    ) -> Picture | None:
        """A photo of what is seen, where the category allows one."""
        if not self.film or not sight.category.camera or chance.random() >= _OFTEN:
            return None
        self.film -= 1
        place = (fix["lat"], fix["lon"])
        content, size = pictures.draw(sight.category.code, moment, place, chance)
        return Picture(content, *size)
