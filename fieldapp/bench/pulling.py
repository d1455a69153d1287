"""A phone's half of a pull, made of the standard library alone: asked for, unpacked and parsed."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

import brotli

_UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Pulled:
    """What came: the seconds it took, bytes of the bodies, records, and the last cursor."""

    seconds: float
    bytes: int
    records: int
    cursor: str


class Puller:
    """One connection that is kept open to one address."""

    def __init__(self, url: str, token: str, accept: str) -> None:
        self._connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
        self._path = urlsplit(url).path
        self._headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": accept}

    def pull(self, after: str, most: int | None = None) -> Pulled:
        """Pages until there is no more, or until so many records have come."""
        size = records = 0
        more = True
        start = time.perf_counter()
        while more and records != most:
            limit = _PAGE if most is None else min(_PAGE, most - records)
            length, page = self._page(after, limit)
            size += length
            records += len(page["records"])
            after, more = page["cursor"], page["more"]
        return Pulled(time.perf_counter() - start, size, records, after)

    def close(self) -> None:
        self._connection.close()

    def _page(self, after: str, limit: int) -> tuple[int, dict[str, Any]]:
        query = urlencode({"after": after, "limit": limit})
        self._connection.request("GET", f"{self._path}?{query}", headers=self._headers)
        response = self._connection.getresponse()
        content = response.read()
        if response.status != 200:
            raise ConnectionError(f"{response.status} {content[:300]!r}")
        unpacked = _UNPACK[response.getheader("Content-Encoding")](content)
        return len(content), json.loads(unpacked)


@contextmanager
def puller(url: str, token: str, accept: str = "br, gzip") -> Iterator[Puller]:
    """A puller that is closed at the end."""
    opened = Puller(url, token, accept)
    try:
        yield opened
    finally:
        opened.close()
