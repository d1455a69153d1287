// The device's clock and zone: the one place where the page reads them.
import { dayOf, timeOf } from '../domain/times.js'

export const now = () => Date.now()
export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The day here, `2026-11-20`. */
export const today = () => dayOf(now(), zone())

/** This moment as the protocol writes it. @param {number | null} offset server minus device, ms */
export const timeNow = (offset) => timeOf(now(), offset, zone())
