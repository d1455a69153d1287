"""How a run went, and what an error tells."""

import pytest

from sync.outcome import Call, Offline, Refused, SyncOutcome, Unknown

CALL = Call("POST", "http://node/api/changes", "f00d", 409)


def test_an_error_says_what_it_is_and_which_call_it_was() -> None:
    error = Refused("Koden är använd", "Be om en ny.", CALL, {"type": "/problems/code-used"})
    assert error.kind == "refused"
    assert error.name == "code-used"
    for part in (
        "Koden är använd",
        "Be om en ny.",
        "POST",
        "http://node/api/changes",
        "409",
        "f00d",
    ):
        assert part in str(error)


def test_an_error_without_an_answer_has_no_status_and_no_name() -> None:
    error = Offline("Ingen kontakt", "Den väntar.", Call("GET", "http://node/", "f00d"))
    assert (error.name, error.call.status) == ("", None)


@pytest.mark.parametrize("status", ["stored", "known", "quarantined", "refused"])
def test_each_result_is_counted_once(status: str) -> None:
    outcome = SyncOutcome()
    outcome.count(status)
    counted = (outcome.sent, outcome.known, outcome.quarantined, outcome.refused)
    assert sum(counted) == 1
    assert counted[["stored", "known", "quarantined", "refused"].index(status)] == 1


def test_a_run_is_complete_when_nothing_is_left_to_do() -> None:
    assert SyncOutcome(sent=3, quarantined=1).complete
    assert not SyncOutcome(photos_left=1).complete
    assert not SyncOutcome(refused=1).complete
    assert not SyncOutcome(error=Unknown("…", "…", CALL)).complete
