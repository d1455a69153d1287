"""Who acts in the demo. Nobody has a real name, and everyone has the same id in every demo."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.people import Authority, Person, Role, Sender

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
_MODELS = ("Chrome på Android", "Safari på iPhone", "Samsung Internet", "Firefox på Android")
# One phone in eight has a clock that is minutes wrong; the others are as right as phones are.
_WRONG_CLOCKS = (-187_000, 95_000, 412_000)


@dataclass(frozen=True, slots=True)
class SignIn:
    """How somebody of the demo signs in at the desk."""

    person: Person
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone of the demo. `offset` is server time minus its own, in milliseconds."""

    device: str
    token: str
    name: str
    person: Person
    offset: int


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone: those with a desk, and the phones of those in the field by kind of pass."""

    desk: Sequence[SignIn]
    phones: Mapping[str, Sequence[Phone]]
    inspectors: Sequence[Phone]

    @property
    def everyone(self) -> list[Person]:
        at_desk = [sign_in.person for sign_in in self.desk]
        inspecting = [phone.person for phone in self.inspectors]
        walking = [phone.person for phones in self.phones.values() for phone in phones]
        return [*at_desk, *inspecting, *walking]

    @property
    def guests(self) -> list[Person]:
        """Those in the field whose phones a newcomer is invited to try: one of each role."""
        return [self.phones["nightWalk"][0].person, self.inspectors[0].person]

    def coordinators(self, authority: Authority) -> list[Person]:
        """Those who review this authority's reports."""
        at_desk = [sign_in.person for sign_in in self.desk]
        sharing = ("kommun", "polis") if authority == "forening" else (authority,)
        return [one for one in at_desk if one.role == "coordinator" and one.authority in sharing]


def assemble(walkers: int = 14) -> Cast:
    """The cast with so many night walkers; the other groups keep their proportion to them."""
    return Cast(
        desk=DESK,
        phones={
            "nightWalk": _phones("Nattvandrare", "forening", walkers),
            "policeVolunteer": _phones("Volontär", "polis", max(3, walkers * 2 // 5)),
            "fieldTeam": _phones("Fältare", "kommun", max(2, walkers // 4)),
            "safetyWalk": _phones("Trygghetsvärd", "kommun", max(1, walkers // 7)),
        },
        inspectors=(
            *_phones("Inspektör", "kommun", 2, "inspector"),
            *_phones("Områdespolis", "polis", 1, "inspector"),
        ),
    )


def second_phone(phone: Phone) -> Phone:
    """Another phone of the same person."""
    return _phone(phone.person, "den andra telefonen")


def desk_device(person: Person) -> Phone:
    """What somebody wrote with at the desk of another node."""
    chance = Random(f"fieldapp demo: desk of {person.label}")
    return Phone(uuid7(BEGINNING, chance.randbytes(ENTROPY_BYTES)), "", "Skrivbord", person, 0)


def _person(label: str, role: Role, authority: Authority) -> Person:
    return Person(
        uuid7(BEGINNING, Random(f"fieldapp demo: {label}").randbytes(ENTROPY_BYTES)),
        label,
        role,
        authority,
    )


def _phones(
    label: str, authority: Authority, count: int, role: Role = "walker"
) -> tuple[Phone, ...]:
    people = (_person(f"{label} {n}", role, authority) for n in range(1, count + 1))
    return tuple(_phone(person, "telefonen") for person in people)


def _phone(person: Person, which: str) -> Phone:
    chance = Random(f"fieldapp demo: {which} {person.label}")
    token = base64.urlsafe_b64encode(chance.randbytes(32)).rstrip(b"=").decode()
    wrong = chance.random() < 1 / 8
    offset = chance.choice(_WRONG_CLOCKS) if wrong else chance.randint(-400, 400)
    return Phone(
        uuid7(BEGINNING, chance.randbytes(ENTROPY_BYTES)),
        token,
        chance.choice(_MODELS),
        person,
        offset,
    )


def _sign_in(label: str, role: Role, authority: Authority, username: str) -> SignIn:
    return SignIn(_person(label, role, authority), username, f"nattuggla-{username}")


DESK = (
    _sign_in("Administratör", "administrator", "kommun", "admin"),
    _sign_in("Samordnare kommunen", "coordinator", "kommun", "samordnare"),
    _sign_in("Kommunpolis", "coordinator", "polis", "kommunpolis"),
    _sign_in("Läsare i rådet", "reader", "kommun", "lasare"),
)

_ANOTHER = _person("En annan nod", "administrator", "kommun")
NODE = Sender(_ANOTHER, _ANOTHER.id, is_node=True)
