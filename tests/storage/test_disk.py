"""A full disk is told as what it is, and nothing half-written is left."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from fieldapp.domain.problems import Problem
from fieldapp.storage import disk


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EROFS, "disk-unwritable"),
        (errno.EIO, "disk-unwritable"),
    ],
)
def test_a_disk_that_takes_no_more_is_a_problem_of_the_catalogue(
    tmp_path: Path, code: int, name: str
) -> None:
    half = tmp_path / "half"
    half.write_text("half")
    with pytest.raises(Problem) as caught, disk.refusing_when_full(half):
        raise OSError(code, "no")
    assert caught.value.name == name
    assert not half.exists()


def test_other_errors_stay_what_they_are(tmp_path: Path) -> None:
    half = tmp_path / "half"
    half.write_text("half")
    with pytest.raises(PermissionError), disk.refusing_when_full(half):
        raise PermissionError(errno.EACCES, "no")
    assert not half.exists()


def test_a_file_that_is_gone_has_not_changed_for_the_last_time(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    assert 0 < disk.changed_at(tmp_path / "a") < disk.changed_at(tmp_path / "b")


def test_a_folder_is_made_once_with_those_above_it(tmp_path: Path) -> None:
    folder = tmp_path / "photos" / "ab"
    disk.make_folder(folder)
    disk.make_folder(folder)
    assert folder.is_dir()
