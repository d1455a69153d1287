"""Who may be let in."""

from __future__ import annotations

from fieldapp.domain.problem_texts.entry import Entry

TEXTS: dict[str, Entry] = {
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
}
