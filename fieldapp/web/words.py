"""Swedish words for what the code calls by its own names. Those that vary are the catalog's."""

from __future__ import annotations

from fieldapp.domain.disclosure import LEAST
from fieldapp.domain.people import Authority, Role
from fieldapp.domain.reviews import Decision, State
from fieldapp.storage.audit import Action

ROLES: dict[Role, str] = {
    "walker": "vandrare",
    "inspector": "inspektör",
    "coordinator": "samordnare",
    "reader": "läsare",
    "administrator": "administratör",
}

AUTHORITIES: dict[Authority, str] = {
    "kommun": "Kommunen",
    "polis": "Polisen",
    "forening": "Föreningen",
}

KINDS: dict[str, str] = {
    "shift": "Pass",
    "observation": "Observation",
    "visit": "Tillsynsbesök",
    "control_purchase": "Kontrollköp",
    "review": "Granskning",
    "note": "Anteckning",
    "photo": "Bild",
    "referral": "Vidareskickad",
    "duplicate": "Samma händelse",
    "assignment": "Ansvarig",
    "premises": "Objekt",
    "dispatch": "Expediering",
    "deficiency": "Beslut om brist",
}

STATES: dict[State, str] = {
    "draft": "Utkast",
    "submitted": "Att granska",
    "reviewed": "Granskad",
    "referred": "Hänvisad",
    "actioned": "Åtgärdad",
    "returned": "Återsänd",
    "dismissed": "Avskriven",
    "closed": "Avslutad",
}

# What a button says, and what the choice means.
DECISIONS: dict[Decision, tuple[str, str]] = {
    "accept": ("Godkänn", "Rapporten är läst och stämmer."),
    "refer": ("Hänvisa", "Någon annan tar det vidare."),
    "action": ("Åtgärdad", "Det som behövde göras är gjort."),
    "return": ("Återsänd", "Rapportören får tillbaka den med en fråga."),
    "dismiss": ("Avskriv", "Rapporten ska inte användas."),
    "close": ("Avsluta", "Inget mer ska göras."),
}

DECIDED: dict[Decision, str] = {
    "accept": "Godkänd",
    "refer": "Hänvisad",
    "action": "Åtgärdad",
    "return": "Återsänd",
    "dismiss": "Avskriven",
    "close": "Avslutad",
}

# In the order in which one reads them.
FIELDS: dict[str, str] = {
    "note": "Anteckning",
    "summary": "Sammanfattning",
    "category": "Kategori",
    "shift_kind": "Slag av pass",
    "happened_at": "När det hände",
    "started_at": "Började",
    "ended_at": "Slutade",
    "area": "Område",
    "place_name": "Plats i ord",
    "participants_count": "Deltagare",
    "nothing_to_report": "Inget att rapportera",
    "people_about": "Människor ute",
    "youths_about": "Unga ute",
    "shift_calmness": "Kvällens läge",
    "called_112": "Ringde 112",
    "called_11414": "Ringde 114 14",
    "calls/112": "Samtal till 112",
    "calls/11414": "Samtal till 114 14",
    "calls/field_team": "Samtal till fältgruppen",
    "calls/guard": "Samtal till ordningsvakt",
    "follow_up": "Behöver följas upp",
    "photos": "Bilder",
    "no_person_in_photo": "Ingen person i bild",
    "place": "Där det hände",
    "stood": "Där rapportören stod",
    "shift": "Pass",
    "authority": "Huvudman",
    "reporter": "Rapportör",
    "submitted_at": "Skickad",
    "version": "Version",
    "deleted": "Borttagen",
}

# By their number, Monday 0: what happens on each of them.
WEEKDAYS = (
    "måndagar", "tisdagar", "onsdagar", "torsdagar", "fredagar", "lördagar", "söndagar",
)  # fmt: skip

# Whom an observation's category asks to be called tells how serious it is.
SEVERITIES = {"critical": "Akut, 112", "serious": "Polis, 114 14", "minor": "Övrigt"}

