"""Who acts: people, their roles and authorities, and the sender of a push."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["walker", "inspector", "coordinator", "reader", "administrator"]
Authority = Literal["kommun", "polis", "forening"]
ROLES: tuple[Role, ...] = get_args(Role)
AUTHORITIES: tuple[Authority, ...] = get_args(Authority)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in or carries a phone. `label` is what others see, often no name."""

    id: str
    label: str
    role: Role
    authority: Authority
    active: bool = True


@dataclass(frozen=True, slots=True)
class Sender:
    """Whose token a request carries. A node passes on what others have written."""

    person: Person
    device: str
    is_node: bool = False
