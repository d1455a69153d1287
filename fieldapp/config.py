"""Every setting: its name, default and help. docs/reference.md lists them as FIELDAPP_*."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any


def _setting(default: Any, help_text: str) -> Any:
    return field(default=default, metadata={"help": help_text})


@dataclass(frozen=True)
class Settings:
    """What a municipality's administrator may set. Sizes are in bytes."""

    data: Path = _setting(Path("data"), "Mappen med fieldapp.db och photos/.")
    catalog: str = _setting(
        "", "Mappen med kommunens egen katalog; tom betyder den som följer med."
    )
    host: str = _setting("127.0.0.1", "Adressen att lyssna på.")
    port: int = _setting(8600, "Porten att lyssna på.")
    public_url: str = _setting(
        "", "Adressen utåt, för länkar och QR-koder; tom betyder den som anropas."
    )
    trusted_proxies: int = _setting(
        0, "Antal egna proxyservrar framför, vilkas X-Forwarded-huvuden gäller."
    )
    workers: int = _setting(2, "Antal processer.")
    threads: int = _setting(8, "Antal trådar per process.")
    max_photo_bytes: int = _setting(25_000_000, "Största bild som tas emot.")
    max_photo_pixels: int = _setting(50_000_000, "Flest bildpunkter i en bild som tas emot.")
    max_rescue_bytes: int = _setting(500_000_000, "Största räddningsfil som tas emot.")
    max_body_bytes: int = _setting(4_000_000, "Största anrop som tas emot, filer undantagna.")
    upload_days: int = _setting(30, "Dagar som en påbörjad uppladdning finns kvar.")
    enrolment_minutes: int = _setting(15, "Minuter som en inbjudan gäller.")
    session_hours: int = _setting(12, "Timmar som en inloggning vid skrivbordet gäller.")
    offline_app: str = _setting(
        "on",
        "off tar bort den sparade appen från telefoner som har nät; rapporterna ligger kvar.",
    )
    smtp_host: str = _setting("", "Servern som skickar e-post; tom betyder att ingen skickas.")
    smtp_port: int = _setting(587, "Dess port.")
    smtp_security: str = _setting("starttls", "starttls, tls eller none.")
    smtp_user: str = _setting("", "Användarnamnet där; tomt betyder utan inloggning.")
    smtp_password: str = _setting("", "Lösenordet där.")
    smtp_from: str = _setting("", "Avsändaren; tom betyder FIELDAPP_CONTACT.")
    contact: str = _setting("", "E-postadressen för fel, frågor och begäran om uppgifter.")
    map_tiles: str = _setting(
        "", "Adress till kartrutor, {z}/{x}/{y}; tom betyder ingen bakgrundskarta."
    )
    map_attribution: str = _setting("", "Kartans upphovsuppgift.")


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from FIELDAPP_* variables. Raises ValueError naming the one that does not fit."""
    found: dict[str, Any] = {}
    for setting in fields(Settings):
        name = f"FIELDAPP_{setting.name.upper()}"
        if name in environment:
            kind: type[Any] = type(setting.default)
            try:
                found[setting.name] = kind(environment[name])
            except ValueError as error:
                raise ValueError(
                    f"{name}={environment[name]!r}: ska vara {kind.__name__}"
                ) from error
    return Settings(**found)
