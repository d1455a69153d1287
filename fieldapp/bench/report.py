"""Writes figures into docs/performance.md between marks; the words around them are people's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from fieldapp.bench.figures import Figure, Goal, Series

_HEAD = """\
| goal | what | figure (least–most) | beside it | ratio | wanted | |
|--:|---|--:|--:|--:|--:|---|"""
_VERDICTS = {True: "met", False: "**not met**", None: ""}


def write(path: Path, part: str, told: str) -> None:
    """Replaces what stands between the part's marks. Raises ValueError when they are not there."""
    begin, end = f"<!-- {part}: measured -->", f"<!-- {part}: end -->"
    before, begun, rest = path.read_text(encoding="utf-8").partition(begin)
    _, ended, after = rest.partition(end)
    if not (begun and ended):
        raise ValueError(f"{path.name} lacks its marks {begin} and {end}")
    path.write_text(f"{before}{begin}\n{told}\n{end}{after}", encoding="utf-8")


def text(day: str, facts: Mapping[str, str], figures: Iterable[Figure]) -> str:
    """The day, the machine and the table, as Markdown."""
    machine = ", ".join(f"{name} {value}" for name, value in facts.items())
    rows = sorted(figures, key=lambda figure: figure.number)
    return "\n".join([f"Measured {day}. Machine: {machine}.\n", _HEAD, *map(row, rows)])


def row(figure: Figure) -> str:
    """One row of the table."""
    if figure.ours is None:
        cells = [figure.what, f"could not be measured: {figure.note}", "", "", "", ""]
        return _line(figure.number, cells)
    beside = f"{figure.by} {_range(figure.beside, '')}" if figure.beside else ""
    ratio = "" if figure.ratio is None else _number(figure.ratio)
    wanted = _wanted(figure.goal, figure.unit) if figure.goal else ""
    ours = _range(figure.ours, figure.unit)
    return _line(figure.number, [figure.what, ours, beside, ratio, wanted, _VERDICTS[figure.met]])


def _line(number: int, cells: Sequence[str]) -> str:
    return f"| {number} | {' | '.join(cells)} |"


def _range(found: Series, unit: str) -> str:
    """The median, its unit, and what it varied between."""
    middle = f"{_number(found.median)} {unit}".strip()
    if len(set(found.values)) == 1:
        return middle
    return f"{middle} ({_number(found.least)}–{_number(found.most)})"


def _wanted(goal: Goal, unit: str) -> str:
    bound = f"{goal.sense} {_number(goal.bound)}"
    return f"{bound} ×" if goal.of == "ratio" else f"{bound} {unit}".strip()


def _number(value: float) -> str:
    """Three figures that mean something, thousands parted."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
