"""Changes, and the one merge that makes records of them.

A record's state is a tuple of parts: its changes, each pruned of the values that a later change
replaced knowingly. Folding changes and joining two copies of a record are the same function,
`fold`: a union and a pruning, so it is commutative, associative and idempotent.
docs/protocol.md, "Record and merge"; held to the phone's copy by sync/vectors/changes.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any

from fieldapp.domain.canonical import canonical as canonical

Value = Any
DELETED = "deleted"
MEMBERS = ("id", "kind", "record", "device", "actor", "at", "seen", "fields")


@dataclass(frozen=True, slots=True)
class Part:
    """What is left of one change in a record's state."""

    at: str
    seen: str
    fields: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """A partial record as its author made it; see docs/protocol.md, "Change"."""

    id: str
    kind: str
    record: str
    device: str
    actor: str
    at: str
    seen: str
    fields: Mapping[str, Value]

    @property
    def part(self) -> Part:
        return Part(self.at, self.seen, self.fields)

    def as_json(self) -> dict[str, Value]:
        return {member: getattr(self, member) for member in MEMBERS}

    @property
    def digest(self) -> str:
        return digest_of(self.as_json())

    def seal(self) -> tuple[str, str]:
        """The fields as canonical JSON, and the digest: what storing needs, written once for both.

        Only for a change whose ids and clocks are well formed: they are put in as they are.
        """
        fields, kind = canonical(self.fields).decode(), _quoted(self.kind)
        text = (
            f'{{"actor":"{self.actor}","at":"{self.at}","device":"{self.device}",'
            f'"fields":{fields},"id":"{self.id}","kind":{kind},'
            f'"record":"{self.record}","seen":"{self.seen}"}}'
        )
        return fields, hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of one field with the clocks of the change that set it."""

    at: str
    seen: str
    value: Value

    @property
    def rank(self) -> tuple[str, str, bytes]:
        """Order of entries. In UTF-16, as phones sort strings, so that all agree on all values."""
        return (self.at, self.seen, canonical(self.value).decode().encode("utf-16-be"))


@lru_cache(maxsize=256)
def _quoted(text: str) -> str:
    return canonical(text).decode()


def digest_of(change: Mapping[str, Value]) -> str:
    """SHA-256 in hex over a change's members as canonical JSON. Raises ValueError as that does."""
    members = {member: change[member] for member in MEMBERS if member in change}
    return hashlib.sha256(canonical(members)).hexdigest()


def receipt_code(digest: str) -> str:
    """The short code for people, ``A7F3-29``, of a digest in hex."""
    head = digest[:6].upper()
    return f"{head[:4]}-{head[4:]}"


def fold(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The state that these parts make together, whatever their order or repetition."""
    parts = tuple(parts)
    if len(parts) == 1:
        return tuple(
            Part(part.at, part.seen, dict(sorted(part.fields.items())))
            for part in parts
            if part.fields
        )
    return _regroup({name: _survivors(found) for name, found in _entries(parts).items()})


def values(parts: Iterable[Part]) -> dict[str, Value]:
    """Each field's value: the surviving one with the greatest clock."""
    return {name: _winner(found).value for name, found in _entries(parts).items()}


def clock_of(parts: Iterable[Part], name: str) -> str:
    """The clock under which the field got its value; "" for one that it does not have."""
    entries = _entries(parts).get(name)
    return _winner(entries).at if entries else ""


def conflicts(parts: Iterable[Part]) -> dict[str, list[Entry]]:
    """Fields whose surviving values differ, the one that holds first."""
    found = {}
    for name, entries in _entries(parts).items():
        if len(entries) > 1 and len({canonical(entry.value) for entry in entries}) > 1:
            found[name] = sorted(entries, key=_rank, reverse=True)
    return found


def settles(parts: Iterable[Part], fields: Mapping[str, Value]) -> bool:
    """Whether these fields do no more than choose one of the values that each of them has."""
    if not fields:
        return False
    found = conflicts(parts)
    return all(
        canonical(value) in {canonical(entry.value) for entry in found.get(name, ())}
        for name, value in fields.items()
    )


def newest(parts: Iterable[Part]) -> str:
    """The newest clock in a state: what the next change's `seen` must be at least."""
    return max((part.at for part in parts), default="")


def is_deleted(parts: Iterable[Part]) -> bool:
    """Whether the record is removed, and its remover had seen every edit that still stands."""
    parts = list(parts)
    removers = [part for part in parts if DELETED in part.fields]
    if not removers:
        return False
    removal = _winner([Entry(part.at, part.seen, part.fields[DELETED]) for part in removers])
    edits = [part.at for part in parts if part.fields.keys() - {DELETED}]
    unseen = [at for at in edits if at > removal.seen and at != removal.at]
    return removal.value is True and not unseen


def _entries(parts: Iterable[Part]) -> dict[str, list[Entry]]:
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for part in parts:
        for name, value in part.fields.items():
            found[name].append(Entry(part.at, part.seen, value))
    return found


def _winner(entries: list[Entry]) -> Entry:
    return entries[0] if len(entries) == 1 else max(entries, key=_rank)


def _survivors(entries: list[Entry]) -> list[Entry]:
    """Those that no later entry has seen, by rank and each once."""
    if len(entries) == 1:
        return entries
    kept: list[Entry] = []
    seen = ""
    for at, equals in groupby(sorted(entries, key=_at, reverse=True), key=_at):
        found = list(equals)
        if at > seen or not kept:
            kept += found
        seen = max(seen, *(entry.seen for entry in found))
    return kept if len(kept) == 1 else _ranked(kept)


def _ranked(entries: list[Entry]) -> list[Entry]:
    ranked = {entry.rank: entry for entry in entries}
    return [ranked[rank] for rank in sorted(ranked)]


def _regroup(fields: Mapping[str, list[Entry]]) -> tuple[Part, ...]:
    """Parts in the order of their clocks; a clock stands twice only where a device was copied."""
    grouped: defaultdict[tuple[str, str, int], dict[str, Value]] = defaultdict(dict)
    for name in sorted(fields):
        repeats: Counter[tuple[str, str]] = Counter()
        for entry in fields[name]:
            clocks = (entry.at, entry.seen)
            grouped[(*clocks, repeats[clocks])][name] = entry.value
            repeats[clocks] += 1
    return tuple(Part(*key[:2], grouped[key]) for key in sorted(grouped))


def _at(entry: Entry) -> str:
    return entry.at


def _rank(entry: Entry) -> tuple[str, str, bytes]:
    return entry.rank
