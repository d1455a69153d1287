"""The report: rows as people read them, put between marks and nowhere else."""

from pathlib import Path

import pytest

from fieldapp.bench import report
from fieldapp.bench.figures import Figure, at_most, ratio_at_least, series

BATCH = Figure(
    1,
    "batch of 100",
    "records/s",
    series([7000, 8000, 6500]),
    series([15600]),
    goal=ratio_at_least(0.5),
)


def test_a_row_tells_figure_floor_ratio_and_verdict() -> None:
    assert report.row(BATCH) == (
        "| 1 | batch of 100 | 7,000 records/s (6,500–8,000) | floor 15,600 | 0.449 | ≥ 0.5 × |"
        " **not met** |"
    )


def test_a_row_without_a_floor_tells_its_bound_in_the_figures_unit() -> None:
    size = Figure(6, "first paint", "kB", series([33.478]), goal=at_most(60))
    assert report.row(size) == "| 6 | first paint | 33.5 kB |  |  | ≤ 60 kB | met |"


def test_a_row_says_why_nothing_was_measured() -> None:
    row = report.row(Figure(3, "syncs", "", None, note="strace is not installed"))
    assert "could not be measured: strace is not installed" in row


def test_rows_stand_in_the_order_of_the_goals() -> None:
    first = Figure(8, "saves", "1/s", series([1]))
    text = report.text("2026-11-20", {"cores": "2"}, [first, BATCH])
    assert text.index("batch of 100") < text.index("saves")
    assert "Measured 2026-11-20. Machine: cores 2." in text


def test_only_what_is_between_the_parts_marks_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "performance.md"
    path.write_text(
        "Why å\n<!-- server: measured -->\nold\n<!-- server: end -->\n"
        "<!-- phone: measured -->\nkept\n<!-- phone: end -->\ncauses\n",
        encoding="utf-8",
    )
    report.write(path, "server", "new")
    report.write(path, "server", "newer")
    assert path.read_text(encoding="utf-8") == (
        "Why å\n<!-- server: measured -->\nnewer\n<!-- server: end -->\n"
        "<!-- phone: measured -->\nkept\n<!-- phone: end -->\ncauses\n"
    )


def test_a_report_without_marks_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "performance.md"
    path.write_text("by hand")
    with pytest.raises(ValueError, match="marks"):
        report.write(path, "server", "new")
    assert path.read_text() == "by hand"
