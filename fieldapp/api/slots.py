"""Photos may take half of the threads and no more: text always finds a free one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from flask import Flask, current_app

from fieldapp.domain.problems import Problem

_NAME = "fieldapp.api.slots"


def init_app(app: Flask, threads: int) -> None:
    app.extensions[_NAME] = BoundedSemaphore(max(1, threads // 2))


@contextmanager
def for_photo() -> Iterator[None]:
    """A thread to receive a photo with. Raises Problem busy: the photo can come a little later."""
    slots: BoundedSemaphore = current_app.extensions[_NAME]
    if not slots.acquire(blocking=False):
        raise Problem("busy")
    try:
        yield
    finally:
        slots.release()
