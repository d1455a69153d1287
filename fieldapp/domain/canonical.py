"""Canonical JSON (RFC 8785), quickly.

The standard library's encoder writes the same bytes but for numbers that ECMAScript writes
otherwise and names that UTF-16 sorts otherwise. What has neither is written by it, all else by
rfc8785.
"""

from __future__ import annotations

import json
from typing import Any

import rfc8785

CanonicalizationError = rfc8785.CanonicalizationError

_ENCODER = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":")
)
_LARGEST_INTEGER = 2**53 - 1


def canonical(value: Any) -> bytes:
    """Canonical JSON of a JSON value. Raises CanonicalizationError for what JSON cannot hold."""
    try:
        if _is_plain(value):
            return _ENCODER.encode(value).encode()
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


def _is_plain(value: Any) -> bool:
    """Whether both writers write this alike."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return True
    if kind is dict:
        for name, inner in value.items():
            if type(name) is not str or not name.isascii():
                return False
            if type(inner) is not str and not _is_plain(inner):
                return False
        return True
    if isinstance(value, int):
        return -_LARGEST_INTEGER <= value <= _LARGEST_INTEGER
    if isinstance(value, float):
        # Python writes an exponent below 0.0001 and from 1e16, and whole numbers with ".0".
        return 1e-4 <= abs(value) < 1e16 and not value.is_integer()
    return isinstance(value, list) and all(map(_is_plain, value))
