"""Organisation numbers: their form, and what is wrong with one. Skatteverket, SKV 709.

Ten digits, the third at least 2 (which keeps them apart from people's numbers), the last a check
digit after Luhn. The series 000000-00xx belongs to nobody and stands for what is made up.
"""

from __future__ import annotations

import re
from typing import Any

from fieldapp.domain.catalog import Catalog

_FORM = re.compile(r"\d{6}-\d{4}", flags=re.ASCII)
_MADE_UP = re.compile(r"000000-00\d\d", flags=re.ASCII)
_DIGITS = re.compile(r"(?:16)?(\d{6})[- ]?(\d{4})", flags=re.ASCII)
_LEAST_THIRD = 2


def written(text: str) -> str:
    """What a person typed, as NNNNNN-NNNN; as it was when it cannot be read so."""
    found = _DIGITS.fullmatch(text.strip())
    return f"{found[1]}-{found[2]}" if found else text.strip()


def wrong(number: str) -> str | None:
    """What is wrong with the number, in Swedish; None when nothing is."""
    if not _FORM.fullmatch(number):
        return "ett organisationsnummer skrivs NNNNNN-NNNN"
    if _MADE_UP.fullmatch(number):
        return None
    digits = [int(digit) for digit in number if digit != "-"]
    if digits[2] < _LEAST_THIRD:
        return (
            "tredje siffran är 0 eller 1, så det är ett personnummer och inget organisationsnummer"
        )
    if check_digit(digits[:9]) != digits[9]:
        return "kontrollsiffran stämmer inte, så någon siffra är fel"
    return None


def check_digit(nine: list[int]) -> int:
    """The tenth digit of these nine (Luhn, ISO/IEC 7812-1)."""
    doubled = [digit * 2 if place % 2 == 0 else digit for place, digit in enumerate(nine)]
    return -sum(digit // 10 + digit % 10 for digit in doubled) % 10


def org_number(value: Any, _: Catalog) -> str | None:
    """The rule of a field that holds one; an empty text for none."""
    if not isinstance(value, str):
        return "det ska vara en text"
    return wrong(value) if value else None
