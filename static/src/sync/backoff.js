// When to try again: 5 s after the first failure, doubling up to a minute, with jitter so that phones do not come all at once.

const FIRST = 5_000
const LONGEST = 60_000

/** @param {number} failures in a row, at least 1 @param {number} dice 0–1 @returns {number} ms */
export const pause = (failures, dice) => Math.min(LONGEST, FIRST * 2 ** (failures - 1)) * (0.5 + dice / 2)
