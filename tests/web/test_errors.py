"""Errors at the desk are pages, in the words of the one catalogue."""

from __future__ import annotations

import logging

import pytest
from flask import Flask

from fieldapp.domain.problems import CATALOGUE
from tests.web.conftest import Desk


def test_an_address_that_does_not_exist_is_a_page(visitor: Desk) -> None:
    answer = visitor.get("/nowhere")
    assert answer.status_code == 404
    assert answer.mimetype == "text/html"
    assert "Finns inte" in answer.text


def test_an_address_used_the_wrong_way_is_a_page(coordinator: Desk) -> None:
    answer = coordinator.post("/reports/map")
    assert answer.status_code == 405
    assert "Adressen tar inte emot POST" in answer.text


@pytest.mark.parametrize("path", ["/api/nowhere", "/-/nowhere"])
def test_machines_get_json_instead(path: str, visitor: Desk) -> None:
    assert visitor.get(path).mimetype == "application/problem+json"


def test_what_nobody_foresaw_is_logged_and_referred_to(
    app: Flask,
    coordinator: Desk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*args: object, **options: object) -> None:
        raise RuntimeError("the cause")

    monkeypatch.setattr("fieldapp.web.reports.render", fail)
    with caplog.at_level(logging.ERROR):
        answer = coordinator.get("/reports")
    assert answer.status_code == 500
    assert "Något gick fel på servern" in answer.text
    assert "the cause" not in answer.text
    (record,) = caplog.records
    assert record.getMessage().split()[0] in answer.text
    assert "the cause" in caplog.text


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_type_of_every_problem_leads_to_a_page(name: str, visitor: Desk) -> None:
    answer = visitor.get(f"/problems/{name}")
    assert answer.status_code == 200
    assert CATALOGUE[name].title in answer.text


def test_a_type_that_does_not_exist_is_not_found(visitor: Desk) -> None:
    assert visitor.get("/problems/nothing").status_code == 404
