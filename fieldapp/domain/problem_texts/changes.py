"""What was sent, and why a change is set aside."""

from __future__ import annotations

from fieldapp.domain.problem_texts.entry import Entry

TEXTS: dict[str, Entry] = {
    # What was sent
    "not-json": Entry(
        400,
        "Innehållet går inte att läsa",
        "Det som kom fram är inte JSON. Inget har sparats på servern; det ligger kvar på "
        "telefonen "
        "och skickas igen.",
    ),
    "wrong-shape": Entry(
        422,
        "Innehållet har fel form",
        "Servern förstår inte {what}. Inget har sparats på servern; det ligger kvar hos "
        "avsändaren. Uppdatera appen, och kontakta samordnaren om det händer igen.",
    ),
    "batch-too-large": Entry(
        413,
        "För mycket på en gång",
        "Högst {limit} ändringar kan skickas åt gången. Inget har sparats på servern; "
        "dela upp det och skicka igen.",
    ),
    "body-too-large": Entry(
        413,
        "För stort att ta emot",
        "Innehållet är större än {limit} byte. Inget har sparats på servern. "
        "Dela upp det och skicka igen.",
    ),
    "cursor-unreadable": Entry(
        400,
        "Läget går inte att läsa",
        "Markören {cursor} har inte serverns form. Hämta från början.",
    ),
    "not-found": Entry(
        404,
        "Finns inte",
        "Det du söker finns inte här, eller så får du inte se det. Kontrollera adressen, "
        "eller fråga den som gav dig den.",
    ),
    "method-not-allowed": Entry(
        405,
        "Så kan adressen inte användas",
        "Adressen tar inte emot {method}. Inget har ändrats. Gå tillbaka och försök igen.",
    ),
    # Why a change is set aside
    "not-yours": Entry(
        403,
        "Inte din att ändra",
        "Ändringen hör till någon annan än den som skickade den. Den är sparad och ställd åt "
        "sidan, och samordnaren ser den. Kontakta samordnaren om den är din.",
    ),
    "value-not-accepted": Entry(
        422,
        "Ett värde går inte att ta emot",
        "Fältet {name} kan inte ha det värdet: {why}. Ändringen är sparad och ställd åt sidan. "
        "Rätta fältet och skicka igen.",
    ),
    "clock-not-accepted": Entry(
        422,
        "Tidsmärket går inte att ta emot",
        "Ändringens tidsmärke är fel: {why}. Ändringen är sparad och ställd åt sidan. "
        "Ställ telefonens klocka rätt, ändra rapporten och skicka igen.",
    ),
    "change-id-reused": Entry(
        409,
        "Samma id, annat innehåll",
        "En annan ändring med samma id finns redan. Båda är sparade; den här är ställd åt sidan. "
        "Kontakta samordnaren, som ser båda.",
    ),
    "kind-differs": Entry(
        409,
        "Posten är av ett annat slag",
        "Posten finns redan som {kind}. Ändringen är sparad och ställd åt sidan. "
        "Kontakta samordnaren, som ser den.",
    ),
}
