// The emergency numbers, on every screen of a walker. They are plain links and need no network of ours.
import { html } from 'lit-html'
import { t } from './texts.js'

export const strip = () => html`<section class="strip" aria-label=${t('Larma')}>
  <a class="strip-call" data-tone="alarm" href="tel:112"><b>112</b> <span>${t('akut')}</span></a>
  <a class="strip-call" href="tel:11414"><b>114 14</b> <span>${t('ej akut')}</span></a>
  <p>${t('Appen larmar inte. Ring.')}</p>
</section>`
