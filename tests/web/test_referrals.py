"""A report passed on: written, told by letter, answered, and the answer goes to its reporter."""

from __future__ import annotations

import csv
import dataclasses
import io
import re

import pytest
from flask import Flask

from fieldapp import mail
from fieldapp.config import Settings
from fieldapp.domain import policy
from fieldapp.node import Node
from fieldapp.storage import referrals
from fieldapp.storage.referrals import Referral
from tests.web.conftest import Desk, Inspector, Phone

Letter = tuple[str, str, str]
WORDS = {"receiver": "drift", "text": "Lyktstolpe 14 är släckt."}


@pytest.fixture
def letters(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[Letter]:
    """What is sent; *drift* has an address."""
    node: Node = app.extensions["fieldapp"]
    told = tuple(
        dataclasses.replace(one, email="drift@kommun.example") if one.id == "drift" else one
        for one in node.catalog.receivers
    )
    app.extensions["fieldapp"] = dataclasses.replace(
        node, catalog=dataclasses.replace(node.catalog, receivers=told)
    )
    sent: list[Letter] = []
    monkeypatch.setattr(mail, "send", lambda settings, *letter: sent.append(letter))
    return sent


def of(node: Node, report: str) -> list[Referral]:
    with node.db.read() as db:
        return referrals.of_report(db, report)


def test_it_goes_to_several_and_by_letter_to_whom_has_an_address(
    coordinator: Desk, phone: Phone, node: Node, letters: list[Letter]
) -> None:
    report = phone.observe(place_name="Gångtunneln")
    for receiver in ("drift", "lagesbild"):
        answer = coordinator.post(f"/reports/{report}/referrals", {**WORDS, "receiver": receiver})
        assert (answer.status_code, answer.location) == (303, f"/reports/{report}/referrals")
    first, second = of(node, report)
    assert (first.receiver, first.state, first.address) == (
        "drift",
        "sent",
        "drift@kommun.example",
    )
    assert (second.receiver, second.address) == ("lagesbild", None)
    ((to, subject, text),) = letters
    assert to == "drift@kommun.example"
    assert "Gångtunneln" in subject
    for told in (WORDS["text"], "55.79300,13.11200", "20 nov 2026 21:07", f"/reports/{report}"):
        assert told in text
    assert phone.person.label not in text


def test_a_letter_that_does_not_go_is_told_and_tried_again(
    coordinator: Desk,
    phone: Phone,
    node: Node,
    letters: list[Letter],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(settings: Settings, *letter: str) -> None:
        raise mail.NotSent("e-postservern svarar inte som den ska")

    report = phone.observe()
    with monkeypatch.context() as broken:
        broken.setattr(mail, "send", refuse)
        coordinator.post(f"/reports/{report}/referrals", WORDS)
    page = coordinator.get(f"/reports/{report}/referrals").text
    assert "E-posten gick inte iväg" in page
    assert "finns kvar i mottagarens lista" in page
    (referral,) = of(node, report)
    coordinator.post(f"/referrals/{referral.id}/letter")
    assert len(letters) == 1
    assert "E-posten gick inte" not in coordinator.get(f"/reports/{report}/referrals").text


def test_the_answer_is_the_reporters_to_see(coordinator: Desk, phone: Phone, node: Node) -> None:
    report = phone.observe()
    coordinator.post(f"/reports/{report}/referrals", WORDS)
    (referral,) = of(node, report)
    sent = {"state": "done", "feedback": "Lampan är lagad."}
    assert coordinator.post(f"/referrals/{referral.id}/answer", sent).status_code == 303
    assert of(node, report)[0].feedback == "Lampan är lagad."
    assert "Åtgärdad: Lampan är lagad." in coordinator.get(f"/reports/{report}").text
    with node.db.read() as db:
        keys = {
            row[0]
            for row in db.execute("SELECT key FROM audiences WHERE record = ?", [referral.id])
        }
    assert f"person:{phone.person.id}" in keys
    assert policy.keys(phone.person) & keys


def test_an_answer_without_words_is_refused(coordinator: Desk, phone: Phone, node: Node) -> None:
    report = phone.observe()
    coordinator.post(f"/reports/{report}/referrals", WORDS)
    (referral,) = of(node, report)
    assert (
        coordinator.post(f"/referrals/{referral.id}/answer", {"state": "done"}).status_code == 422
    )


def test_a_receiver_that_is_not_offered_is_refused_and_the_words_stay(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    report = phone.observe()
    answer = coordinator.post(f"/reports/{report}/referrals", {**WORDS, "receiver": "x"})
    assert answer.status_code == 422
    assert WORDS["text"] in answer.text
    assert not of(node, report)


def test_the_receivers_list_and_its_table(coordinator: Desk, phone: Phone) -> None:
    report = phone.observe()
    coordinator.post(f"/reports/{report}/referrals", WORDS)
    page = coordinator.get("/referrals?receiver=drift").text
    assert re.search(rf"/reports/{report}/referrals", page)
    assert "Inget här" in coordinator.get("/referrals?receiver=drift&state=done").text
    table = coordinator.get("/referrals.csv?receiver=drift").data.decode("utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(table), delimiter=";")
    assert (line["Vad"], line["Läge"], line["Latitud"]) == (WORDS["text"], "Skickad", "55,793")


def test_an_inspection_is_passed_on_to_nobody(coordinator: Desk, inspector: Inspector) -> None:
    purchase = inspector.purchase(inspector.premises())
    for report in (purchase, inspector.visit({})):
        assert "Skicka vidare" not in coordinator.get(f"/reports/{report}").text
        assert coordinator.get(f"/reports/{report}/referrals").status_code == 404
        assert coordinator.post(f"/reports/{report}/referrals", WORDS).status_code == 404
