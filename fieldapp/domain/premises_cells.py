"""Cells of a register of premises, read.

Each reader takes a cell's text and raises ValueError with what is wrong and what to write instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from fieldapp.domain import hours, organisations

Read = Callable[[str], Any]

# By kind, the beginnings of what people call it; the first that fits holds.
PERMITS: dict[str, tuple[str, ...]] = {
    "folkol_serving": ("folkolsserv", "serveringavfolkol", "anmaldserveringavfolkol"),
    "folkol": ("folkol", "anmaldforsaljningavfolkol"),
    "serving_outdoors": ("uteserv", "serveringute", "serveringstillstandute"),
    "serving_temporary": ("tillfallig",),
    "catering": ("catering", "serveringstillstandforcatering"),
    "farm_sales": ("gardsforsaljning", "tillstandforgardsforsaljning"),
    "ecig": ("ecig", "elcig", "anmaldforsaljningavecig"),
    "nicotine": ("tobaksfri", "nikotin", "vittsnus", "tfn", "anmaldforsaljningavtobaksfri"),
    "tobacco": ("tobak", "tillstandforforsaljningavtobak"),
    "smoke_free": ("rokfri",),
    "serving_indoors": ("serv", "alkohol", "stadigvarande"),
}
# What has a comma in itself, as the catalog writes it.
_WHOLE = {
    "serveringstillstandinomhus": "serving_indoors",
    "serveringstillstanduteservering": "serving_outdoors",
}
_YES, _NO = (
    ("ja", "j", "x", "1", "sant", "true", "yes"),
    ("nej", "n", "0", "falskt", "false", "no"),
)
_AUDIENCES = {"allm": "public", "slut": "closed_party"}


def plain(text: str) -> str:
    """Letters and digits alone, without case, rings and dots: how headers are compared."""
    taken_apart = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]", "", taken_apart)


def permits(text: str) -> tuple[str, ...]:
    """The kinds of permit that a cell names: `servering, uteservering; tobak`."""
    kinds, parts = [], []
    for some in re.split(r"[;\n]", text):
        whole = _WHOLE.get(plain(some))
        kinds += [whole] if whole else []
        parts += [] if whole else re.split(r"[,+]|\boch\b", some)
    for part in filter(None, map(str.strip, parts)):
        word = plain(part)
        if word in ("inomhus", "inne"):
            continue
        kind = next((own for own, names in PERMITS.items() if word.startswith(names)), None)
        if kind is None:
            raise ValueError(
                f"”{part}” är inget tillstånd. Skriv till exempel servering, uteservering, "
                "folköl, tobak, e-cigaretter eller tobaksfritt nikotin"
            )
        kinds.append(kind)
    return tuple(dict.fromkeys(kinds))


def outdoors(text: str) -> dict[str, Any] | None:
    """What a cell says of serving outdoors: a yes, a season or hours; None for a no."""
    typed = plain(text)
    if typed in _YES or typed in _NO:
        return {} if typed in _YES else None
    for member, read in (("season", hours.read_season), ("hours", hours.read_week)):
        try:
            return {member: read(text)}
        except ValueError:
            continue
    raise ValueError(
        f"”{text}” går inte att läsa. Skriv ja, nej, en säsong som ”maj–sep” eller tider"
    )


def as_written(text: str) -> str:
    return text


def whole(most: int, least: int = 0) -> Read:
    def read(text: str) -> int:
        found = re.fullmatch(r"(\d+)(?:[.,]0+)?", text)
        if not found or not least <= int(found[1]) <= most:
            raise ValueError(
                f"”{text}” går inte att läsa. Skriv ett heltal från {least} till {most}"
            )
        return int(found[1])

    return read


def risk(text: str) -> int:
    found = re.match(r"(?:klass\s*)?([1-4])(?!\d)", text.lower())
    if not found:
        raise ValueError(f"”{text}” är ingen riskklass. Skriv 1, 2, 3 eller 4")
    return int(found[1])


def degrees(most: int) -> Read:
    def read(text: str) -> float:
        try:
            found = float(text.replace(",", ".").replace("−", "-"))
        except ValueError:
            raise ValueError(f"”{text}” är inget tal. Skriv i grader, som 55,79301") from None
        if abs(found) > 1000:
            raise ValueError(
                f"”{text}” ser ut som SWEREF 99. Skriv i grader (WGS84), som 55,79301"
            )
        if not abs(found) <= most:
            raise ValueError(f"”{text}” ligger inte på jorden. Skriv i grader, som 55,79301")
        return found

    return read


def org_number(text: str) -> str:
    written = organisations.written(text)
    wrong = organisations.wrong(written)
    if wrong:
        raise ValueError(f"”{text}”: {wrong}. Rätta numret eller lämna cellen tom")
    return written


def audience(text: str) -> str:
    found = next((own for word, own in _AUDIENCES.items() if plain(text).startswith(word)), None)
    if not found:
        raise ValueError(f"”{text}” går inte att läsa. Skriv allmänheten eller slutet sällskap")
    return found
