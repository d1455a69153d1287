"""What a list is narrowed to stands in its address, and nothing else does."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from fieldapp.web.addresses import Address
from fieldapp.web.lists import chip, day_in, state_tabs


@dataclass(frozen=True)
class Example(Address):
    state: str = ""
    q: str = ""
    open: str = ""


def test_an_address_is_read_and_written_again() -> None:
    chosen = Example.read({"q": " krog ", "state": "open", "strange": "x"})
    assert chosen == Example(state="open", q="krog")
    assert chosen.query() == "state=open&q=krog"
    assert chosen.query(state="", after="x") == "q=krog&after=x"
    assert chosen.but({"q"}) == [("state", "open")]
    assert chosen.narrows
    assert not Example().narrows


def test_a_chip_turns_its_filter_and_keeps_the_others() -> None:
    off = chip("/x", Example(q="krog"), "open", "Öppna", "3")
    assert (off.url, off.is_here, off.count) == ("/x?q=krog&open=1", False, "3")
    on = chip("/x", Example(open="1"), "open", "Öppna")
    assert (on.url, on.is_here) == ("/x", True)


def test_states_are_told_with_how_many_and_all_of_them_first() -> None:
    tabs = state_tabs("/x", Example(state="b", q="k"), {"a": "A", "b": "B"}, {"a": 1, "b": 2})
    assert [(tab.text, tab.count, tab.is_here) for tab in tabs] == [
        ("Alla", "3", False),
        ("A", "1", False),
        ("B", "2", True),
    ]
    assert tabs[0].url == "/x?q=k"
    assert tabs[1].url == "/x?state=a&q=k"


@pytest.mark.parametrize(
    ("text", "day"), [("2026-11-20", "2026-11-20"), ("", ""), ("i går", ""), ("2026-02-31", "")]
)
def test_a_day_that_is_none_does_not_narrow(text: str, day: str) -> None:
    assert day_in(text) == day
