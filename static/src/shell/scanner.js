// Reads QR codes with the camera in the page, where the browser can; elsewhere the phone's own camera opens the link.

const LOOK_MS = 250

/** @typedef {{detect(source: HTMLVideoElement): Promise<{rawValue: string}[]>}} Detector */

/** @returns {Promise<Detector | null>} null where the browser cannot */
export async function openDetector() {
  const Detector = /** @type {any} */ (globalThis).BarcodeDetector
  const formats = await Detector?.getSupportedFormats().catch(() => [])
  return formats?.includes('qr_code') ? new Detector({ formats: ['qr_code'] }) : null
}

/** Looks until a code says something that is wanted, or until it is told to stop.
 * @param {Detector} detector @param {HTMLVideoElement} video @param {(text: string) => boolean} take whether that was it @param {() => boolean} stopped */
export async function watch(detector, video, take, stopped) {
  while (!stopped()) {
    const found = await detector.detect(video).catch(() => [])
    if (stopped() || found.some(({ rawValue }) => take(rawValue))) return
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}
