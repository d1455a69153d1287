"""The merge, held to the phone's by the conversations of sync/vectors/changes."""

import json
from pathlib import Path
from typing import Any

import pytest

from fieldapp.domain.canonical import CanonicalizationError, canonical
from fieldapp.domain.changes import (
    Change,
    Part,
    clock_of,
    conflicts,
    digest_of,
    fold,
    is_deleted,
    newest,
    receipt_code,
    values,
)

VECTORS = Path(__file__).parents[2] / "sync" / "vectors" / "changes"
NAMES = sorted(path.stem for path in VECTORS.glob("*.json"))
CLOCK = "2026-11-20T20:0{}:00.000Z-0000-80000000000000aa"


def conversation(name: str) -> dict[str, Any]:
    return json.loads((VECTORS / f"{name}.json").read_text("utf-8"))


def state(delivery: list[Any], changes: dict[str, Change]) -> tuple[Part, ...]:
    """What a delivery makes: names are changes, lists are states that were folded elsewhere."""
    parts: list[Part] = []
    for item in delivery:
        parts += state(item, changes) if isinstance(item, list) else [changes[item].part]
    return fold(parts)


def one_by_one(delivery: list[Any], changes: dict[str, Change]) -> tuple[Part, ...]:
    """The same, with every item joined to the state before it, as a server does it."""
    parts: tuple[Part, ...] = ()
    for item in delivery:
        come = one_by_one(item, changes) if isinstance(item, list) else (changes[item].part,)
        parts = fold([*parts, *come])
    return parts


def as_json(parts: tuple[Part, ...]) -> list[dict[str, Any]]:
    return [{"at": part.at, "seen": part.seen, "fields": part.fields} for part in parts]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("deliver", [state, one_by_one])
def test_a_conversation_comes_out_as_agreed(name: str, deliver: Any) -> None:
    vector = conversation(name)
    changes = {key: Change(**change) for key, change in vector["changes"].items()}
    expected = vector["expect"]
    for delivery in vector["deliveries"]:
        parts = deliver(delivery, changes)
        assert canonical(as_json(parts)) == canonical(expected["parts"])
        assert canonical(values(parts)) == canonical(expected["values"])
        found = {name: [one.value for one in all_] for name, all_ in conflicts(parts).items()}
        assert canonical(found) == canonical(expected["conflicts"])
        assert is_deleted(parts) is expected["deleted"]
        assert newest(parts) == expected["newest"]


@pytest.mark.parametrize("name", NAMES)
def test_digests_and_receipts_are_the_agreed_ones(name: str) -> None:
    vector = conversation(name)
    digests = {key: Change(**change).digest for key, change in vector["changes"].items()}
    assert digests == vector["expect"]["digests"]
    receipts = {key: receipt_code(digest) for key, digest in digests.items()}
    assert receipts == vector["expect"]["receipts"]


@pytest.mark.parametrize("name", NAMES)
def test_a_seal_is_the_canonical_fields_and_the_digest(name: str) -> None:
    for raw in conversation(name)["changes"].values():
        change = Change(**raw)
        assert change.seal() == (canonical(change.fields).decode(), change.digest)


def test_removal_is_the_same_before_and_after_the_pruning() -> None:
    for name in NAMES:
        changes = [Change(**change).part for change in conversation(name)["changes"].values()]
        assert is_deleted(changes) == is_deleted(fold(changes)), name


def test_the_digest_covers_the_members_and_nothing_a_newer_peer_adds() -> None:
    change = conversation("one-change")["changes"]["a1"]
    assert digest_of({**change, "signature": "…"}) == digest_of(change)
    assert digest_of({**change, "seen": CLOCK.format(1)}) != digest_of(change)


def test_fields_come_out_sorted_so_that_equal_states_are_equal_text() -> None:
    one, other = Part(CLOCK.format(1), "", {"b": 1, "a": 2}), Part(CLOCK.format(2), "", {"c": 3})
    assert [list(part.fields) for part in fold([one])] == [["a", "b"]]
    assert json.dumps(as_json(fold([one, other]))) == json.dumps(as_json(fold([other, one, one])))


def test_a_field_has_the_clock_of_the_value_that_holds() -> None:
    one = Part("2026-11-20T20:07:30.123Z-0000-80000000000000aa", "", {"note": 1, "place": 2})
    other = Part("2026-11-20T20:07:30.123Z-0001-80000000000000bb", "", {"note": 3})
    state = fold([other, one])
    assert (clock_of(state, "note"), clock_of(state, "place")) == (other.at, one.at)
    assert clock_of(state, "none") == ""


def test_a_long_chain_is_folded_in_one_go() -> None:
    clocks = [f"2026-11-20T20:07:30.123Z-{n:04x}-80000000000000aa" for n in range(20_000)]
    seen = ["", *clocks]
    chain = [Part(at, seen[n], {"note": n}) for n, at in enumerate(clocks)]
    assert values(fold(chain)) == {"note": 19_999}
    assert len(fold(chain)) == 1


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud83d", {"\udd25": 1}, 10**400])
def test_what_json_cannot_hold_has_no_digest(value: Any) -> None:
    with pytest.raises(CanonicalizationError):
        canonical(value)


def test_nesting_beyond_reason_has_no_digest() -> None:
    deep: Any = None
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(CanonicalizationError, match="deep"):
        canonical(deep)
