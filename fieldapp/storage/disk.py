"""Files that outlive a crash, and a full disk told as what it is."""

from __future__ import annotations

import errno
import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fieldapp.domain.problems import Problem

_FULL = (errno.ENOSPC, errno.EDQUOT)
_REFUSED = (errno.EROFS, errno.EIO, errno.EFBIG)


def sync_folder(folder: Path) -> None:
    """Makes the folder's names durable: a rename is not, until its folder is synced."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def changed_at(path: Path) -> float:
    """When the file was last written to, in seconds of Unix; never, if it is gone."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return math.inf


def make_folder(folder: Path) -> None:
    """Makes the folder durably, where it is missing."""
    if not folder.is_dir():
        with refusing_when_full():
            folder.mkdir(parents=True, exist_ok=True)
            sync_folder(folder.parent)


@contextmanager
def refusing_when_full(temporary: Path | None = None) -> Iterator[None]:
    """Told as Problem disk-full or disk-unwritable; on any error the temporary file goes."""
    try:
        yield
    except BaseException as error:
        if temporary:
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno in _FULL:
            raise Problem("disk-full") from error
        if isinstance(error, OSError) and error.errno in _REFUSED:
            raise Problem("disk-unwritable") from error
        raise
