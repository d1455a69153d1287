// What can go wrong on the phone itself. Every detail says what happened, what is safe and what to do.

/** @type {Record<string, {title: string, detail: string}>} */
const CATALOGUE = {
  'storage-missing': {
    title: 'Den här webbläsaren kan inte förvara rapporter säkert',
    detail:
      'Webbläsaren saknar det lager som appen behöver, eller så är fönstret privat. Inget har sparats. ' +
      'Öppna appen i ett vanligt fönster i en ny version av Chrome, Edge, Firefox eller Safari.',
  },
  'storage-busy': {
    title: 'Appen är öppen på ett annat ställe',
    detail:
      'En annan flik eller ett annat fönster har appens lager öppet. Allt som är sparat är säkert. ' +
      'Stäng den andra fliken och försök igen.',
  },
  'storage-newer': {
    title: 'Appen behöver uppdateras',
    detail:
      'Lagret är skrivet av en nyare version av appen. Allt som är sparat är säkert. ' +
      'Stäng alla flikar med appen och öppna den igen när du har nät.',
  },
  'storage-full': {
    title: 'Det gick inte att spara på telefonen',
    detail:
      'Telefonens lager är fullt eller svarar inte. Det som var sparat tidigare är säkert, men inte det senaste. ' +
      'Frigör plats på telefonen och försök igen.',
  },
  'not-enrolled': {
    title: 'Telefonen är inte inloggad',
    detail: 'Appen vet inte vem du är än. Inget har sparats. Öppna inbjudan från samordnaren.',
  },
  'token-unknown': {
    title: 'Telefonen känns inte igen',
    detail:
      'Servern känner inte igen telefonens nyckel. Allt som är sparat ligger kvar på telefonen. ' +
      'Be samordnaren om en ny inbjudan.',
  },
  'device-revoked': {
    title: 'Telefonen är spärrad',
    detail:
      'Samordnaren har spärrat den här telefonen. Det som inte är skickat ligger kvar på den. ' +
      'Kontakta samordnaren för en ny inbjudan.',
  },
  'record-unknown': {
    title: 'Rapporten finns inte här',
    detail: 'Rapporten finns inte längre på den här telefonen. Gå tillbaka till listan.',
  },
  'visit-not-yours': {
    title: 'Besöket är din kollegas',
    detail:
      'Bara den som började besöket kan skicka in det eller ta bort det. Det du har skrivit är sparat på telefonen. ' +
      'Lämna över din del när du är klar.',
  },
  'visit-is-yours': {
    title: 'Besöket är ditt eget',
    detail: 'Du började besöket, så det finns ingen att lämna över till. Allt är sparat på telefonen. Gå till genomgången och skicka in det när det är klart.',
  },
  'visit-has-company': {
    title: 'En kollega har lämnat över sin del',
    detail:
      'Besöket kan inte tas bort härifrån, för då försvinner kollegans del ur det. Allt är sparat på telefonen. ' +
      'Skicka in besöket, eller be samordnaren avskriva det.',
  },
  'invitation-unreadable': {
    title: 'Koden går inte att läsa',
    detail:
      'Det är inte en kod för ett besök, eller så kom bara en del av den med. Allt som är sparat är som förut. ' +
      'Be kollegan visa koden igen och läs av den på nytt.',
  },
  'invitation-not-for-you': {
    title: 'Koden är för inspektörer',
    detail: 'Bara den som är inlagd som inspektör kan vara med på ett besök. Allt som är sparat är som förut. Kontakta samordnaren om det är fel.',
  },
  'invitation-not-possible': {
    title: 'Besöket har ingen starttid',
    detail: 'En kollega kan vara med först när besöket har börjat. Allt är sparat på telefonen. Ange när besöket började och försök igen.',
  },
  'catalog-missing': {
    title: 'Checklistorna har inte hämtats',
    detail: 'Telefonen har inte fått kommunens checklistor än. Allt som är sparat är som förut. Öppna appen en gång där det finns nät och försök igen.',
  },
  'photo-unreadable': {
    title: 'Bilden går inte att läsa',
    detail:
      'Filen är skadad eller i ett format som telefonen inte kan visa. Texten är sparad. ' +
      'Ta bilden i appen, eller spara den som JPEG och välj den igen.',
  },
  'photo-no-room': {
    title: 'Det finns inte plats för fler bilder',
    detail:
      'Telefonens lager är nästan fullt. Texten är sparad, och det finns plats för mer text. ' +
      'Frigör plats på telefonen, eller skicka det som väntar, och ta bilden igen.',
  },
  'rescue-no-key': {
    title: 'Räddningsfilen kan inte låsas än',
    detail:
      'Telefonen har inte fått nyckeln som filen låses med. Allt som är sparat ligger kvar på telefonen. ' +
      'Öppna appen en gång där det finns nät och spara filen sedan.',
  },
  offline: {
    title: 'Servern nås inte',
    detail: 'Det finns ingen förbindelse med servern. Allt är sparat på telefonen och skickas när det finns nät.',
  },
  captive: {
    title: 'Nätet släpper inte igenom',
    detail:
      'Något annat än servern svarade, till exempel ett nät som vill att du loggar in. ' +
      'Allt är sparat på telefonen och skickas när nätet släpper igenom.',
  },
  'outcome-unknown': {
    title: 'Servern bekräftade inte',
    detail: 'Det är oklart om allt kom fram. Inget är förlorat: det ligger kvar på telefonen och skickas igen.',
  },
  refused: {
    title: 'Servern tog inte emot',
    detail: 'Servern sade nej utan att säga varför. Allt ligger kvar på telefonen. Kontakta samordnaren om det händer igen.',
  },
  'receipt-differs': {
    title: 'Kvittot stämmer inte',
    detail:
      'Servern kvitterade något annat än det som skickades. Rapporten ligger kvar på telefonen och skickas igen. ' +
      'Kontakta samordnaren om det händer flera gånger.',
  },
  unexpected: {
    title: 'Något gick fel i appen',
    detail: 'Det som står som sparat är säkert. Försök igen, eller starta om appen.',
  },
}

/** A problem that a person can be told of; `name` is its name in a catalogue, here or the server's. */
export class Problem extends Error {
  /** @param {string} name @param {{title?: string, detail?: string, field?: string | null, cause?: unknown}} [words] */
  constructor(name, { title, detail, field = null, cause } = {}) {
    const entry = CATALOGUE[name] ?? CATALOGUE.unexpected
    super(`${name}: ${detail ?? entry.detail}`, { cause })
    this.name = name
    this.title = title ?? entry.title
    this.detail = detail ?? entry.detail
    this.field = field
  }
}
