"""The words of every problem: what happened, what is safe and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of problem: its HTTP status, and its words with room for data."""

    status: int
    title: str
    detail: str


CATALOGUE: dict[str, Entry] = {
    # Who you are
    "token-missing": Entry(
        401,
        "Telefonen är inte inloggad",
        "Anropet saknar telefonens nyckel. Allt som är sparat ligger kvar på telefonen. "
        "Öppna inbjudan igen, eller be samordnaren om en ny.",
    ),
    "token-unknown": Entry(
        401,
        "Telefonen känns inte igen",
        "Servern känner inte igen telefonens nyckel. Allt som är sparat ligger kvar på telefonen. "
        "Be samordnaren om en ny inbjudan.",
    ),
    "device-revoked": Entry(
        403,
        "Telefonen är spärrad",
        "Samordnaren har spärrat den här telefonen. Det som inte är skickat ligger kvar på den. "
        "Kontakta samordnaren för en ny inbjudan.",
    ),
    "not-allowed": Entry(
        403,
        "Det får din roll inte göra",
        "Rollen {role} har inte rätt till det här. Inget har ändrats. "
        "Kontakta administratören om du behöver det.",
    ),
    "enrolment-code-unknown": Entry(
        404,
        "Koden finns inte",
        "Ingen inbjudan har den koden. Kontrollera att den är rätt skriven, "
        "eller be samordnaren om en ny.",
    ),
    "enrolment-code-expired": Entry(
        410,
        "Koden har gått ut",
        "En kod gäller i 15 minuter. Be samordnaren om en ny.",
    ),
    "enrolment-code-used": Entry(
        409,
        "Koden är redan använd",
        "En kod kan bara användas på en telefon. Be samordnaren om en ny.",
    ),
    "device-belongs-to-another": Entry(
        409,
        "Telefonen är någon annans",
        "Telefonen är redan inskriven för en annan person. Allt som är sparat ligger kvar på den. "
        "Be samordnaren om en inbjudan till rätt person.",
    ),
    "too-many-attempts": Entry(
        429,
        "För många försök",
        "Det har gjorts för många försök härifrån. Inget är förlorat. "
        "Vänta {seconds} sekunder och försök igen.",
    ),
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
        "avsändaren.",
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
        "Innehållet är större än {limit} byte. Inget har sparats på servern.",
    ),
    "cursor-unreadable": Entry(
        400,
        "Läget går inte att läsa",
        "Markören {cursor} har inte serverns form. Hämta från början.",
    ),
    "not-found": Entry(
        404, "Finns inte", "Det du söker finns inte här, eller så får du inte se det."
    ),
    "method-not-allowed": Entry(
        405, "Så kan adressen inte användas", "Adressen tar inte emot {method}. Inget har ändrats."
    ),
    # Why a change is set aside
    "not-yours": Entry(
        403,
        "Inte din att ändra",
        "Ändringen hör till någon annan än den som skickade den. Den är sparad och ställd åt "
        "sidan, "
        "och samordnaren ser den.",
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
        "Ändringens tidsmärke är fel: {why}. Ändringen är sparad och ställd åt sidan.",
    ),
    "change-id-reused": Entry(
        409,
        "Samma id, annat innehåll",
        "En annan ändring med samma id finns redan. Båda är sparade; den här är ställd åt sidan.",
    ),
    "kind-differs": Entry(
        409,
        "Posten är av ett annat slag",
        "Posten finns redan som {kind}. Ändringen är sparad och ställd åt sidan.",
    ),
    # Photos
    "photo-too-large": Entry(
        413,
        "Bilden är för stor",
        "En bild får vara högst {limit} byte. Texten är sparad. Ta en ny bild eller skicka utan.",
    ),
    "photo-digest-differs": Entry(
        460,
        "Bilden kom fram skadad",
        "Det som kom fram är inte samma bild som skickades. Den finns kvar på telefonen "
        "och skickas igen från början.",
    ),
    "photo-not-an-image": Entry(
        422,
        "Filen är ingen bild",
        "Filen går inte att läsa som en bild. Texten är sparad. Ta en ny bild eller skicka utan.",
    ),
    "photo-type-differs": Entry(
        422,
        "Filen är inte vad den säger",
        "Filen uppges vara {declared} men är {found}. Texten är sparad. "
        "Ta en ny bild eller skicka utan.",
    ),
    "photo-format-unsupported": Entry(
        415,
        "Bildformatet går inte att ta emot",
        "Bilder i formatet {found} kan inte visas här. Texten är sparad. "
        "Ta bilden i appen, eller spara den som JPEG och välj den igen.",
    ),
    "photo-truncated": Entry(
        422,
        "Bilden är avhuggen",
        "Slutet av bilden saknas. Texten är sparad. Ta en ny bild eller skicka utan.",
    ),
    "photo-too-many-pixels": Entry(
        422,
        "Bilden har för många bildpunkter",
        "Bilden är {width} × {height} punkter; högst {limit} tas emot. Texten är sparad. "
        "Ta en ny bild eller skicka utan.",
    ),
    "upload-unknown": Entry(
        404,
        "Uppladdningen finns inte",
        "Servern känner inte till uppladdningen. Börja om med bilden.",
    ),
    "upload-expired": Entry(
        410, "Uppladdningen har gått ut", "Uppladdningen blev aldrig klar. Börja om med bilden."
    ),
    "upload-offset-differs": Entry(
        409,
        "Uppladdningen fortsätter på fel ställe",
        "Servern har {offset} byte. Fråga efter läget och fortsätt därifrån.",
    ),
    "upload-checksum-differs": Entry(
        460,
        "En del av bilden kom fram skadad",
        "Delen stämmer inte med sin kontrollsumma och är kastad. Skicka den igen.",
    ),
    "upload-metadata-missing": Entry(
        400,
        "Uppladdningen saknar uppgifter",
        "Upload-Length och Upload-Metadata med sha256 och filetype behövs.",
    ),
    "upload-checksum-unsupported": Entry(
        400,
        "Kontrollsumman går inte att läsa",
        "Upload-Checksum ska vara sha1 eller sha256 och summan i base64. Inget av delen är "
        "sparat.",
    ),
    "upload-content-type": Entry(
        415,
        "Delen har fel innehållstyp",
        "En del skickas som application/offset+octet-stream. Det som kommit fram före är kvar.",
    ),
    "upload-in-use": Entry(
        503,
        "Uppladdningen pågår redan",
        "En annan anslutning skickar samma bild just nu. Det som kommit fram är kvar; försök "
        "igen om en stund.",
    ),
    "tus-version-unsupported": Entry(
        412, "Fel version av tus", "Servern talar tus 1.0.0. Skicka Tus-Resumable: 1.0.0."
    ),
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
    "busy": Entry(
        503,
        "Servern är upptagen",
        "Servern hann inte med. Inget är förlorat; försök igen om en stund.",
    ),
    "server-fault": Entry(
        500,
        "Något gick fel på servern",
        "Felet är antecknat som {reference}. Det som inte bekräftats ligger kvar hos avsändaren.",
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
    # The desk
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
        "Rapporten är {state}, och då går det inte att {decision}. Inget har ändrats. "
        "Ladda om sidan och se vad som hänt.",
    ),
}
