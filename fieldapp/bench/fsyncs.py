"""Goal 3: no write is answered before it is on the disk, as the kernel sees it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from fieldapp.bench import servers
from fieldapp.bench.extent import Extent
from fieldapp.bench.figures import Figure, at_least, series
from fieldapp.bench.material import TOKEN_END, phones, write_load
from fieldapp.domain.catalog import Catalog

_WRITES = 50
_WHAT = "fdatasync calls before an answer 2xx to a write, at least"
_SYNCED = re.compile(r"\bf(?:data)?sync\(\d+\)\s+= 0|<\.\.\. f(?:data)?sync resumed>.*= 0")
_ANSWERED = re.compile(r'\bsend(?:to|msg)\(.*"HTTP/1\.1 2')


def measure(extent: Extent, catalog: Catalog) -> list[Figure]:
    if not shutil.which("strace"):
        return [Figure(3, _WHAT, "", None, note="strace is not installed")]
    extent.say("fdatasync before answers")
    folder, trace = extent.folder / "traced", extent.folder / "trace"
    writer, bodies = phones(1, "traced"), extent.folder / "traced-bodies"
    servers.enrol(folder, writer)
    write_load(bodies, writer, catalog, 1, _WRITES)
    calls = "trace=fsync,fdatasync,sendto,sendmsg"
    strace = ["strace", "--follow-forks", "-qq", "-s", "16", "-e", calls, "-o", str(trace)]
    with servers.running_fieldapp(folder, workers=1, under=strace) as url:
        _post(url, bodies)
    counted = list(before_answers(trace.read_text(errors="replace").splitlines()))[-_WRITES:]
    return [Figure(3, _WHAT, "", series([min(counted, default=0)]), goal=at_least(1))]


def before_answers(trace: Iterable[str]) -> Iterator[int]:
    """For each answer 2xx in a trace by strace, how many syncs were made since the one before."""
    synced = 0
    for line in trace:
        if _SYNCED.search(line):
            synced += 1
        elif _ANSWERED.search(line):
            yield synced
            synced = 0


def _post(url: str, bodies: Path) -> None:
    connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
    for line in bodies.read_text().splitlines():
        headers = {"Authorization": f"Bearer {line[:TOKEN_END]}"}
        connection.request("POST", "/api/changes", line[TOKEN_END + 1 :].encode(), headers)
        answer = connection.getresponse()
        if answer.status != 200:
            raise ConnectionError(f"{answer.status} {answer.read()!r}")
        answer.read()
    connection.close()
