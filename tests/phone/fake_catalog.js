// What a municipality decides, in small: enough of everything for screens and rules to be tried.
import { readFileSync } from 'node:fs'

const { rules } = JSON.parse(readFileSync(new URL('../../sync/vectors/privacy/rules.json', import.meta.url), 'utf8'))
const category = (id, short, more = {}) => ({ id, code: id, label: short, short, call: null, call_when: '', note: true, camera: false, round_place: 0, minimal: false, icon: 'pin', receivers: [], ...more })
const point = (id, question, group, more = {}) => ({ id, question, reference: null, answer: 'assessment', options: [], severity: 'serious', group, now: '', hint: '', field: '', ...more })
const permit = (id, short, checklists, product = null) => ({ id, label: short, short, checklists, product })
const words = (rows) => Object.entries(rows).map(([id, label]) => ({ id, label }))

const HEAD = [point('HD01', 'När började besöket?', 'Besöket', { answer: 'time', severity: 'information', field: 'started_at' }),
  point('HD04', 'Vilka andra var med?', 'Besöket', { answer: 'choices', severity: 'information', field: 'present' }),
  point('HD08', 'Lämnades tillträde?', 'Besöket', { reference: 'AL 9:13' })]

const SERVING = [point('YS01', 'Råder ordning och nykterhet?', 'Gäster och nykterhet', { reference: 'AL 3:5, 8:20' }),
  point('YS03', 'Serverades en märkbart påverkad gäst?', 'Gäster och nykterhet', { reference: 'AL 3:8', severity: 'critical', now: 'Säg till den ansvariga genast.' }),
  point('YS06', 'Antal legitimationskontroller', 'Gäster och nykterhet', { answer: 'count', severity: 'information' }),
  point('YS07', 'Är en serveringsansvarig närvarande?', 'Ansvar och personal', { reference: 'AL 8:18 1 st' }),
  point('YS17', 'Finns lättdrycker i tillfredsställande urval?', 'Servering och utbud', { reference: 'AL 8:22', severity: 'minor' }),
  point('YS32', 'Åtgärd på plats', 'Säkerhet och helhet', { answer: 'choice', options: ['ingen', 'information', 'rättat på plats'], severity: 'information' })]

const TOBACCO = [point('TN01', 'Vad säljs?', 'Tillstånd', { answer: 'choices', options: ['snus', 'e-cigaretter'], severity: 'information' }),
  point('TN10', 'Finns 18-årsskylt för varje produktslag?', 'Ålder', { reference: 'LTLP 5:17 3 st', severity: 'minor' })]

const list = (id, title, visit_kinds, items, evening = []) => ({ id, title, short: title, visit_kinds, items, evening })

export const CATALOG = {
  version: '0123456789ab',
  municipality: { name: 'Kävlinge', border: null, centre: { lat: 55.79, lon: 13.05, zoom: 11 } },
  areas: [{ id: 'station', name: 'Kävlinge station', lat: 55.7925, lon: 13.108, outline: [] }],
  shift_kinds: [{ id: 'nightWalk', label: 'Nattvandring', authorities: ['forening'] }],
  participants: { least: 2, warn_below: 3, most: 15, why: 'Gå alltid minst två.' },
  buckets: [{ id: '0', label: 'Inga' }, { id: '1-10', label: '1–10' }],
  observations: [category('OB01', 'Lugnt'), category('OB05', 'Bråk', { call: '112', round_place: 100 }), category('OB19', 'Belysning', { camera: true }),
    category('OB24', 'Person far illa', { call: '112', note: false, minimal: true, round_place: 100 })],
  receivers: [{ id: 'drift', label: 'Kommunens drift' }],
  privacy: { message: 'Det här ser ut som en personuppgift.', rules },
  map: { tiles: '', attribution: '' },
  permits: [permit('serving_indoors', 'Servering inne', ['HD', 'YS', 'IN']), permit('tobacco', 'Tobak', ['HD', 'TN'], 'tobacco'),
    permit('folkol', 'Folköl', ['HD'], 'folkol'), permit('smoke_free', 'Rökfri miljö', ['HD'])],
  checklists: [list('HD', 'Besöket', ['field', 'desk', 'preventive'], HEAD), list('IN', 'Inre tillsyn', ['desk'], [point('IN01', 'Är tillståndet i kraft?', 'Tillståndet')]),
    list('TN', 'Tobak', ['field', 'preventive'], TOBACCO), list('YS', 'Yttre tillsyn, servering', ['field', 'preventive'], SERVING, ['YS01', 'YS03', 'YS07', 'YS17'])],
  visits: {
    kinds: words({ field: 'Yttre tillsyn', desk: 'Inre tillsyn', preventive: 'Förebyggande besök' }),
    occasions: words({ planned: 'Planerat oanmält', event: 'Händelsestyrt', follow_up: 'Uppföljning', joint: 'Samordnat', requested: 'Begärt av verksamheten' }),
    present: words({ police: 'Polisen', rescue_service: 'Räddningstjänsten', other: 'Annan myndighet' }),
    roles: [{ id: 'serving_supervisor', label: 'Serveringsansvarig', named: true }, { id: 'staff', label: 'Personal på plats', named: false }],
    manners: words({ signature: 'Underskrift', declined: 'Ville inte bekräfta', read_aloud: 'Uppläst och muntligt bekräftat' }),
    deadlines: { critical: 1, serious: 14, minor: 30, information: 60 },
  },
  control_purchase: [
    { id: 'KK01', fields: ['product'], question: 'Vad köptes?', reference: null, hint: '', options: words({ folkol: 'Folköl', tobacco: 'Tobak', ecig: 'E-cigarett', nicotine: 'Tobaksfritt nikotin' }) },
    { id: 'KK02', fields: ['buyer_code'], question: 'Köparens kod', reference: null, hint: '', options: [] },
    { id: 'KK03', fields: ['buyer_is_adult'], question: 'Är köparen minst 18 år?', reference: 'AL 9:15 a', hint: '', options: [] },
    { id: 'KK06', fields: ['happened_at'], question: 'Datum och klockslag', reference: null, hint: '', options: [] },
    { id: 'KK07', fields: ['id_asked'], question: 'Efterfrågades legitimation?', reference: null, hint: '', options: [] },
    { id: 'KK08', fields: ['outcome'], question: 'Hur gick köpet?', reference: null, hint: '', options: words({ refused: 'Nekat', sold_without_check: 'Sålt utan kontroll', sold_after_check: 'Sålt efter kontroll', aborted: 'Avbrutet' }) },
    { id: 'KK13', fields: ['trader_informed'], question: 'Underrättades näringsidkaren?', reference: null, hint: '', options: [] },
    { id: 'KK14', fields: ['trader_informed_at', 'trader_informed_how'], question: 'När och hur?', reference: null, hint: '', options: words({ on_site: 'Direkt på plats', phone: 'Telefon', letter: 'Brev/e-post' }) },
    { id: 'KK15', fields: ['dialogue'], question: 'Vad dialogen ledde till', reference: null, hint: '', options: [] },
    { id: 'KK16', fields: ['no_sanction'], question: 'Bekräftelse', reference: null, hint: '', options: [] },
  ],
}
