"""Hours, seasons and days as people write them in a table, read as docs/protocol.md keeps them.

What cannot be read raises ValueError with what is wrong and what to write instead, in Swedish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fieldapp.domain.premises_fields import WEEKDAYS

Week = dict[str, str]

_DAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")
_MONTHS = (
    "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
)  # fmt: skip
_GROUPS = {
    "alla dagar": WEEKDAYS,
    "alla veckodagar": WEEKDAYS,
    "dagligen": WEEKDAYS,
    "varje dag": WEEKDAYS,
    "vardagar": WEEKDAYS[:5],
    "helger": WEEKDAYS[5:],
    "helg": WEEKDAYS[5:],
}
_CLOSED = ("stängt", "stängd", "-", "–")
_DASH = r"\s*(?:[-–—]|till)\s*"
_CLOCK = r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d\d))?"
_SPAN = re.compile(rf"{_CLOCK}{_DASH}{_CLOCK}")
_DAY = re.compile(r"[a-zåäö]+")
_LEAP_YEAR = 2024
_WEEK_ADVICE = "Skriv som ”mån–tor 11–22, fre–lör 11–01”"
_SPAN_ADVICE = "Skriv som 11–01 eller 11.00–22.30"
_SEASON_ADVICE = "Skriv som ”1 maj–30 sep”"


def read_span(text: str) -> str | None:
    """`11–01` as `11:00-01:00`; None for a day that is closed."""
    typed = text.strip().lower()
    if typed in _CLOSED:
        return None
    found = _SPAN.fullmatch(typed)
    if not found:
        raise ValueError(f"”{text.strip()}” är inga tider. {_SPAN_ADVICE}")
    return f"{_clock(found[1], found[2], 23)}-{_clock(found[3], found[4], 24)}"


def read_week(text: str) -> Week:
    """`mån–tor 11–22, fre–lör 11–01` as hours by weekday. Hours with no days are every day's."""
    week: dict[str, str | None] = {}
    waiting: list[str] = []
    for part in filter(None, map(str.strip, re.split(r"[,;\n]|\boch\b|&", text.lower()))):
        named, span = _parted(part)
        waiting += _named(named) if named else () if span else _named(part)
        if not span:
            continue
        hours = read_span(span)
        for day in waiting or WEEKDAYS:
            if day in week:
                raise ValueError(f"{_DAYS[WEEKDAYS.index(day)]} står två gånger. {_WEEK_ADVICE}")
            week[day] = hours
        waiting = []
    if waiting or not week:
        raise ValueError(f"”{text.strip()}” har dagar utan tider. {_WEEK_ADVICE}")
    return {day: hours for day in WEEKDAYS if (hours := week.get(day))}


def read_season(text: str) -> dict[str, str]:
    """`1 maj–30 sep`, `1/5–30/9` or `maj–sep` as `{"from": "05-01", "to": "09-30"}`."""
    parts = re.split(
        r"\s*[–—]\s*|\s+-\s+|(?<=[a-zåäö.])-|(?<=/\d)-|(?<=/\d\d)-", text.strip().lower()
    )
    if len(parts) != 2:
        raise ValueError(f"”{text.strip()}” är ingen säsong. {_SEASON_ADVICE}")
    first, last = (_year_day(part, text, is_last=place == 1) for place, part in enumerate(parts))
    return {"from": first, "to": last}


def read_day(text: str) -> str:
    """A date as `2026-11-20`; without hyphens it is read too."""
    typed = text.strip()
    try:
        return date.fromisoformat(typed.replace("/", "-")).isoformat()
    except ValueError:
        raise ValueError(f"”{typed}” är inget datum. Skriv som 2026-11-20") from None


def _parted(part: str) -> tuple[str, str]:
    """The days and the hours of a part of a week, either of which may be missing."""
    for closed in _CLOSED[:2]:
        if part.endswith(closed):
            return part.removesuffix(closed).strip(" :"), closed
    found = re.search(r"(?:kl\.?\s*)?\d", part)
    if not found:
        return part, ""
    return part[: found.start()].strip(" :"), part[found.start() :]


def _named(text: str) -> list[str]:
    """The days that `mån–tor`, `lördag` or `vardagar` names."""
    if text.strip(".") in _GROUPS:
        return list(_GROUPS[text.strip(".")])
    ends = [_weekday(part) for part in re.split(_DASH, text.strip())]
    if len(ends) > 2:
        raise ValueError(f"”{text}” är inga dagar. {_WEEK_ADVICE}")
    first, last = ends[0], ends[-1]
    return [WEEKDAYS[day % 7] for day in range(first, last + 1 if last >= first else last + 8)]


def _weekday(text: str) -> int:
    typed = text.strip(" .")
    found = [place for place, name in enumerate(_DAYS) if typed and typed[:3].startswith(name[:2])]
    if not found or not _DAY.fullmatch(typed) or not _is_day(typed, found[0]):
        raise ValueError(f"”{text.strip()}” är ingen veckodag. {_WEEK_ADVICE}")
    return found[0]


def _is_day(typed: str, day: int) -> bool:
    stem = _DAYS[day]
    whole = {"tor": "torsdag", "ons": "onsdag", "lör": "lördag"}.get(stem, f"{stem}dag")
    return any(name.startswith(typed) for name in (whole, f"{whole}ar")) and len(typed) > 1


def _clock(hour: str, minute: str | None, most: int) -> str:
    if int(hour) > most or int(minute or 0) > 59 or (int(hour) == 24 and int(minute or 0)):
        raise ValueError(
            f"Klockslaget {hour}{f'.{minute}' * bool(minute)} finns inte. {_SPAN_ADVICE}"
        )
    return f"{int(hour):02}:{minute or '00'}"


def _year_day(part: str, whole: str, *, is_last: bool) -> str:
    numbers = list(_numbers(part))
    month = _month(part) or (numbers[1] if len(numbers) == 2 else None)
    if re.fullmatch(r"\d\d-\d\d", part):
        month, numbers = int(part[:2]), [int(part[3:])]
    try:
        if month and not numbers:
            ends = date(_LEAP_YEAR + month // 12, month % 12 + 1, 1)
            day = (ends - date.resolution).day if is_last else 1
        else:
            day = numbers[0]
        return f"{date(_LEAP_YEAR, month or 0, day):%m-%d}"
    except (ValueError, IndexError):
        raise ValueError(f"”{whole.strip()}” är ingen säsong. {_SEASON_ADVICE}") from None


def _numbers(text: str) -> Iterator[int]:
    return map(int, re.findall(r"\d+", text))


def _month(text: str) -> int | None:
    found = re.search(r"[a-zåäö]{3,}", text)
    names = [
        number for number, name in enumerate(_MONTHS, 1) if found and found[0].startswith(name)
    ]
    return names[0] if names else None
