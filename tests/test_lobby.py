"""Requests wait until they are whole; a sender that is too slow is taken for one that has gone."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp import lobby
from fieldapp.lobby import ENOUGH, PacedSocket, wanted_of

HEAD = b"POST /api/changes HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n"
Pair = tuple[PacedSocket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    """The server's end and the client's."""
    ours, theirs = socket.socketpair()
    paced = PacedSocket(fileno=ours.detach())
    with paced, theirs:
        yield paced, theirs


@pytest.mark.parametrize(
    ("here", "wanted"),
    [
        (b"", 1),
        (b"POST", 5),
        (HEAD[:-1], len(HEAD)),
        (HEAD, len(HEAD) + 10),
        (HEAD + b"12345", len(HEAD) + 10),
        (HEAD + b"1234567890", len(HEAD) + 10),
        (b"GET / HTTP/1.1\r\n\r\n", 18),
        (b"GET / HTTP/1.1\r\n\r\nGET /", 18),
        (HEAD.replace(b"Content-Length", b"content-length"), len(HEAD) + 10),
        (HEAD.replace(b"Host", b"Expect"), len(HEAD) + 2),
        (HEAD.replace(b"Content-Length: 10", b"Transfer-Encoding: chunked"), len(HEAD) + 8),
        (HEAD.replace(b" 10", b" 900000000"), ENOUGH),
        (HEAD.replace(b" 10", b" 1" + b"0" * 99), None),
    ],
)
def test_what_is_waited_for_follows_from_what_has_come(here: bytes, wanted: int | None) -> None:
    assert wanted_of(here) == (len(here) if wanted is None else wanted)


@given(st.binary(max_size=200), st.integers(0, 100))
def test_a_whole_request_never_waits_and_a_part_of_it_does(body: bytes, cut: int) -> None:
    whole = b"PUT / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    assert wanted_of(whole) <= len(whole)
    part = whole[: len(whole) * cut // 101]
    assert len(part) < wanted_of(part) <= len(whole)


def test_looking_takes_nothing(pair: Pair) -> None:
    ours, theirs = pair
    ours.setblocking(False)
    with pytest.raises(BlockingIOError):
        ours.lacks()
    theirs.sendall(HEAD)
    assert ours.lacks() == len(HEAD) + 10
    theirs.sendall(b"1234567890")
    assert ours.lacks() == 0
    ours.expect_request()
    assert ours.recv(1000) == HEAD + b"1234567890"


def test_one_that_has_hung_up_is_not_waited_for(pair: Pair) -> None:
    ours, theirs = pair
    theirs.close()
    assert ours.lacks() == 0


def test_a_sender_that_falls_silent_is_taken_for_gone(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, _ = pair
    monkeypatch.setattr(lobby, "PATIENCE", 0.05)
    ours.expect_request()
    with pytest.raises(ConnectionResetError):
        ours.recv(10)
    assert ours.gettimeout() is None


def test_a_sender_that_trickles_is_taken_for_gone(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pair
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    ours.expect_request()
    received = 0
    theirs.sendall(b"x" * 1000)
    with suppress(ConnectionResetError):
        while ours.recv(1):
            received += 1
            now[0] += 1.0
    assert received == pytest.approx(lobby.PATIENCE, abs=2)


def test_a_sender_that_keeps_the_pace_is_heard_to_the_end(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = pair
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    ours.expect_request()
    for _ in range(200):
        theirs.sendall(b"x" * lobby.SLOWEST)
        now[0] += 1.0
        assert len(ours.recv(lobby.SLOWEST)) == lobby.SLOWEST
