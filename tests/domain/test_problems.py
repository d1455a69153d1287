"""The catalogue of problems: every one can be told, and tells what to do."""

from __future__ import annotations

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
