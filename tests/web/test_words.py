"""There is a Swedish word for everything that is shown by name."""

from __future__ import annotations

from fieldapp.domain.people import AUTHORITIES, ROLES
from fieldapp.domain.records import ABOUT_KINDS, FIELDS, REPORT_KINDS
from fieldapp.domain.reviews import DECISIONS, STATES
from fieldapp.storage.audit import ACTIONS
from fieldapp.web import words


def test_every_name_has_its_word() -> None:
    assert set(words.ROLES) == set(ROLES)
    assert set(words.AUTHORITIES) == set(AUTHORITIES)
    assert set(words.STATES) == set(STATES)
    assert set(words.DECISIONS) == set(words.DECIDED) == set(DECISIONS)
    assert set(words.AUDITED) == set(ACTIONS)
    assert set(words.KINDS) == REPORT_KINDS | ABOUT_KINDS | {"premises"} == set(FIELDS)


def test_every_field_of_a_report_has_its_word() -> None:
    for kind in ("shift", "observation"):
        assert not [name for name in FIELDS[kind] if words.field(name) == name]


def test_a_part_of_a_field_is_named_for_the_whole() -> None:
    assert words.field(f"photos/{'a' * 64}") == "Bilder"
    assert words.field("calls/112") == "Samtal till 112"
    assert words.field("unknown") == "unknown"


def test_counts_and_capitals() -> None:
    assert words.count(1, "bild", "bilder") == "1 bild"
    assert words.count(0, "bild", "bilder") == "0 bilder"
    assert words.capital("åtgärd i Kävlinge") == "Åtgärd i Kävlinge"
    assert words.capital("") == ""
