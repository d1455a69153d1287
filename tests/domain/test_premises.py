"""A premises as the desk lists it, and which one it turned out to be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.premises import project, resolved
from tests import inspections, make

NAMES = st.sampled_from("abcde")


def test_a_premises_is_listed_by_name_place_and_permits() -> None:
    found = project({"authority": "kommun", **inspections.PUB}, make.catalog())
    assert (found.name, found.sort, found.risk) == ("Krog Exempel", "krog exempel", 3)
    assert (found.lat, found.lon, found.area) == (55.793, 13.112, "kavlinge-centrum")
    assert found.permits == ["serving_indoors"]
    for word in ("krog", "påhittsgatan", "exempelbolaget", "000000-0012", "kävlinge"):
        assert word in found.text


def test_one_with_nothing_in_it_is_listed_all_the_same() -> None:
    found = project({"place": None, "name": None, "permits/folkol": None}, make.catalog())
    assert (found.name, found.text, found.lat, found.permits) == ("", "", None, [])
    assert (found.visits_per_year, found.found_in_field, found.merged_into) == (0, False, None)


def test_who_was_merged_is_found_at_the_end_of_the_way() -> None:
    assert resolved("a", {}) == "a"
    assert resolved("a", {"a": "b", "b": "c"}) == "c"
    assert resolved("b", {"a": "b"}) == "b"


@given(st.dictionaries(NAMES, NAMES))
def test_all_that_were_merged_turn_out_to_be_one(merged: dict[str, str]) -> None:
    for own in "abcde":
        found = resolved(own, merged)
        if own in merged:
            assert resolved(merged[own], merged) == found
        assert resolved(found, merged) == found
