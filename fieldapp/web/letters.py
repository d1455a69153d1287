"""What a receiver is told of a report: as a letter, and as a line of a table."""

from __future__ import annotations

from fieldapp.node import current_node
from fieldapp.storage.referrals import Referral
from fieldapp.storage.reports import Listed
from fieldapp.tabular import Cell
from fieldapp.web import times, words
from fieldapp.web.accounts import public_url
from fieldapp.web.rows import row

HEADER = ("Kvitto", "Kategori", "Vad", "Hände", "Var", "Latitud", "Longitud", "Läge", "Svar")


def letter(referral: Referral, listed: Listed) -> tuple[str, str]:
    """Subject and text. Nothing of who reported it."""
    shown = row(listed, current_node().catalog)
    where = [shown.where]
    if listed.lat is not None and listed.lon is not None:
        where.append(
            f"{listed.lat:.5f}, {listed.lon:.5f}  (geo:{listed.lat:.5f},{listed.lon:.5f})"
        )
    text = "\n".join(
        [
            referral.text,
            "",
            f"Vad:     {shown.title}",
            f"När:     {times.full(times.local(shown.happened))}",
            f"Var:     {where[0]}",
            *(f"         {line}" for line in where[1:]),
            f"Kvitto:  {shown.receipt}",
            "",
            f"Svara den som skickade, med kvittot {shown.receipt}, när det är åtgärdat.",
            f"Den som har inloggning ser rapporten på {public_url()}/reports/{listed.id}",
        ]
    )
    return f"{shown.title}, {shown.where} ({shown.receipt})", text


def line(referral: Referral, listed: Listed | None) -> list[Cell]:
    """One row under HEADER."""
    told: list[Cell] = [words.REFERRED[referral.state], referral.feedback]
    if listed is None:
        return ["", "", referral.text, None, "", None, None, *told]
    shown = row(listed, current_node().catalog)
    happened = times.local(shown.happened).replace(tzinfo=None, microsecond=0)
    place: list[Cell] = [shown.where, listed.lat, listed.lon]
    return [shown.receipt, shown.title, referral.text, happened, *place, *told]
