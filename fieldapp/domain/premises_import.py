"""What a table of premises would change in the register: what is new, what differs, what is wrong.

A premises is known again by the municipality's own id. A cell that is empty says nothing, and a
dash empties the field. What the table does not name stays: a permit ends by its date or at the
desk, never by being left out of a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.premises_columns import ALL, Column, columns
from fieldapp.domain.premises_row import Wrong, changes
from fieldapp.domain.records import refusal

Values = Mapping[str, Any]
KIND = "premises"
_CLEAR = ("-", "–", "—")


class Row(Protocol):
    """A row of a table: its number in the file, its cells by header, and those beyond it."""

    @property
    def number(self) -> int: ...
    @property
    def cells(self) -> Mapping[str, str]: ...
    @property
    def beyond(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Known:
    """A premises of the register that an own id leads to: itself, or what it was merged into."""

    record: str
    values: Values


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a row is left out: where, what is wrong, and what to write."""

    row: int
    column: str
    what: str

    def __str__(self) -> str:
        return f"Rad {self.row}, {self.column}: {self.what}."


@dataclass(frozen=True, slots=True)
class Write:
    """What one row changes. `record` is None for a premises that is new."""

    row: int
    record: str | None
    fields: dict[str, Any]


@dataclass(slots=True)
class Plan:
    """What a whole table would do. `unread` are headers that nothing is read from."""

    unread: list[str]
    writes: list[Write] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    unchanged: int = 0

    @property
    def new(self) -> int:
        return sum(one.record is None for one in self.writes)

    @property
    def changed(self) -> int:
        return len(self.writes) - self.new

    @property
    def left(self) -> int:
        """How many rows are left out."""
        return len({trouble.row for trouble in self.troubles})


def plan(
    header: Sequence[str],
    rows: Iterable[Row],
    known: Mapping[str, Sequence[Known]],
    authority: str,
    catalog: Catalog,
) -> Plan:
    """What these rows would change; `known` is the register by own id.

    Raises Problem table-unreadable when the headers cannot be used.
    """
    named, unread = columns(header)
    read, made = list(rows), Plan(unread)
    own_id = next(name for name, column in named.items() if column.field == "own_id")
    numbers = {row.cells[own_id].strip(): row.number for row in reversed(read)}
    for row in read:
        troubles = list(_misplaced(row, row.cells[own_id].strip(), numbers, known))
        given, wrong = _read(row, named)
        troubles += wrong
        if not troubles:
            troubles = _add(made, row, given, known, authority, catalog)
        made.troubles += troubles
    return made


def _add(
    made: Plan,
    row: Row,
    given: dict[str, Any],
    known: Mapping[str, Sequence[Known]],
    authority: str,
    catalog: Catalog,
) -> list[Trouble]:
    """Adds what the row changes to the plan, or gives what is wrong with it instead."""
    found = known.get(given["own_id"], ())
    was: Values = found[0].values if found else {}
    if found:
        # A premises that another one was merged into keeps its own id.
        given = {**given, "own_id": was.get("own_id") or given["own_id"]}
    try:
        fields = changes(given, was, catalog)
    except Wrong as wrong:
        return [Trouble(row.number, _label(wrong.column), wrong.what)]
    if not was:
        fields["authority"] = authority
        if not fields.get("name"):
            return [Trouble(row.number, _label("name"), "namnet saknas. Skriv vad stället heter")]
    refused = refusal(KIND, fields, {**was, **fields}, catalog)
    if refused:
        return [_refused(row.number, *refused)]
    if fields:
        made.writes.append(Write(row.number, found[0].record if found else None, fields))
    else:
        made.unchanged += 1
    return []


def _misplaced(
    row: Row, own_id: str, numbers: Mapping[str, int], known: Mapping[str, Sequence[Known]]
) -> Iterator[Trouble]:
    """What is wrong with where the row stands, and which premises it is about."""
    label = _label("own_id")
    if row.beyond:
        what = (
            f"raden har fler celler än rubriker ({row.beyond[0]}). Sätt texter med ; i citattecken"
        )
        yield Trouble(row.number, "efter sista kolumnen", what)
    if not own_id or own_id in _CLEAR:
        yield Trouble(row.number, label, "id saknas. Skriv det id som objektet har i ert register")
        return
    if numbers[own_id] != row.number:
        what = f"{own_id} står redan på rad {numbers[own_id]}. Ta bort den ena raden"
        yield Trouble(row.number, label, what)
    found = known.get(own_id, ())
    if len(found) > 1:
        yield Trouble(
            row.number, label, f"flera objekt har id {own_id}. Slå ihop dem vid skrivbordet"
        )
    elif found:
        other = str(found[0].values.get("own_id") or own_id)
        if other != own_id and other in numbers:
            what = f"{own_id} är sammanslaget med {other}, som står på rad {numbers[other]}"
            yield Trouble(row.number, label, f"{what}. Ta bort raden")


def _read(row: Row, named: Mapping[str, Column]) -> tuple[dict[str, Any], list[Trouble]]:
    """What the row's cells say, by the columns' fields; None for a dash."""
    given: dict[str, Any] = {}
    troubles = []
    for name, column in named.items():
        text = row.cells[name].strip()
        if not text:
            continue
        try:
            is_cleared = text in _CLEAR and not column.field.startswith("permit/hours/")
            given[column.field] = None if is_cleared else column.read(text)
        except ValueError as error:
            troubles.append(Trouble(row.number, name, str(error)))
    return given, troubles


def _refused(row: int, name: str, why: str) -> Trouble:
    """What a rule says of a field. What it says of a member is said of the member's column."""
    member, _, rest = why.partition(": ")
    path = f"permit/{member}" if name.startswith("permits/") else f"{name}/{member}"
    if any(column.field == path for column in ALL):
        name, why = path, rest
    return Trouble(row, _label(name), f"{why}. Rätta cellen")


def _label(name: str) -> str:
    """What the column of a field is called; a field that several make is named for the first."""
    own = {"place": "lat"}.get(name, name)
    if own.startswith("permits/"):
        own = "permits"
    return next(
        (one.label for one in ALL if one.field == own or one.field.startswith(f"{own}/")), own
    )
