"""The load on the server: wrk with a generated script that sends prepared bodies one by one."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

from fieldapp.bench.material import TOKEN_END

_MARK = "measured "
# A line of the file is a token, a space, and a body. The file is read as the load goes, since all
# of it would not fit in Lua's memory.
_SCRIPT = """
local bodies = assert(io.open(%(lines)s))
local thread
spent = 0
local headers = { ["Content-Type"] = "application/json" }

function setup(one) thread = one end

local function line()
  local found = bodies:read("*l")
  if not found then
    spent = spent + 1
    bodies:seek("set")
    found = bodies:read("*l")
  end
  return found
end

request = function()
  local found = line()
  headers["Authorization"] = "Bearer " .. found:sub(1, %(token)d)
  return wrk.format("POST", nil, headers, found:sub(%(token)d + 2))
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format('%(mark)s{"requests":%%d,"microseconds":%%d,"p50":%%f,"p99":%%f,'
    .. '"refused":%%d,"broken":%%d,"spent":%%d}\\n', summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.status,
    e.connect + e.read + e.write + e.timeout, thread:get("spent")))
end
"""


class LoadFailed(Exception):
    """The load itself failed, so there is nothing to measure."""


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk saw: requests a second, latencies in ms, answers ≥ 400, and broken connections.

    `busy` is how much of one core wrk itself used; near 1 it would be wrk that was measured.
    """

    rate: float
    p50: float
    p99: float
    requests: int
    refused: int
    broken: int
    busy: float = 0.0


def available() -> bool:
    return shutil.which("wrk") is not None


def post(url: str, lines: Path, connections: int, seconds: float) -> Load:
    """Posts the file's bodies, each once. Raises LoadFailed also when they did not suffice."""
    script = lines.with_suffix(".lua")
    script.write_text(
        _SCRIPT % {"lines": json.dumps(str(lines)), "token": TOKEN_END, "mark": _MARK}
    )
    before = _used()
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:.0f}s", "-s", str(script), url]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise LoadFailed(ran.stderr[-2000:])
    return replace(parse(ran.stdout), busy=(_used() - before) / seconds)


def parse(output: str) -> Load:
    """Reads what the script's `done` wrote. Raises LoadFailed."""
    told = next((line for line in output.splitlines() if line.startswith(_MARK)), None)
    if told is None:
        raise LoadFailed(output[-2000:])
    found = json.loads(told.removeprefix(_MARK))
    if found["refused"] > found["requests"] / 2:
        raise LoadFailed(f"{found['refused']} of {found['requests']} requests were refused")
    if found["spent"]:
        raise LoadFailed("the prepared bodies did not suffice; the server is faster than expected")
    return Load(
        rate=found["requests"] / found["microseconds"] * 1e6,
        p50=found["p50"] / 1000,
        p99=found["p99"] / 1000,
        requests=found["requests"],
        refused=found["refused"],
        broken=found["broken"],
    )


def _used() -> float:
    """Seconds of CPU that ended children have used."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
