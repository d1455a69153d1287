"""Every fault in a seeded short form (`make test`) and a long one (`make test-faults`)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.faults.node import Node
from tests.faults.nursery import Nursery

LONG = os.environ.get("FAULTS") == "long"
SEED = int(os.environ.get("FAULTS_SEED", "20261120"))


@dataclass(frozen=True)
class Rounds:
    """How often a fault is injected, and the dice that say where."""

    seed: int

    def of(self, short: int, long: int) -> Iterator[Random]:
        """Seeded dice for each round; the seed is told, so that a failure can be played again."""
        for turn in range(long if LONG else short):
            seed = self.seed + turn
            sys.stdout.write(f"FAULTS_SEED={seed}\n")
            yield Random(seed)


@pytest.fixture
def rounds() -> Rounds:
    return Rounds(SEED)


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Where servers are forked."""
    found = Nursery()
    yield found
    found.close()


@pytest.fixture
def node(tmp_path: Path, nursery: Nursery) -> Iterator[Node]:
    """A node that is not started yet."""
    found = Node(tmp_path / "node", nursery)
    yield found
    found.kill()
