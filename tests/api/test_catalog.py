"""The catalog for phones."""

from __future__ import annotations

from fieldapp.node import Node
from tests.api.conftest import Phone


def test_the_catalog_is_given_with_its_version(phone: Phone, node: Node) -> None:
    answer = phone.get("/api/catalog")
    assert answer.json["version"] == node.offered.without_supervision.version
    assert len(answer.json["observations"]) == 25
    assert answer.headers["ETag"] == f'"{answer.json["version"]}"'


def test_a_phone_that_has_it_gets_nothing(phone: Phone, node: Node) -> None:
    version = node.offered.without_supervision.version
    for tag in (f'"{version}"', f'W/"{version}"', f'"other", "{version}"'):
        headers = {**phone.headers, "If-None-Match": tag}
        answer = phone.client.get("/api/catalog", headers=headers)
        assert (answer.status_code, answer.data) == (304, b"")
    old = phone.client.get("/api/catalog", headers={**phone.headers, "If-None-Match": '"old"'})
    assert old.status_code == 200


def test_the_catalog_is_for_those_who_are_enrolled(phone: Phone) -> None:
    assert phone.client.get("/api/catalog").json["type"] == "/problems/token-missing"
