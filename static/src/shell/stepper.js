// A number set by two large buttons.
import { html } from 'lit-html'
import { icon } from './icons.js'
import { t } from './texts.js'

/** @param {{label: string, value: number, least: number, most: number, name?: string, change: (value: number) => void}} what */
export const stepper = ({ label, value, least, most, name = '', change }) => html`<div class="stepper" role="group" aria-label=${label} data-field=${name}>
  <span class="stepper-label">${label}</span>
  <button type="button" class="round" aria-label=${t('{label}: färre', { label })} aria-disabled=${value <= least} @click=${() => change(Math.max(least, value - 1))}>${icon('minus')}</button>
  <output aria-live="polite">${value}</output>
  <button type="button" class="round" aria-label=${t('{label}: fler', { label })} aria-disabled=${value >= most} @click=${() => change(Math.min(most, value + 1))}>${icon('plus')}</button>
</div>`
