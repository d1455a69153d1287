"""Swedish words as they are sorted and searched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.swedish import folded, label_key, sort_key


def test_names_sort_as_in_swedish() -> None:
    names = ["Öl & Mat", "ångbåten", "Zorba", "Älgen", "Café Demo", "cafe exempel", "Éclair"]
    told = ["Café Demo", "cafe exempel", "Éclair", "Zorba", "ångbåten", "Älgen", "Öl & Mat"]
    assert sorted(names, key=sort_key) == told


def test_numbers_in_labels_sort_as_numbers() -> None:
    labels = ["Nattvandrare 10", "nattvandrare 9", "Nattvandrare 100", "Åsa", "Volontär 2", "Ärla"]
    told = ["nattvandrare 9", "Nattvandrare 10", "Nattvandrare 100", "Volontär 2", "Åsa", "Ärla"]
    assert sorted(labels, key=label_key) == told


def test_accents_are_passed_over_but_not_the_letters_of_the_alphabet() -> None:
    assert folded("Café ÅNGSTRÖM") == "cafe ångström"
    assert folded("A\u030angbåten") == "ångbåten"
    assert folded("Müller {1}") == "muller {1}"
    assert folded("angbåt") != folded("ångbåt")


@given(st.text(alphabet="abcåäöéÅÄÖÜ {|}z9"))
def test_what_is_folded_is_folded_for_good(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(text.upper()) == folded(text)
