"""A protocol in plain Swedish, part by part, as page and PDF both show it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo: where it is, its words, and its digest short and whole."""

    number: int
    sha256: str
    caption: str
    alt: str
    digest: str
    size: str
    is_evidence: bool
    has_arrived: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A deficiency: what was asked, and what was seen, said and done."""

    id: str
    severity: str
    severity_words: str
    question: str
    reference: str
    facts: tuple[Fact, ...]
    photos: tuple[Photo, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    """A point that was gone through. `tone` is `deficiency`, `plain`, or `soft` for what is not
    applicable."""

    id: str
    question: str
    reference: str
    answer: str
    remarks: tuple[Fact, ...]
    tone: str


@dataclass(frozen=True, slots=True)
class Checklist:
    title: str
    version: str
    rows: tuple[Row, ...]
    unchecked: str


@dataclass(frozen=True, slots=True)
class Followed:
    """An earlier deficiency and what was found of it now."""

    id: str
    question: str
    found: str
    outcome: str
    note: str
    is_remedied: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A signature in SVG's words: the view box around what is drawn, and each stroke's points."""

    box: tuple[str, ...]
    lines: tuple[str, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that a protocol shows, in order."""

    sender: str
    title: str
    premises: str
    facts: tuple[Fact, ...]
    outcome: str
    findings: tuple[Finding, ...]
    followed: tuple[Followed, ...]
    checklists: tuple[Checklist, ...]
    laws: str
    summary: str
    gone_through: tuple[Fact, ...]
    drawing: Drawing | None
    photos: tuple[Photo, ...]
    other_photos: tuple[Photo, ...]
    on_photos: str
    closing: tuple[str, ...]
    receipt: str
    foot: str
