"""The server, its disk and its backups."""

from __future__ import annotations

from fieldapp.domain.problem_texts.entry import Entry

TEXTS: dict[str, Entry] = {
    # The server
    "disk-full": Entry(
        507,
        "Serverns lager är fullt",
        "Servern har inte plats. Inget är förlorat: det ligger kvar på telefonen "
        "och skickas när det finns plats.",
    ),
    "disk-unwritable": Entry(
        503,
        "Servern kan inte spara just nu",
        "Serverns disk tar inte emot det som ska sparas. Inget är förlorat: det som inte är "
        "bekräftat ligger kvar hos avsändaren och skickas igen. Driften behöver se till disken.",
    ),
    "database-damaged": Entry(
        503,
        "Serverns databas är skadad",
        "Databasen går inte att läsa. Inget har ändrats, och telefonerna har kvar det som de har. "
        "Driften behöver stoppa servern, spara den skadade filen och återställa den senaste "
        "säkerhetskopian med `fieldapp restore`.",
    ),
    "busy": Entry(
        503,
        "Servern är upptagen",
        "Servern hann inte med. Inget är förlorat; försök igen om en stund.",
    ),
    "server-fault": Entry(
        500,
        "Något gick fel på servern",
        "Felet är antecknat som {reference}. Det som inte bekräftats ligger kvar hos avsändaren. "
        "Försök igen om en stund, och säg numret till driften om det händer igen.",
    ),
    # Backups
    "backup-exists": Entry(
        409,
        "Där finns redan något",
        "{target} finns redan och skrivs inte över. Inget har ändrats. Välj en ny mapp.",
    ),
    "backup-not-whole": Entry(
        422,
        "Säkerhetskopian går inte att använda",
        "{source} är ingen hel säkerhetskopia: {why}. Inget har ändrats. Välj en annan kopia.",
    ),
    "folder-in-use": Entry(
        409,
        "Mappen används",
        "En server eller ett annat kommando har {folder} öppen. Inget har ändrats. "
        "Stoppa servern först och kör igen.",
    ),
}
