"""Whatever answers, it is one of three: refused, unknown or offline."""

from __future__ import annotations

import json
import socket
from io import BytesIO

import pytest
import requests

from fieldapp.domain.problems import Problem
from sync.client import Client
from sync.outcome import Offline, SyncError, Unknown
from sync.phone import Phone
from tests.sync import portal as tricks
from tests.sync.conftest import Connect
from tests.sync.portal import Between, Portal, Trick

NOT_OURS = "Det var inte servern som svarade"
CUT = "Svaret kom inte fram"


def a_fault(between: Between) -> None:
    """The node's own problem, as it is told when its disk is full."""
    told = json.dumps(Problem("disk-full").as_json()).encode()
    headers = {"Content_Type": "application/problem+json", "Retry_After": "30"}
    between.answer(507, told, **headers)


def half_a_problem(between: Between) -> None:
    between.answer(404, b'{"type": "/problems/not', Content_Type="application/problem+json")


def bad_letters(between: Between) -> None:
    between.answer(200, b'{"epoch": "\xff"}', Content_Type="application/json")


def deep(between: Between) -> None:
    between.answer(200, b"[" * 100_000, Content_Type="application/json")


@pytest.mark.parametrize(
    ("trick", "title"),
    [
        (tricks.login_page, NOT_OURS),
        (tricks.login_page_with_headers, NOT_OURS),
        (tricks.redirect, NOT_OURS),
        (tricks.forbidden_page, NOT_OURS),
        (tricks.bad_gateway, NOT_OURS),
        (tricks.cut_gzip, NOT_OURS),
        (half_a_problem, NOT_OURS),
        (bad_letters, NOT_OURS),
        (deep, NOT_OURS),
        (tricks.cut_answer, CUT),
        (tricks.cut_request, CUT),
        (tricks.swallow, CUT),
        (a_fault, "Serverns lager är fullt"),
    ],
)
def test_an_answer_that_cannot_be_trusted_leaves_the_outcome_unknown(
    strayed: Phone, portal: Portal, trick: Trick, title: str
) -> None:
    for call in (strayed.client.pull, strayed.client.catalog, lambda: strayed.client.push([])):
        portal.tricks = [trick]
        with pytest.raises(SyncError) as caught:
            call()
        assert isinstance(caught.value, Unknown)
        assert caught.value.title == title
    assert strayed.client.pull()["records"] == []


def test_a_page_in_place_of_a_photo_leaves_no_connection_open(
    strayed: Phone, portal: Portal
) -> None:
    answers: list[requests.Response] = []
    strayed.client.session.hooks["response"] = [lambda answer, **_: answers.append(answer)]
    portal.tricks = [tricks.bad_gateway]
    with pytest.raises(Unknown):
        strayed.client.photo("0" * 64, BytesIO())
    assert [answer.raw.closed for answer in answers] == [True]


def test_a_fault_tells_its_name_and_when_to_ask_again(strayed: Phone, portal: Portal) -> None:
    portal.tricks = [a_fault]
    with pytest.raises(Unknown) as caught:
        strayed.client.pull()
    assert caught.value.name == "disk-full"
    assert caught.value.call.retry_after == "30"


def test_a_node_that_never_answers_is_given_up(strayed: Phone, portal: Portal) -> None:
    strayed.client.timeout = (2, 0.2)
    portal.tricks = [tricks.silent]
    with pytest.raises(Unknown) as caught:
        strayed.client.pull()
    assert caught.value.title == CUT


def test_a_closed_port_is_offline(connect: Connect) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        client = connect(f"http://127.0.0.1:{probe.getsockname()[1]}")
        with pytest.raises(Offline):
            client.pull()


def test_results_of_another_push_are_no_answer(strayed: Phone, portal: Portal) -> None:
    record = strayed.create("note", {})
    portal.tricks = [tricks.changed("id", strayed.memory.device)]
    outcome = strayed.sync()
    assert isinstance(outcome.error, Unknown)
    assert len(strayed.memory.outbox) == 1
    assert record in strayed.memory.records


def test_the_token_goes_to_the_node_and_to_nobody_it_points_at(
    strayed: Phone, portal: Portal
) -> None:
    with Portal("http://127.0.0.1:9") as other:

        def lure(between: Between) -> None:
            between.answer(307, b"", Location=f"{other.url}/api/records")

        portal.tricks = [lure]
        with pytest.raises(Unknown):
            Client.pull(strayed.client)
        assert other.heard == []
