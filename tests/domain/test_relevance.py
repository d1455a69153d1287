"""What speaks most of what is searched for comes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.relevance import best_first

WORDS = st.lists(st.sampled_from(["lykta", "lyktor", "tunnel", "och", "Tunneln", "é"]), max_size=9)


@pytest.mark.parametrize(
    ("searched", "texts"),
    [
        ("lykta", ["Lykta, lykta och lykta.", "En lykta och två till.", "En gata och en bro."]),
        ("lykt", ["Lyktor, lyktor, tre lyktor.", "Lyktor i gångtunneln vid bron."]),
        ("lykta", ["En lykta vid bron.", "Två lyktan vid bron.", "Några bänkar vid bron."]),
        ("släckt", ["Släckt vid bron.", f"Släckt vid bron, och {'annat ' * 40}"]),
        ("lykta bro", ["Lykta vid bro.", "Lykta, lykta, lykta, lykta, lykta, lykta, lykta."]),
        ("cafe", ["Café, Café.", "Ett café vid torget."]),
        ("", ["först", "sedan"]),
    ],
    ids=["more often", "beginnings", "whole words", "shorter", "all words", "accents", "nothing"],
)
def test_the_best_is_first(searched: str, texts: list[str]) -> None:
    assert best_first(texts, searched) == [*range(len(texts))]
    backwards = best_first(texts[::-1], searched)
    assert backwards == ([*range(len(texts))] if not searched else [*range(len(texts))][::-1])


@given(st.lists(WORDS.map(" ".join), max_size=8), WORDS.map(" ".join))
def test_each_text_has_one_place_and_equals_stay_in_order(texts: list[str], searched: str) -> None:
    found = best_first(texts, searched)
    assert sorted(found) == [*range(len(texts))]
    for text in {*texts}:
        places = [place for place in found if texts[place] == text]
        assert places == sorted(places)