ONLY = {
    "photos": "väntar på bild",
    "flagged": "möjlig personuppgift",
    "conflict": "uppgifter som krockar",
}

REFERRED = {"sent": "Skickad", "done": "Åtgärdad", "declined": "Inte åtgärdad"}

CALMNESS = {
    1: "1 – lugnt",
    2: "2 – ganska lugnt",
    3: "3 – lite oroligt",
    4: "4 – oroligt",
    5: "5 – mycket oroligt",
}

SOURCES = {
    "gps": "telefonens position",
    "map": "utpekad på kartan",
    "typed": "skriven för hand",
    "area": "områdets mitt",
}

AUDITED: dict[Action, str] = {
    "sign-in": "Loggade in",
    "sign-in-refused": "Inloggning nekad",
    "sign-out": "Loggade ut",
    "password-set": "Valde lösenord",
    "report-read": "Läste en rapport",
    "reports-listed": "Såg en lista med rapporter",
    "reports-exported": "Lämnade ut rapporter",
    "feed-opened": "Öppnade ett flöde",
    "feed-closed": "Stängde ett flöde",
    "photo-original-read": "Öppnade en originalbild",
    "photo-shared": "Ändrade om en bild får visas för läsare",
    "review-made": "Granskade en rapport",
    "review-taken-back": "Ångrade en granskning",
    "note-made": "Skrev en anteckning",
    "premises-listed": "Såg en lista med objekt",
    "premises-read": "Läste ett objekt",
    "premises-written": "Ändrade ett objekt",
    "premises-merged": "Slog ihop eller skilde åt objekt",
    "visits-listed": "Såg en lista med besök",
    "visit-issued": "Antecknade expediering eller yttrande",
    "report-settled": "Valde mellan två uppgifter",
    "visit-settled": "Valde mellan två uppgifter i ett besök",
    "deficiencies-listed": "Såg en lista med brister",
    "deficiency-read": "Läste en brist",
    "deficiency-decided": "Beslutade om en brist",
    "plan-read": "Såg tillsynsplanen",
    "control-purchases-counted": "Såg kontrollköp i sammanlagda tal",
    "inspections-exported": "Exporterade besök eller brister",
    "report-referred": "Skickade en rapport vidare",
    "reports-joined": "Slog ihop rapporter om samma händelse",
    "reports-parted": "Skilde rapporter åt",
    "report-assigned": "Gav en rapport till någon",
    "referral-answered": "Svarade på något vidareskickat",
    "premises-imported": "Läste in objekt från en fil",
    "protocol-read": "Läste ett tillsynsprotokoll",
    "quarantine-read": "Läste det som är ställt åt sidan",
    "person-added": "Lade till en person",
    "person-assigned": "Ändrade roll eller huvudman",
    "person-deactivated": "Stängde av en person",
    "person-activated": "Släppte in en person igen",
    "sign-in-link-made": "Gjorde en inloggningslänk",
    "device-invited": "Bjöd in en telefon",
    "device-enrolled": "En telefon anslöts",
    "device-revoked": "Spärrade en telefon",
    "rescue-taken": "Tog in en räddningsfil",
}


def field(name: str) -> str:
    """The word for a field; one with a path, as a photo's, is named for its first part."""
    return FIELDS.get(name) or FIELDS.get(name.partition("/")[0], name)


def capital(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def few() -> str:
    """What stands for a count that is too small to be told."""
    return f"färre än {LEAST}"


def grouped(number: int) -> str:
    """`1 234 567`, with spaces that do not break a line."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def at_least(number: int, is_more: bool) -> str:
    """`378`, or `378+` when there are more."""
    return f"{grouped(number)}+" if is_more else grouped(number)


def count(number: int, one: str, many: str, *, is_more: bool = False) -> str:
    """`1 bild`, `3 bilder`, `500+ bilder`."""
    return f"{at_least(number, is_more)} {one if number == 1 else many}"
