"""Control purchases at the desk: sums of whole periods, and nothing that tells of one shop."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fieldapp.node import Node
from tests.web.conftest import Desk, Inspector, audited


@pytest.fixture
def shops(inspector: Inspector) -> list[str]:
    """Five shops with folköl bought in March, and one more of them in July; tobacco in one."""
    found = [inspector.premises(name=f"Butik {number}") for number in range(5)]
    for shop in found:
        inspector.purchase(shop)
    inspector.purchase(found[0], "2026-07-02", outcome="sold_without_check")
    inspector.purchase(found[0], product="tobacco")
    return found


ROW = re.compile(r'<tr>\s*<td>([^<]+)</td>\s*<th scope="row">([^<]+)</th>(.*?)</tr>', re.DOTALL)


def lines(text: str) -> list[tuple[str, str, list[str]]]:
    return [
        (period, product, re.findall(r">([^<]+)<", rest))
        for period, product, rest in ROW.findall(text)
    ]


def test_five_shops_are_summed_and_fewer_are_not_shown(
    coordinator: Desk, shops: list[str]
) -> None:
    text = coordinator.get("/control-purchases").text
    assert lines(text) == [
        ("2026", "Folköl", ["5", "6", "5", "1", "0", "0"]),
        ("2026", "Tobak", ["färre än 5 butiker, visas inte"]),
    ]


@pytest.mark.parametrize(
    ("period", "names"),
    [
        ("tertial", ["tertial 2, 2026", "tertial 1, 2026", "tertial 1, 2026"]),
        ("month", ["juli 2026", "mars 2026", "mars 2026"]),
        ("nonsense", ["2026", "2026"]),
    ],
)
def test_periods_are_whole(
    coordinator: Desk, shops: list[str], period: str, names: list[str]
) -> None:
    text = coordinator.get(f"/control-purchases?period={period}").text
    assert [line[0] for line in lines(text)] == names


def test_no_period_of_ones_own_can_tell_two_apart(coordinator: Desk, shops: list[str]) -> None:
    whole = lines(coordinator.get("/control-purchases").text)
    assert lines(coordinator.get("/control-purchases?since=2026-07-01").text) == whole


def test_no_shop_and_no_buyer_is_named(node: Node, coordinator: Desk, shops: list[str]) -> None:
    text = coordinator.get("/control-purchases").text
    assert not [shop for shop in shops if shop in text]
    assert "Butik 0" not in text
    assert audited(node)[-1] == ("control-purchases-counted", None)


def test_another_authority_and_readers_see_nothing(
    desk_of: Callable[..., Desk], shops: list[str]
) -> None:
    assert lines(desk_of("coordinator", "polis").get("/control-purchases").text) == []
    assert desk_of("reader").get("/control-purchases").status_code == 403
