"""Sealed files: the vectors that both languages share; what is damaged, cut off or not ours."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from fieldapp.domain.problems import Problem
from sync.sealing import Key, unseal
from tests import rescue_file

VECTORS = Path(__file__).parents[2] / "sync" / "vectors" / "rescue"
SERVER = Key.new()
PARTS = [b"{}", b"a photo" * 100, b""]


def opened(content: bytes, key: Key = SERVER) -> list[bytes]:
    return list(unseal(io.BytesIO(content), key))


@pytest.mark.parametrize("path", sorted(VECTORS.glob("*.json")), ids=lambda path: path.stem)
def test_a_vector_is_what_this_side_writes_and_reads(path: Path) -> None:
    vector = json.loads(path.read_text())
    server, own = Key(vector["server"]["secret"]), Key(vector["own"]["secret"])
    parts = [bytes.fromhex(part) for part in vector["parts"]]
    assert server.public == vector["server"]["public"]
    assert own.public == vector["own"]["public"]
    assert rescue_file.seal(parts, server.public, own).hex() == vector["file"]
    assert opened(bytes.fromhex(vector["file"]), server) == parts


def test_what_was_sealed_is_opened_again_by_the_server_alone() -> None:
    file = rescue_file.seal(PARTS, SERVER.public)
    assert opened(file) == PARTS
    assert PARTS[1] not in file
    with pytest.raises(Problem, match="rescue-of-another"):
        opened(file, Key.new())


@pytest.mark.parametrize("left", [1, 3, 19, 40, 700])
def test_a_file_that_is_cut_off_gives_the_parts_that_are_whole(left: int) -> None:
    file = rescue_file.seal(PARTS, SERVER.public)
    found = unseal(io.BytesIO(file[:-left]), SERVER)
    whole = 2 if left < 20 else 1
    assert [next(found) for _ in range(whole)] == PARTS[:whole]
    with pytest.raises(Problem, match="slutet av den saknas"):
        next(found)


def test_a_bit_that_was_flipped_is_found_out() -> None:
    file = bytearray(rescue_file.seal(PARTS, SERVER.public))
    file[-40] ^= 1
    with pytest.raises(Problem, match="den är skadad"):
        opened(bytes(file))


def test_parts_cannot_change_places() -> None:
    file = rescue_file.seal([b"one", b"two"], SERVER.public)
    head, parts = file.split(b"\n", 1)
    size = len(parts) // 2
    with pytest.raises(Problem, match="den är skadad"):
        opened(head + b"\n" + parts[size:] + parts[:size])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "ingen räddningsfil"),
        (b"\xff\xd8\xff\xe0 a picture", "ingen räddningsfil"),
        (b"[]\n", "ingen räddningsfil"),
        (b'{"format":"fieldapp-rescue","version":2}\n', "nyare app"),
    ],
)
def test_what_is_no_such_file_is_told_apart(content: bytes, why: str) -> None:
    with pytest.raises(Problem, match=why):
        opened(content)


def test_a_key_that_is_no_point_is_damage() -> None:
    head, rest = rescue_file.seal(PARTS, SERVER.public).split(b"\n", 1)
    told = {**json.loads(head), "ephemeral": "04" * 65}
    with pytest.raises(Problem, match="den är skadad"):
        opened(json.dumps(told).encode() + b"\n" + rest)
