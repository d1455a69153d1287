"""Where connections wait until their request is worth a thread.

Threads are few, and a phone on a thin network, or somebody who means ill, may take minutes to send
what a thread handles in a millisecond. So the worker's event loop looks at what has arrived,
without taking it, and hands over a request when it is whole (of a large one its beginning). A torn
request gets no thread, and a sender that falls behind the slowest pace is cut off.
"""

from __future__ import annotations

import errno
import re
import socket
import time
from collections import deque
from concurrent.futures import Future
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

ENOUGH = 48 * 1024
"""So much of a request is waited for, in bytes."""
PATIENCE = 30.0
"""Seconds that a request may take to arrive here, and that a sender may fall silent."""
SLOWEST = 1024
"""Bytes a second below which a sender's patience runs out."""
FAREWELL = 2.0
"""Seconds that a client has to close after the last answer."""
_LONGEST_HEAD = 32 * 1024
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,15})[ \t]*\r\n", re.IGNORECASE)
_EXPECTS = re.compile(rb"\r\nexpect:", re.IGNORECASE)


class PacedSocket(socket.socket):
    """Takes a sender that is too slow for one that has hung up: ConnectionResetError."""

    gives_up = 0.0

    def expect_request(self) -> None:
        self.gives_up = time.monotonic() + PATIENCE

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        own, left = self.gettimeout(), self.gives_up - time.monotonic()
        if left <= 0:
            raise ConnectionResetError(errno.ECONNRESET, "too slow")
        self.settimeout(left if own is None else min(left, own))
        try:
            received = super().recv(size, flags)
        except TimeoutError as error:
            raise ConnectionResetError(errno.ECONNRESET, "silent") from error
        finally:
            self.settimeout(own)
        earned = self.gives_up + len(received) / SLOWEST
        self.gives_up = min(earned, time.monotonic() + PATIENCE)
        return received

    def discard(self) -> bool:
        """Throws away what has come. Whether more may come."""
        try:
            return bool(super().recv(ENOUGH))
        except BlockingIOError:
            return True
        except OSError:
            return False

    def lacks(self) -> int:
        """How many bytes must be here before it is worth looking again; 0 when there is enough.

        Raises BlockingIOError when nothing has come.
        """
        here = super().recv(ENOUGH, socket.MSG_PEEK)
        wanted = wanted_of(here)
        return wanted if here and len(here) < wanted else 0


class Worker(ThreadWorker):
    """gunicorn's threaded worker with a lobby. A waiting connection costs no thread."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaving: deque[Any] = deque()

    def accept(self, listener: socket.socket) -> None:
        try:
            accepted, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        client = PacedSocket(fileno=accepted.detach())
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(PATIENCE * 1000))
        self.nr_conns += 1
        self._wait(TConn(self.cfg, client, address, listener.getsockname()))

    def on_client_socket_readable(self, conn: Any, client: socket.socket) -> None:
        """The next request on a connection that was kept."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._wait(conn)

    def on_pending_socket_readable(self, conn: Any, client: socket.socket) -> None:
        lacks = _lacks(conn.sock)
        if lacks > conn.asked:
            _wake_at(conn, lacks)
        else:  # all is here, or no more will come
            self.poller.unregister(client)
            self.pending_conns.remove(conn)
            self._hand_over(conn)

    def _wait(self, conn: Any) -> None:
        conn.asked = 0
        lacks = _lacks(conn.sock)
        if not lacks:
            self._hand_over(conn)
            return
        _wake_at(conn, lacks)
        conn.timeout = time.monotonic() + PATIENCE
        self.pending_conns.append(conn)
        readable = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, EVENT_READ, readable)

    def _hand_over(self, conn: Any) -> None:
        if conn.asked > 1:
            _wake_at(conn, 1)
        conn.data_ready = True
        self.enqueue_req(conn)

    def handle(self, conn: Any) -> Any:
        conn.sock.expect_request()
        return super().handle(conn)

    def finish_request(self, conn: Any, fs: Future[Any]) -> None:
        if fs.cancelled() or fs.exception() or fs.result():
            super().finish_request(conn, fs)
        else:
            self._see_off(conn)

    def murder_pending(self) -> None:
        if not self.alive:  # a server that stops waits for nobody who has not asked yet
            for conn in self.pending_conns:
                conn.timeout = 0.0
        super().murder_pending()
        while self.leaving and self.leaving[0].timeout < time.monotonic():
            self._close(self.leaving[0])

    def _see_off(self, conn: Any) -> None:
        """Closes once the client has: to close at once could take its answer away again."""
        try:
            conn.sock.shutdown(socket.SHUT_WR)
        except OSError:
            self.nr_conns -= 1
            conn.close()
            return
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + FAREWELL
        self.leaving.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self._on_leaving, conn))

    def _on_leaving(self, conn: Any, client: socket.socket) -> None:
        if not conn.sock.discard():
            self._close(conn)

    def _close(self, conn: Any) -> None:
        self.poller.unregister(conn.sock)
        self.leaving.remove(conn)
        self.nr_conns -= 1
        conn.close()


def wanted_of(here: bytes) -> int:
    """How many bytes to wait for, by what has come of a request's beginning."""
    end = here.find(b"\r\n\r\n") + 4
    if end < 4:
        return min(len(here) + 1, _LONGEST_HEAD)
    head = here[:end]
    length = _LENGTH.search(head)
    if not length or _EXPECTS.search(head):
        return end
    return min(end + int(length[1]), ENOUGH)


def _lacks(client: PacedSocket) -> int:
    try:
        return client.lacks()
    except BlockingIOError:
        return 1
    except OSError:
        return 0


def _wake_at(conn: Any, bytes_here: int) -> None:
    """The event loop hears of the connection when so much is here, or when it is closed."""
    conn.asked = bytes_here
    conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, bytes_here)
