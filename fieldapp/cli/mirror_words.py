"""What `fieldapp mirror` says of a run: one line of plain Swedish."""

from __future__ import annotations

from datetime import datetime

import click

from fieldapp.cli import node
from sync.outcome import SyncError, SyncOutcome
from sync.watch import Fault

_UNKNOWN_HERE = ("token-unknown", "device-revoked", "not-allowed")


def line(outcome: SyncOutcome | None) -> str:
    """What was sent, received and set aside, and what waits."""
    found = outcome or SyncOutcome()
    sent = f"Skickade {_changes(found.sent)} och {_photos(found.photos_sent)}"
    said = [f"{sent}, hämtade {found.received} och {found.photos_received}."]
    if found.quarantined or found.quarantined_there:
        said.append(
            f"Ställda åt sidan: {found.quarantined} här, {found.quarantined_there} hos den andra."
        )
    if found.refused:
        said.append(f"{_changes(found.refused)} togs inte emot; de försöks igen nästa gång.")
    if found.waiting or found.photos_waiting:
        said.append(f"Väntar: {_changes(found.waiting)} och {_photos(found.photos_waiting)}.")
    if found.photos_left:
        said.append(f"{_photos(found.photos_left)} är kvar; de försöks igen nästa gång.")
    return " ".join(said)


def tell(outcome: SyncOutcome | None, fault: Fault | None, seconds: float) -> None:
    """The line of a run in a row of them, with its time and when the next one is."""
    why = f" {fault.title}. {fault.detail} Nytt försök om {_span(seconds)}." if fault else ""
    click.echo(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {line(outcome)}{why}")


def helpful(fault: Fault) -> Exception:
    """The fault itself, or what to do when it says that this node is not let in."""
    if isinstance(fault, SyncError) and fault.name in _UNKNOWN_HERE:
        return node.Refusal(
            f"Den andra noden släpper inte in den här ({fault.title.lower()}). Inget är förlorat. "
            "Låt den bjuda in igen med fieldapp invite NAMN --node och kör med --code."
        )
    return fault


def _changes(number: int) -> str:
    return f"{number} {'ändring' if number == 1 else 'ändringar'}"


def _photos(number: int) -> str:
    return f"{number} {'bild' if number == 1 else 'bilder'}"


def _span(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s"
