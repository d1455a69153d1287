// The camera in the page: opening it does not leave the app, so nothing can be lost on the way.

const FIRST_PICTURE_MS = 5_000

/** @returns {Promise<MediaStream>} rejects as getUserMedia does */
export const openCamera = () =>
  navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 2048 }, height: { ideal: 1536 } }, audio: false })

/** @param {MediaStream | null} stream */
export const closeCamera = (stream) => stream?.getTracks().forEach((track) => track.stop())

/** What the camera sees now, as a JPEG; null if it shows nothing in time. @param {HTMLVideoElement} video @returns {Promise<Blob | null>} */
export async function takePicture(video) {
  if (!(await showing(video))) return null
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92))
}

/** A camera takes its time to show a picture; one drawn before that is black. @param {HTMLVideoElement} video @returns {Promise<boolean>} */
function showing(video) {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), FIRST_PICTURE_MS)
    if (typeof video.requestVideoFrameCallback === 'function') video.requestVideoFrameCallback(() => resolve(true))
    else if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) resolve(true)
    else video.addEventListener('loadeddata', () => resolve(true), { once: true })
  })
}
