// More about the app: day or night, what happens to what is entered, and ways on.
import { html, nothing } from 'lit-html'
import { icon } from '../shell/icons.js'
import { homeOf, isInspector } from '../shell/role.js'
import { segmented } from '../shell/segmented.js'
import { strip } from '../shell/strip.js'
import { t } from '../shell/texts.js'

/** @type {import('./screen').Screen<{}>} */
export const more = {
  title: () => t('Mer om appen'),
  back: (_model, app) => homeOf(app.status),
  open: true,
  view: (_model, app) => html`
    ${app.updates.waiting ? html`<section class="notice" data-tone="calm">${icon('download')}<div><b>${t('En ny version finns')}</b><p>${t('Det du har sparat följer med.')}</p>
      <button type="button" class="button small" @click=${() => app.updates.letIn()}>${t('Uppdatera nu')}</button></div></section>` : nothing}
    <section class="card stack">${segmented({ name: 'theme', label: t('Ljus eller mörk skärm'), chosen: app.theme.choice, options: [['auto', t('Efter solen')], ['light', t('Ljus')], ['dark', t('Mörk')]],
      choose: (choice) => (app.theme.choose(/** @type {import('../shell/theme.js').Choice} */ (choice)), app.draw()) })}</section>
    ${app.status?.enrolled ? html`<ul class="rows card">
      <li><a class="row" href="#/ready"><span class="row-icon">${icon('check')}</span><span class="row-words"><b>${t('Redo för fältet')}</b><small>${isInspector(app.status) ? t('Gå igenom före kvällen') : t('Gå igenom före passet')}</small></span>${icon('chevron')}</a></li>
      <li><a class="row" href="#/health"><span class="row-icon">${icon('device')}</span><span class="row-words"><b>${t('Telefonhälsa')}</b><small>${t('Vad som ligger kvar på telefonen')}</small></span>${icon('chevron')}</a></li>
    </ul>` : nothing}
    ${isInspector(app.status) ? html`<section class="card strip-card">${strip()}</section>` : nothing}
    <section class="card prose"><h2>${t('Appen är inget larm')}</h2>
      <p>${t('Ingen läser det du skriver medan det händer. Ring 112 när det är akut och 114 14 när det inte är det. Skriv sedan.')}</p>
      <p>${t('Är du orolig för ett barn gör du en orosanmälan själv, som privatperson, till socialtjänsten. Den görs inte här.')}</p></section>
    <section class="card prose"><h2>${t('Så hanteras uppgifterna')}</h2>
      <ul>${(isInspector(app.status) ? inspectors() : walkers()).map((words) => html`<li>${words}</li>`)}</ul></section>
    <p class="soft">${t('Fältappen')} ${app.status?.appVersion ?? ''} · ${app.catalog?.municipality.name ?? ''}</p>`,
}

const walkers = () => [
  t('Skriv vad som hände och var, aldrig vem. Inga namn, nummer eller utseenden.'),
  t('Bilder bara på saker och platser. Uppgifter om var och när bilden togs sparas bredvid den, inte i den.'),
  t('Din väg spelas inte in. Platsen läses bara när du skriver en observation.'),
  t('Vid det som är mest känsligt sparas bara tid och en ungefärlig plats, ibland bara tid.'),
  ...everyone(),
]

const inspectors = () => [
  t('Skriv vad som sågs och hördes, inte vem det gällde. Inga gäster, inga namn på personal.'),
  t('Bara den som är serveringsansvarig eller på annat sätt ansvarar för stället kan nämnas vid namn, i bekräftelsen.'),
  t('Bilder bara på saker och platser. En bild som är bevis behåller sin fulla storlek och får ett fingeravtryck.'),
  t('Det du skickar in blir en allmän handling. Ett utkast är det inte.'),
  ...everyone(),
]

const everyone = () => [
  t('Det du sparar ligger på telefonen tills servern har kvitterat det, och sju dagar till.'),
  t('Du syns med din roll. Ditt namn finns inte i appen.'),
]
