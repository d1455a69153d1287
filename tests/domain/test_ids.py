"""UUIDv7: of its moment, of its version, and in the order of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.ids import uuid7

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOMENT = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)
MOMENTS = st.integers(946_684_800_000, 4_070_908_800_000).map(
    lambda since: EPOCH + timedelta(milliseconds=since)
)
ENTROPY = st.binary(min_size=10, max_size=10)


def test_the_example_of_the_standard() -> None:
    entropy = bytes.fromhex("0CC318C4DC0C0C07398F")
    assert uuid7(MOMENT, entropy) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(MOMENTS, ENTROPY)
def test_it_is_of_version_7_and_tells_its_moment(moment: datetime, entropy: bytes) -> None:
    made = UUID(uuid7(moment, entropy))
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == (moment - EPOCH) // timedelta(milliseconds=1)


@given(MOMENTS, ENTROPY, ENTROPY)
def test_a_later_one_sorts_after(moment: datetime, one: bytes, other: bytes) -> None:
    later = moment + timedelta(milliseconds=1)
    assert uuid7(moment, one) < uuid7(later, other)
