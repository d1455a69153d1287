"""Feeds: an address with a key of its own, read a page at a time, closed at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask

from fieldapp.node import Node
from tests.web.conftest import HTTPS, Desk, Phone, audited, handed_out

ADDRESS = re.compile(r"<code>(http[^<]+/feeds/[^<]+)</code>")


def opened(desk: Desk, query: str = "") -> str:
    """The path of a new feed."""
    found = ADDRESS.search(desk.post("/feeds", {"label": "Kartan", "query": query}).text)
    assert found
    return urlsplit(found[1]).path


def read(app: Flask, path: str) -> dict[str, object]:
    answer = app.test_client().get(path, base_url=HTTPS)
    assert answer.mimetype == "application/geo+json"
    found: dict[str, object] = json.loads(answer.data)
    return found


def test_a_feed_is_read_without_signing_in_and_page_by_page(
    coordinator: Desk, phone: Phone, app: Flask
) -> None:
    sent = [phone.observe() for _ in range(5)]
    path, seen = opened(coordinator) + "?limit=2", []
    while path:
        page = read(app, path)
        seen += [one["id"] for one in page["features"]]  # type: ignore[attr-defined]
        links = {link["rel"]: link["href"] for link in page["links"]}  # type: ignore[attr-defined]
        parts = urlsplit(links.get("next", ""))
        path = f"{parts.path}?{parts.query}" if parts.path else ""
    assert seen == sent[::-1]


def test_a_feed_keeps_the_filters_it_was_made_with(
    coordinator: Desk, phone: Phone, app: Flask
) -> None:
    phone.observe()
    lamp = phone.observe(category="OB20")
    features = read(app, opened(coordinator, "category=OB20"))["features"]
    assert [one["id"] for one in features] == [lamp]  # type: ignore[attr-defined]


def test_a_closed_feed_is_closed(coordinator: Desk, app: Flask, node: Node) -> None:
    path = opened(coordinator)
    feed = re.search(r"/feeds/([0-9a-f-]{36})/closing", coordinator.get("/feeds").text)
    assert feed
    coordinator.post(f"/feeds/{feed[1]}/closing")
    answer = app.test_client().get(path, base_url=HTTPS)
    assert answer.status_code == 404
    assert "Flödet är stängt" in answer.text
    assert ("feed-closed", feed[1]) in audited(node)


def test_every_reading_is_in_the_log(coordinator: Desk, app: Flask, node: Node) -> None:
    read(app, opened(coordinator))
    assert handed_out(node) == ["flöde, 0 rapporter"]


def test_a_feed_needs_a_name(coordinator: Desk) -> None:
    answer = coordinator.post("/feeds", {"label": ""})
    assert answer.status_code == 422
    assert "Fyll i vem som ska läsa flödet" in answer.text


def test_a_feed_shows_what_its_maker_may_hand_out(
    desk_of: Callable[..., Desk], phone: Phone, app: Flask
) -> None:
    phone.observe()
    assert read(app, opened(desk_of("reader")))["features"] == []
