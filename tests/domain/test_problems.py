"""The catalogue of problems: every one can be told, and tells what to do."""

from __future__ import annotations

import re
import string

import pytest

from fieldapp.domain.problems import CATALOGUE, Problem

SAMPLE = {"limit": 500, "seconds": 30, "width": 9, "height": 9, "offset": 0}


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_problem_has_words_and_a_status_of_http(name: str) -> None:
    entry = CATALOGUE[name]
    assert 400 <= entry.status < 600
    assert entry.title[0].isupper()
    assert not entry.title.endswith(".")
    assert entry.detail.endswith(".")


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_problem_can_be_told_with_its_data(name: str) -> None:
    wanted = {part for _, part, _, _ in string.Formatter().parse(CATALOGUE[name].detail) if part}
    problem = Problem(name, field="note", **{part: SAMPLE.get(part, "det") for part in wanted})
    told = problem.as_json()
    assert told["type"] == f"/problems/{name}"
    assert told["status"] == problem.status
    assert told["field"] == "note"
    assert "{" not in told["detail"]


def test_a_problem_that_the_catalogue_does_not_have_cannot_be_raised() -> None:
    with pytest.raises(KeyError):
        Problem("no-such-problem")


# What the one who reads it can do, or that nothing needs to be done.
ACTIONS = re.compile(
    r"\b(be|begär|bjud|börja|fråga|försök|försöker|gör|hämta|kontakta|kontrollera|kör|ladda|lämna"
    r"|läs|rätta|skicka|skickas|spara|stoppa|ta|titta|vänta|välj|öppna|dela|gå"
    r"|behöver inte göra|behöver se till|ska|behövs)\b",
    re.IGNORECASE,
)
ENGLISH = re.compile(r"\b(the|and|error|failed|invalid|please|missing|unknown|cannot|of)\b", re.I)


@pytest.mark.parametrize("name", sorted(CATALOGUE))
def test_every_problem_is_in_swedish_and_says_what_to_do(name: str) -> None:
    entry = CATALOGUE[name]
    assert not ENGLISH.search(f"{entry.title} {entry.detail}")
    assert ACTIONS.search(re.sub(r"\{\w+\}", "", entry.detail)), entry.detail
