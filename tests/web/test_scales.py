"""Scales: small counts are kept from readers, and the legend says what each colour stands for."""

from fieldapp.web.scales import Band, Scale

COUNTS = [0, 1, 2, 3, 40]


def test_coordinators_are_told_everything() -> None:
    scale = Scale.of("coordinator", COUNTS)
    assert [scale.told(count) for count in COUNTS] == COUNTS
    assert [scale.band(count) for count in COUNTS] == [0, 1, 2, 3, 4]
    assert not scale.keeps_back


def test_readers_are_not_told_of_one_or_two() -> None:
    scale = Scale.of("reader", COUNTS)
    assert [scale.told(count) for count in COUNTS] == [0, None, None, 3, 40]
    assert [scale.band(count) for count in COUNTS] == [0, 0, 0, 1, 2]
    assert scale.keeps_back


def test_the_legend_is_in_words() -> None:
    assert Scale("coordinator", (1, 5, 6, 1000)).legend == [
        Band(1, "1–4"),
        Band(2, "5"),
        Band(3, "6–999"),
        Band(4, "1\N{NO-BREAK SPACE}000 eller fler"),
    ]
    assert Scale.of("coordinator", []).legend == []
