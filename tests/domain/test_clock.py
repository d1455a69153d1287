"""The hybrid logical clock, held to the phone's by sync/vectors/clock."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.clock import (
    Clock,
    ClockFormError,
    check,
    is_too_far_ahead,
    node_of,
    parse_time,
)

VECTORS = Path(__file__).parents[2] / "sync" / "vectors" / "clock"
RUNS = sorted(path.stem for path in VECTORS.glob("*.json") if path.stem != "forms")
FORMS = json.loads((VECTORS / "forms.json").read_text("utf-8"))
NODE = "80000000000000aa"


@pytest.mark.parametrize("name", RUNS)
def test_a_clock_runs_as_agreed(name: str) -> None:
    vector: dict[str, Any] = json.loads((VECTORS / f"{name}.json").read_text("utf-8"))
    clock = Clock(vector["node"], vector["last"])
    for step in vector["steps"]:
        if "observe" in step:
            clock.observe(step["observe"])
        else:
            assert check(clock.tick(parse_time(step["now"]))) == step["tick"]


@pytest.mark.parametrize("clock", FORMS["clocks"])
def test_a_clock_is_let_in(clock: str) -> None:
    assert check(clock) == clock


@pytest.mark.parametrize("clock", [*FORMS["not_clocks"], None, 7])
def test_what_is_no_clock_is_refused(clock: Any) -> None:
    with pytest.raises(ClockFormError):
        check(clock)


@pytest.mark.parametrize(("device", "node"), FORMS["nodes"].items())
def test_a_node_is_the_end_of_its_devices_id(device: str, node: str) -> None:
    assert node_of(device) == node


@given(st.lists(st.datetimes(datetime(1970, 1, 1), datetime(2090, 1, 1)), min_size=2))  # noqa: DTZ001
def test_every_tick_is_later_than_the_one_before(moments: list[datetime]) -> None:
    clock = Clock(NODE)
    ticks = [clock.tick(moment.replace(tzinfo=UTC)) for moment in moments]
    assert ticks == sorted(set(ticks))


def test_a_clock_two_years_ahead_is_borne_and_a_distant_future_is_not() -> None:
    now = datetime(2026, 11, 20, 20, tzinfo=UTC)
    assert not is_too_far_ahead(Clock(NODE).tick(now + timedelta(days=731)), now)
    assert is_too_far_ahead(f"2099-12-31T23:59:59.999Z-ffff-{NODE}", now)
