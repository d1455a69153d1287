"""Canonical JSON (RFC 8785), quickly.

The standard library's encoder writes the same bytes but for numbers that ECMAScript writes
otherwise and for the order of names outside the basic plane. Its text is taken where neither can
be in it; else rfc8785 writes.
"""

from __future__ import annotations

import json
import re
from typing import Any

import rfc8785

CanonicalizationError = rfc8785.CanonicalizationError

_ENCODER = json.JSONEncoder(
    ensure_ascii=False,
    check_circular=False,
    allow_nan=False,
    sort_keys=True,
    separators=(",", ":"),
)
# A float that ends in .0 or has an exponent, or an integer that a float may not hold. Text that
# looks so inside a string only costs time.
_SUSPECT_NUMBER = re.compile(r"\.0(?:[,}\]]|$)|[0-9]e[+-]|(?:^|[\[:,])-?[0-9]{16}")
_ABOVE_SURROGATES = re.compile("[\ue000-\uffff]")
_OUTSIDE_BASIC_PLANE = re.compile("[\U00010000-\U0010ffff]")


def canonical(value: Any) -> bytes:
    """Canonical JSON of a JSON value. Raises CanonicalizationError for what JSON cannot hold."""
    try:
        text = _ENCODER.encode(value)
        if not _SUSPECT_NUMBER.search(text) and (text.isascii() or _sorts_alike(text)):
            return text.encode()
        return rfc8785.dumps(_with_doubles(value))
    except RecursionError as error:
        raise CanonicalizationError("nested too deeply") from error
    except (TypeError, ValueError) as error:
        raise CanonicalizationError(str(error)) from error


def _with_doubles(value: Any) -> Any:
    """Integers that a double may not hold become doubles, as phones read every number."""
    if isinstance(value, dict):
        return {name: _with_doubles(below) for name, below in value.items()}
    if isinstance(value, list | tuple):
        return [_with_doubles(below) for below in value]
    # By way of text: too great a number is infinity to a phone, which refuses it.
    return float(str(value)) if isinstance(value, int) and abs(value) >= 2**53 else value


def _sorts_alike(text: str) -> bool:
    """Whether names sort alike by code point, as here, and by UTF-16 unit, as there."""
    return not (_OUTSIDE_BASIC_PLANE.search(text) and _ABOVE_SURROGATES.search(text))
