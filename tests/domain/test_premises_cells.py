"""Cells of a register are read as people write them; what is wrong is told with what to write."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain import premises_cells as cells
from fieldapp.domain.premises_fields import FIELDS, PERMITS
from tests import make


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("servering", ["serving_indoors"]),
        ("Serveringstillstånd, uteservering", ["serving_outdoors"]),
        ("Serveringstillstånd, inomhus; Uteservering", ["serving_indoors", "serving_outdoors"]),
        (
            "Servering inne, ute­servering och tobak",
            ["serving_indoors", "serving_outdoors", "tobacco"],
        ),
        ("Folköl; folkölsservering", ["folkol", "folkol_serving"]),
        ("Tobak, e-cigaretter, tobaksfri nikotin", ["tobacco", "ecig", "nicotine"]),
        ("TFN+Vitt snus", ["nicotine"]),
        ("Gårdsförsäljning\nrökfri miljö", ["farm_sales", "smoke_free"]),
        ("tillfälligt serveringstillstånd, catering", ["serving_temporary", "catering"]),
    ],
)
def test_permits_are_known_by_what_people_call_them(text: str, kinds: list[str]) -> None:
    assert list(cells.permits(text)) == kinds


@pytest.mark.parametrize("kind", PERMITS)
def test_the_catalogs_own_words_are_known(kind: str) -> None:
    permit = make.catalog().permits[kind]
    assert cells.permits(permit.label) == cells.permits(permit.short) == (kind,)


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (cells.risk, "3", 3),
        (cells.risk, "Klass 2", 2),
        (cells.risk, "4 – mycket hög", 4),
        (cells.whole(12), "2", 2),
        (cells.whole(12), "2,0", 2),
        (cells.degrees(90), "55,79301", 55.79301),
        (cells.degrees(180), "−13.1", -13.1),
        (cells.org_number, "0000000012", "000000-0012"),
        (cells.audience, "Allmänheten", "public"),
        (cells.audience, "slutet sällskap", "closed_party"),
        (cells.outdoors, "Ja", {}),
        (cells.outdoors, "nej", None),
        (cells.outdoors, "maj–sep", {"season": {"from": "05-01", "to": "09-30"}}),
        (cells.outdoors, "fre 11–22", {"hours": {"fr": "11:00-22:00"}}),
    ],
)
def test_a_cell_is_read(read: cells.Read, text: str, value: Any) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text", "what"),
    [
        (cells.permits, "parkering", "inget tillstånd. Skriv till exempel servering"),
        (cells.risk, "5", "ingen riskklass. Skriv 1, 2, 3 eller 4"),
        (cells.risk, "12", "ingen riskklass"),
        (cells.whole(12), "13", "Skriv ett heltal från 0 till 12"),
        (cells.whole(12), "1,5", "Skriv ett heltal från 0 till 12"),
        (cells.degrees(90), "norr", "inget tal. Skriv i grader, som 55,79301"),
        (cells.degrees(90), "6185000", "ser ut som SWEREF 99"),
        (cells.degrees(90), "91", "ligger inte på jorden"),
        (cells.degrees(90), "nan", "ligger inte på jorden"),
        (cells.org_number, "556000-0002", "kontrollsiffran stämmer inte"),
        (cells.org_number, "19121212-1212", "skrivs NNNNNN-NNNN"),
        (cells.audience, "alla", "Skriv allmänheten eller slutet sällskap"),
        (cells.outdoors, "kanske", "Skriv ja, nej, en säsong som ”maj–sep” eller tider"),
    ],
)
def test_what_cannot_be_read_is_told(read: cells.Read, text: str, what: str) -> None:
    with pytest.raises(ValueError) as told:  # noqa: PT011
        read(text)
    assert what in str(told.value)


@given(st.text())
def test_no_text_is_read_as_what_may_not_be_kept(text: str) -> None:
    for name, read in (
        ("risk", cells.risk),
        ("visits_per_year", cells.whole(12)),
        ("org_number", cells.org_number),
    ):
        try:
            value = read(text)
        except ValueError:
            continue
        assert FIELDS[name](value, make.catalog()) is None
