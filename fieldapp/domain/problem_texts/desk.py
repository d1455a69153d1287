"""The desk."""

from __future__ import annotations

from fieldapp.domain.problem_texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "sign-in-failed": Entry(
        401,
        "Inloggningen gick inte",
        "Användarnamn och lösenord stämmer inte ihop. Kontrollera dem och försök igen.",
    ),
    "username-taken": Entry(
        409,
        "Användarnamnet är upptaget",
        "Någon annan har redan användarnamnet {username}. Inget har ändrats. Välj ett annat.",
    ),
    "last-administrator": Entry(
        409,
        "Någon måste vara administratör",
        "Det finns ingen annan aktiv administratör. Inget har ändrats. "
        "Gör först någon annan till administratör.",
    ),
    "photo-not-arrived": Entry(
        404,
        "Bilden har inte kommit fram än",
        "Bilden ligger kvar på telefonen och skickas när den har täckning. Titta igen om en "
        "stund.",
    ),
    "link-expired": Entry(
        410,
        "Länken gäller inte längre",
        "Länken är använd eller för gammal. Be administratören om en ny.",
    ),
    "form-expired": Entry(
        400,
        "Formuläret hann bli för gammalt",
        "Av säkerhetsskäl gick formuläret inte att ta emot. Inget har ändrats. Ladda om sidan "
        "och försök igen.",
    ),
    "form-cut": Entry(
        400,
        "Allt kom inte fram",
        "Anslutningen bröts innan hela formuläret hade kommit. Inget har ändrats. "
        "Gå tillbaka och skicka det igen.",
    ),
    "report-changed": Entry(
        409,
        "Rapporten har skickats igen",
        "Det kom en ny version medan du läste. Inget har ändrats. "
        "Läs den nya versionen nedan och besluta sedan.",
    ),
    "form-incomplete": Entry(
        422,
        "Något fattas i formuläret",
        "Beslutet är inte sparat: {what}. Rätta det och försök igen.",
    ),
    "decision-not-possible": Entry(
        409,
        "Beslutet går inte att fatta nu",
        "Den är {state}, och då går det inte att {decision}. Inget har ändrats. "
        "Ladda om sidan och se vad som hänt.",
    ),
    "merge-not-possible": Entry(
        409,
        "Objekten går inte att slå ihop",
        "Objekten går inte att slå ihop: {why}. Inget har ändrats. "
        "Gå tillbaka till objektet och se hur det står nu.",
    ),
    "table-unreadable": Entry(
        422,
        "Tabellen går inte att läsa",
        "Filen går inte att använda: {why}. Inget har ändrats. Rätta filen och försök igen.",
    ),
    "rescue-unreadable": Entry(
        422,
        "Räddningsfilen går inte att läsa",
        "Filen går inte att använda: {why}. Inget har tagits in, och telefonen har allt kvar. "
        "Spara en ny räddningsfil på telefonen och försök igen.",
    ),
    "rescue-of-another": Entry(
        409,
        "Räddningsfilen är låst för en annan server",
        "Filen öppnas bara på den server som telefonen är ansluten till. Inget har tagits in. "
        "Lämna filen till samordnaren där.",
    ),
    "export-too-large": Entry(
        422,
        "Urvalet är för stort",
        "Högst {limit} rapporter lämnas ut i en fil. Inget har lämnats ut. Välj ett smalare "
        "urval, till exempel ett område eller en månad, och försök igen.",
    ),
    "export-empty": Entry(
        404,
        "Det finns inget att lämna ut",
        "Ingen rapport i urvalet kan lämnas ut som PDF. Ett besöks handling är dess protokoll. "
        "Välj ett annat urval.",
    ),
    "feed-closed": Entry(
        404,
        "Flödet är stängt",
        "Adressen gäller inte, eller så är flödet stängt. Be den som gav dig adressen om en ny.",
    ),
}
