"""Swedish words for supervision: what the contract calls by ids that no catalog names."""

from __future__ import annotations

from fieldapp.documents.wording import ASSESSMENTS as ASSESSMENTS
from fieldapp.documents.wording import SEVERITIES as SEVERITIES

AUDIENCES: dict[str, str] = {"public": "Allmänheten", "closed_party": "Slutet sällskap"}

RISKS: dict[str, str] = {
    "1": "1 – låg",
    "2": "2 – normal",
    "3": "3 – hög",
    "4": "4 – mycket hög",
}

ORDERS: dict[str, str] = {"name": "Namn", "due": "Nästa besök", "risk": "Riskklass"}

WEEK: dict[str, str] = {
    "mo": "måndag",
    "tu": "tisdag",
    "we": "onsdag",
    "th": "torsdag",
    "fr": "fredag",
    "sa": "lördag",
    "su": "söndag",
}

VISIT_STATES: dict[str, str] = {
    "submitted": "Att granska",
    "returned": "Återsänt",
    "dismissed": "Avskrivet",
    "reviewed": "Granskat",
    "issued": "Expedierat",
}

DEFICIENCY_STATES: dict[str, str] = {
    "open": "Öppen",
    "communicated": "Kommunicerad",
    "not_remedied": "Inte åtgärdad",
    "case": "Ärende",
    "remedied": "Åtgärdad",
    "closed": "Avslutad",
}

# What the choice is called, what it means, and what its button says.
DEFICIENCY_DECISIONS: dict[str, tuple[str, str, str]] = {
    "remedied": ("Åtgärdad", "Bristen är rättad, och det är kontrollerat.", "Anteckna åtgärdad"),
    "not_remedied": (
        "Inte åtgärdad",
        "Bristen finns kvar. En ny tidsfrist kan sättas.",
        "Anteckna inte åtgärdad",
    ),
    "case": ("Ärende", "Bristen utreds i ett ärende hos nämnden.", "Anteckna ärendet"),
    "closed": ("Avsluta", "Inget mer ska göras åt bristen.", "Avsluta bristen"),
    "deadline": ("Ny tidsfrist", "Bristen ska vara åtgärdad en annan dag.", "Sätt tidsfristen"),
}

MANNERS: dict[str, str] = {
    "post": "Brev",
    "email": "E-post",
    "handed_over": "Överlämnat på plats",
    "digital_mailbox": "Digital brevlåda",
}

PRODUCTS: dict[str, str] = {
    "folkol": "Folköl",
    "tobacco": "Tobak",
    "ecig": "E-cigaretter",
    "nicotine": "Tobaksfritt nikotin",
}

OUTCOMES: dict[str, str] = {
    "refused": "Köpet nekades",
    "sold_without_check": "Såldes utan legitimation",
    "sold_after_check": "Såldes efter legitimation",
    "aborted": "Avbröts",
}

# What is said of a point, by the last part of the field's name.
OF_ANSWER: dict[str, str] = {
    "value": "svar",
    "note": "iakttagelse",
    "observed_at": "iakttaget",
    "observed_by": "iakttaget av",
    "said": "vad som sades",
    "corrected": "rättat på plats",
    "deadline": "ska vara åtgärdat",
    "outcome": "utfall",
}

FIELDS: dict[str, str] = {
    "name": "Namn",
    "holder": "Verksamhetsutövare",
    "org_number": "Organisationsnummer",
    "own_id": "Eget id",
    "address": "Adress",
    "locality": "Ort",
    "risk": "Riskklass",
    "visits_per_year": "Planerade besök per år",
    "closed_on": "Upphörde",
    "found_in_field": "Hittad i fält",
    "merged_into": "Sammanslaget med",
    "premises": "Objekt",
    "premises_name": "Objekt",
    "premises_as_was": "Objektet vid besöket",
    "visit_kind": "Slag av tillsyn",
    "occasion": "Typ av besök",
    "joint": "Gäst vid besöket",
    "acknowledgement": "Genomgång",
    "next_visit_on": "Nästa besök",
    "inspectors": "Inspektör",
    "handed_over": "Lämnade ifrån sig sin del",
    "sent_on": "Skickat",
    "manner": "Sätt",
    "statement_due": "Yttrande senast",
    "statement_on": "Yttrande inkom",
    "case_number": "Diarienummer",
    "item": "Punkt",
    "deadline": "Ska vara åtgärdat",
    "measure": "Övervägs av nämnden",
    "reason": "Skäl",
    "state": "Läge",
    "product": "Produkt",
    "buyer_code": "Kontrollköparens kod",
    "buyer_is_adult": "Köparen är minst 18 år",
    "buyer_informed": "Köparen informerad",
    "official_nearby": "Handläggare i närheten",
    "checkout": "Kassa",
    "id_asked": "Legitimation efterfrågades",
    "age_asked": "Ålder efterfrågades",
    "outcome": "Utfall",
    "sign_seen": "18-årsskylt synlig",
    "goods": "Varan",
    "trader_informed": "Näringsidkaren underrättad",
    "trader_informed_at": "Underrättad",
    "trader_informed_how": "Underrättad hur",
    "dialogue": "Dialogen",
    "no_sanction": "Ligger inte till grund för sanktion",
}
