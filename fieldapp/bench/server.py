"""Goals 1 to 4: the server under load, without reports and with many."""

from __future__ import annotations

from fieldapp import catalog
from fieldapp.bench import fsyncs, servers
from fieldapp.bench.extent import Extent
from fieldapp.bench.figures import Figure
from fieldapp.bench.material import phones
from fieldapp.bench.pulls import Pulls
from fieldapp.bench.pushes import Pushes

_AUTHORS = 40


def measure(extent: Extent) -> list[Figure]:
    """Fills a folder with reports first, by as many authors as a large municipality has."""
    rules, filled = catalog.load(), extent.folder / "filled"
    authors, (puller,) = phones(_AUTHORS, "present"), phones(1, "pull")
    servers.enrol(filled, [*authors, puller])
    extent.say(f"{extent.present:,} reports, that are to be present")
    for author in authors:
        servers.receive(filled, author, rules, extent.present // _AUTHORS)
    servers.receive(filled, puller, rules, extent.pulled)
    pushes = Pushes(extent, rules, filled).measure()
    synced = fsyncs.measure(extent, rules)
    return [*pushes, *synced, *Pulls(extent, rules, filled, puller).measure()]
