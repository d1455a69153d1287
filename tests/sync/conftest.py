"""Nodes that answer on loopback, and second phones that are enrolled in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fieldapp.domain.people import Authority, Role
from sync.client import Client
from sync.phone import Phone
from tests.sync.nodes import LiveNode
from tests.sync.portal import Portal

Connect = Callable[..., Client]
Enrol = Callable[..., Phone]


@pytest.fixture
def opened() -> Iterator[ExitStack]:
    """What is entered here is closed after the test."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def connect(opened: ExitStack) -> Connect:
    def make(url: str, token: str = "") -> Client:
        return opened.enter_context(Client(url, token, timeout=(2, 10)))

    return make


@pytest.fixture
def start(opened: ExitStack, tmp_path: Path) -> Callable[[str], LiveNode]:
    def make(name: str) -> LiveNode:
        return opened.enter_context(LiveNode(tmp_path / name))

    return make


@pytest.fixture
def node(start: Callable[[str], LiveNode]) -> LiveNode:
    return start("node")


@pytest.fixture
def portal(opened: ExitStack, node: LiveNode) -> Portal:
    """Stands before the node, and misbehaves when it is told to."""
    return opened.enter_context(Portal(node.url))


@pytest.fixture
def enrol(connect: Connect) -> Enrol:
    """An enrolled phone. `by` is an address that leads to the node, if not its own."""

    def make(
        node: LiveNode,
        by: str = "",
        role: Role = "walker",
        authority: Authority = "forening",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Phone:
        phone = Phone(connect(by or node.url), now)
        phone.enrol(node.invite(role, authority), "Provtelefon")
        return phone

    return make


@pytest.fixture
def phone(node: LiveNode, enrol: Enrol) -> Phone:
    return enrol(node)


@pytest.fixture
def strayed(node: LiveNode, portal: Portal, enrol: Enrol) -> Phone:
    """An enrolled phone whose every call goes through the portal."""
    return enrol(node, by=portal.url)
