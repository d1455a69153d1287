"""Headers are known however they are written, each by one column alone."""

from __future__ import annotations

from collections import Counter

import pytest

from fieldapp.domain.premises_columns import ALL, columns, known, plain
from fieldapp.domain.problems import Problem


def fields(*header: str) -> dict[str, str]:
    found, _ = columns(["id", "namn", *header])
    return {name: column.field for name, column in found.items()}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Org.nr", "org_number"),
        ("ORGANISATIONSNUMMER", "org_number"),
        ("Besök per år", "visits_per_year"),
        ("besok_per_ar", "visits_per_year"),
        ("Besök/år", "visits_per_year"),
        ("Dnr", "permit/number"),
        ("Tillståndshavare", "holder"),
        ("Serveringstid måndag", "permit/hours/mo"),
        ("Lör", "permit/hours/sa"),
        ("Serveringsansvarig", "contacts/serving_supervisor/name"),
        ("Telefon serveringsansvarig", "contacts/serving_supervisor/phone"),
        ("E-post", "contacts/permit_holder/email"),
        ("Kontaktperson", "contacts/manager/name"),
        ("Latitud", "lat"),
    ],
)
def test_a_header_is_known(header: str, field: str) -> None:
    assert fields(header)[header] == field


def test_every_way_of_writing_a_header_belongs_to_one_column() -> None:
    written = Counter(
        spelling
        for column in ALL
        for spelling in {plain(name) for name in (column.label, *column.names)}
    )
    assert [spelling for spelling, times in written.items() if times > 1] == []
    assert len(known()) == len(written)


def test_what_is_not_known_is_told_and_no_hindrance() -> None:
    found, unread = columns(["Objektsid", "Objekt", "Kommentar", "Färg"])
    assert [column.field for column in found.values()] == ["own_id", "name"]
    assert unread == ["Kommentar", "Färg"]


@pytest.mark.parametrize(
    ("header", "why"),
    [
        (["namn"], "kolumnen id saknas"),
        (["id"], "kolumnen namn saknas"),
        (["id", "namn", "ort", "postort"], "två kolumner säger postort, den ena ort"),
    ],
)
def test_headers_that_cannot_be_used_are_told(header: list[str], why: str) -> None:
    with pytest.raises(Problem) as told:
        columns(header)
    assert why in told.value.detail
