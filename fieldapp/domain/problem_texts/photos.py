"""Photos and their uploads."""

from __future__ import annotations

from fieldapp.domain.problem_texts.entry import Entry

TEXTS: dict[str, Entry] = {
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
}
