"""The whole harness in its short form: every row is there. What it measures then means nothing."""

import pytest

from fieldapp.bench import run

ROWS = {
    "server": [
        "| 1 | batch of 100, no reports present |",
        "| 1 | batch of 100, 200 reports present |",
        "| 2 | single, 1 at a time, no reports present: p50 |",
        "| 2 | single, 16 at a time, 200 reports present: p99 |",
        "| 2 | writes refused, broken off or set aside | 0 |",
        "| 3 | fdatasync calls before an answer 2xx",
        "| 4 | pull of 200 records: brotli |",
        "| 4 | pull of 10 new: p50 |",
        "| 4 | empty pull: body |",
    ],
    "photos": [
        "| 5 | photos of 300 kB, 4 at a time |",
        "| 5 | photos of 3000 kB, 1 at a time |",
        "| 5 | requests for a photo of 300 kB | 1 |",
        "| 5 | sent again after a cut in the middle of 3000 kB |",
    ],
    "sizes": ["| 6 | first paint", "| 6 | everything needed offline |"],
    "desk": [
        "| 9 | squares of the whole municipality, the first time after a start |",
        "| 9 | newest 50: p50 |",
        "| 9 | full text, newest 50: p95 |",
        "| 9 | box, newest 50: p95 |",
        "| 9 | older, page after page: p95 |",
        "| 9 | a report: p95 |",
        "| 9 | audit log: p95 |",
        "| 9 | hours of the week: p95 |",
        "| 9 | trend, twelve months: p95 |",
        "filters: `",
        "| 9 | memory of a worker after all of this |",
    ],
    "phone": [
        "| 6 | slow 3G, CPU ÷ 6: first screen |",
        "| 6 | slow 3G, CPU ÷ 6: ready for offline |",
        "| 7 | offline start: the list |",
        "| 8 | saves, photo included |",
        "| 8 | a save at 0.25 core: p99 |",
    ],
    "register": [
        "| 10 | first pull of 200 premises: time |",
        "| 10 | first pull of 200 premises: received |",
        "| 10 | the first search after a start, CPU ÷ 6 |",
        "| 10 | search: p95, CPU ÷ 6 |",
        "| 10 | nearest: p95, CPU ÷ 6 |",
        "| 10 | overdue: p95, CPU ÷ 6 |",
    ],
}


@pytest.mark.bench
@pytest.mark.parametrize("part", run.PARTS)
def test_every_row_is_there(part: str) -> None:
    said: list[str] = []
    told = run.measure(part, short=True, present=None, say=said.append)
    missing = [row for row in ROWS[part] if row not in told]
    assert not missing, told


def test_what_is_not_installed_is_said_before_anything_is_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run.shutil, "which", lambda program: None)
    with pytest.raises(run.Missing, match="wrk"):
        run.measure("server", short=True, present=0, say=print)
