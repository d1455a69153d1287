"""Turns: one at a time, in the order they came, across processes too, and none refused."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from fieldapp.domain.problems import Problem
from fieldapp.storage.turns import Turns

PATIENCE = 30.0
ROOT = Path(__file__).parent.parent.parent
HOLDER = """
import sys
from pathlib import Path
from fieldapp.storage.turns import Turns
with Turns(Path(sys.argv[1])).take(30):
    print("holding", flush=True)
    sys.stdin.readline()
"""
TAKER = """
import sys
from pathlib import Path
from fieldapp.storage.turns import Turns
turns, book = Turns(Path(sys.argv[1])), Path(sys.argv[1] + ".book")
print("ready", flush=True)
sys.stdin.readline()
for _ in range(int(sys.argv[3])):
    with turns.take(30):
        text = book.read_text()
        book.write_text(text + sys.argv[2])
"""


def started(program: str, *arguments: str) -> subprocess.Popen[bytes]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-c", program, *arguments], cwd=ROOT, **pipes)


def told(process: subprocess.Popen[bytes]) -> bytes:
    assert process.stdout
    return process.stdout.readline().strip()


def let_go(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin
    process.stdin.write(b"\n")
    process.stdin.close()


def ended(process: subprocess.Popen[bytes]) -> int:
    code = process.wait(60)
    for pipe in (process.stdin, process.stdout):
        assert pipe
        pipe.close()
    return code


def in_line(turns: Turns, count: int) -> None:
    """Waits until so many threads stand in line, the one whose turn it is included."""
    while len(turns._line._waiting) < count:
        threading.Event().wait(0.001)


def test_threads_take_turns_in_the_order_they_came(tmp_path: Path) -> None:
    turns, order, threads = Turns(tmp_path / "db"), [], []

    def take(name: int) -> None:
        with turns.take(PATIENCE):
            order.append(name)

    with turns.take(PATIENCE):
        for name in range(16):
            threads.append(threading.Thread(target=take, args=(name,)))
            threads[-1].start()
            in_line(turns, name + 2)
    for thread in threads:
        thread.join()
    assert order == list(range(16))


def test_nobody_is_refused_and_nobody_is_in_together(tmp_path: Path) -> None:
    turns, inside, most, taken = Turns(tmp_path / "db"), [], [], []

    def take(name: int) -> None:
        for _ in range(25):
            with turns.take(PATIENCE):
                inside.append(name)
                most.append(len(inside))
                inside.remove(name)
            taken.append(name)

    threads = [threading.Thread(target=take, args=(name,)) for name in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
    assert sorted(taken) == sorted(list(range(16)) * 25)


def test_processes_take_turns_and_none_is_refused(tmp_path: Path) -> None:
    path, rounds = str(tmp_path / "db"), 200
    book = Path(f"{path}.book")
    book.write_text("")
    takers = [started(TAKER, path, name, str(rounds)) for name in "AB"]
    assert [told(taker) for taker in takers] == [b"ready"] * 2
    for taker in takers:
        let_go(taker)
    assert [ended(taker) for taker in takers] == [0, 0]
    taken = book.read_text()
    assert sorted(taken) == sorted("AB" * rounds)


def test_the_turn_of_a_killed_process_is_free(tmp_path: Path) -> None:
    turns, holder = Turns(tmp_path / "db"), started(HOLDER, str(tmp_path / "db"))
    assert told(holder) == b"holding"
    with pytest.raises(Problem), turns.take(0.01):
        pass
    holder.kill()
    ended(holder)
    with turns.take(PATIENCE):
        pass


def test_who_gave_up_does_not_hold_up_the_others(tmp_path: Path) -> None:
    turns, other = Turns(tmp_path / "db"), Turns(tmp_path / "db")
    taken = threading.Event()

    def wait_for_it() -> None:
        with turns.take(PATIENCE):
            taken.set()

    with other.take(PATIENCE):
        patient = threading.Thread(target=wait_for_it)
        patient.start()
        in_line(turns, 1)
        with pytest.raises(Problem) as told_busy, turns.take(0.01):
            pass
        assert told_busy.value.name == "busy"
        assert not taken.is_set()
    patient.join()
    assert taken.is_set()
    with turns.take(PATIENCE):
        pass


def test_an_exception_within_a_turn_gives_it_back(tmp_path: Path) -> None:
    turns = Turns(tmp_path / "db")
    with pytest.raises(ZeroDivisionError), turns.take(PATIENCE):
        raise ZeroDivisionError
    with turns.take(0.01):
        pass


def test_nobody_passes_the_one_who_is_next(tmp_path: Path) -> None:
    """Turns objects of their own stand in for processes: they share nothing but the files."""
    here, there, order = Turns(tmp_path / "db"), Turns(tmp_path / "db"), []

    def take(turns: Turns, name: str) -> None:
        with turns.take(PATIENCE):
            order.append(name)

    waiting = threading.Thread(target=take, args=(there, "there"))
    with here.take(PATIENCE):
        waiting.start()
        while not _is_locked(tmp_path / "db-next"):
            threading.Event().wait(0.001)
    take(here, "here again")
    waiting.join()
    assert order == ["there", "here again"]


def _is_locked(file: Path) -> bool:
    with file.open("w") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
