"""A table of premises is planned row by row; the same table a second time changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp import tabular
from fieldapp.domain.premises_import import Known, Plan, plan
from tests import make

Cells = list[str]
HEADER = [
    "Id",
    "Namn",
    "Org.nr",
    "Lat",
    "Lon",
    "Riskklass",
    "Tillstånd",
    "Serveringstider",
    "Telefon",
    "Sedan",
]
FIRST = [
    "S-1",
    "Krog Exempel",
    "000000-0012",
    "55,79",
    "13,11",
    "2",
    "servering",
    "fre 11–01",
    "000",
    "1",
]


def planned(rows: list[Cells], known: dict[str, list[Known]] | None = None) -> Plan:
    table = tabular.read(tabular.csv(HEADER, rows))
    return plan(table.header, table.rows, known or {}, "kommun", make.catalog())


def applied(made: Plan, known: dict[str, list[Known]]) -> dict[str, list[Known]]:
    """The register after what was planned."""
    register = {one.record: dict(one.values) for some in known.values() for one in some}
    for write in made.writes:
        own = write.record or f"new {write.fields['own_id']}"
        register[own] = {**register.get(own, {}), **write.fields}
    return {str(one["own_id"]): [Known(own, one)] for own, one in register.items()}


def test_a_new_premises_has_what_its_row_says() -> None:
    made = planned([FIRST])
    assert (made.new, made.changed, made.unchanged, made.left) == (1, 0, 0, 0)
    assert made.unread == ["Sedan"]
    assert made.writes[0].fields == {
        "authority": "kommun",
        "own_id": "S-1",
        "name": "Krog Exempel",
        "org_number": "000000-0012",
        "risk": 2,
        "place": {"lat": 55.79, "lon": 13.11, "accuracy": None, "source": "typed"},
        "contacts/permit_holder": {"phone": "000"},
        "permits/serving_indoors": {"hours": {"fr": "11:00-01:00"}},
    }


CELLS: list[st.SearchStrategy[str]] = [
    st.integers(1, 6).map("S-{}".format),
    st.sampled_from(["Krog Exempel", "Café Demo", "", "–"]),
    st.sampled_from(["000000-0012", "", "–", "0000000013", "fel"]),
    st.sampled_from(["55,79", "55.80", "", "–"]),
    st.sampled_from(["13,11", "", "–"]),
    st.sampled_from(["1", "4", "", "–", "9"]),
    st.sampled_from(["servering", "tobak, folköl", "", "servering; uteservering"]),
    st.sampled_from(["fre 11–01", "alla dagar 11–22", "", "–", "mån"]),
    st.sampled_from(["000", "", "–", "x" * 50]),
    st.sampled_from(["", "1"]),
]
ROWS = st.lists(st.tuples(*CELLS).map(list), max_size=8)


@given(ROWS, ROWS)
def test_the_same_table_again_changes_nothing(first: list[Cells], second: list[Cells]) -> None:
    known: dict[str, list[Known]] = {}
    for rows in (first, second):
        made = planned(rows, known)
        assert made.new + made.changed + made.unchanged + made.left == len(rows)
        known = applied(made, known)
        again = planned(rows, known)
        assert again.writes == []
        assert again.left == made.left
        assert [str(one) for one in again.troubles] == [str(one) for one in made.troubles]


@pytest.mark.parametrize(
    ("column", "cell", "fields"),
    [
        ("Namn", "Krog Prov", {"name": "Krog Prov"}),
        ("Riskklass", "3", {"risk": 3}),
        ("Riskklass", "–", {"risk": None}),
        ("Riskklass", "", {}),
        ("Telefon", "111", {"contacts/permit_holder": {"phone": "111"}}),
        (
            "Lat",
            "55,80",
            {"place": {"lat": 55.8, "lon": 13.11, "accuracy": None, "source": "typed"}},
        ),
        ("Tillstånd", "servering, tobak", {"permits/tobacco": {}}),
        (
            "Serveringstider",
            "fre 11–24",
            {"permits/serving_indoors": {"hours": {"fr": "11:00-24:00"}}},
        ),
    ],
)
def test_a_changed_cell_changes_just_that_field(
    column: str, cell: str, fields: dict[str, Any]
) -> None:
    known = applied(planned([FIRST]), {})
    row = list(FIRST)
    row[HEADER.index(column)] = cell
    made = planned([row], known)
    assert [(one.record, one.fields) for one in made.writes] == (
        [("new S-1", fields)] if fields else []
    )
    assert made.changed + made.unchanged == 1


def test_what_the_desk_has_changed_since_stays_where_the_file_is_silent() -> None:
    known = applied(planned([FIRST]), {})
    desk = {**known["S-1"][0].values, "address": "Ny adress", "permits/tobacco": {"number": "T-1"}}
    made = planned([FIRST], {"S-1": [Known("r", desk)]})
    assert (made.writes, made.unchanged) == ([], 1)


def test_an_own_id_that_was_merged_goes_to_what_it_was_merged_into() -> None:
    other = {"own_id": "S-9", "name": "Krog Exempel", "authority": "kommun"}
    known = {"S-1": [Known("r9", other)], "S-9": [Known("r9", other)]}
    (write,) = planned([FIRST], known).writes
    assert write.record == "r9"
    assert "own_id" not in write.fields
    both = planned([FIRST, ["S-9", *FIRST[1:]]], known)
    assert [one.row for one in both.writes] == [3]
    assert str(both.troubles[0]) == (
        "Rad 2, id: S-1 är sammanslaget med S-9, som står på rad 3. Ta bort raden."
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"Namn": ""}, "Rad 2, namn: namnet saknas. Skriv vad stället heter."),
        ({"Id": ""}, "Rad 2, id: id saknas. Skriv det id som objektet har i ert register."),
        ({"Riskklass": "9"}, "Rad 2, Riskklass: ”9” är ingen riskklass. Skriv 1, 2, 3 eller 4."),
        ({"Namn": "x" * 121}, "Rad 2, namn: texten får vara högst 120 tecken. Rätta cellen."),
        (
            {"Lon": ""},
            "Rad 2, longitud: en plats har både latitud och longitud. Fyll i båda eller ingen.",
        ),
        (
            {"Telefon": "1" * 41},
            "Rad 2, tillståndshavares telefon: texten får vara högst 40 tecken. Rätta cellen.",
        ),
    ],
)
def test_a_row_with_a_problem_is_left_out_and_told(change: dict[str, str], told: str) -> None:
    row = [change.get(name, cell) for name, cell in zip(HEADER, FIRST, strict=True)]
    made = planned([row, ["S-2", *FIRST[1:]]])
    assert [str(one) for one in made.troubles] == [told]
    assert [one.row for one in made.writes] == [3]
    assert made.left == 1


def test_every_problem_of_a_row_is_told_and_the_row_counted_once() -> None:
    row = list(FIRST)
    row[HEADER.index("Riskklass")], row[HEADER.index("Org.nr")] = "9", "1"
    made = planned([row, FIRST])
    assert [(one.row, one.column) for one in made.troubles] == [
        (2, "Org.nr"),
        (2, "Riskklass"),
        (3, "id"),
    ]
    assert made.left == 2


def test_cells_beyond_the_header_and_two_of_one_id_are_told() -> None:
    made = planned([[*FIRST, "mer"]], {"S-1": [Known("a", {}), Known("b", {})]})
    first, second = map(str, made.troubles)
    assert first.startswith(
        "Rad 2, efter sista kolumnen: raden har fler celler än rubriker (mer)."
    )
    assert second == "Rad 2, id: flera objekt har id S-1. Slå ihop dem vid skrivbordet."
