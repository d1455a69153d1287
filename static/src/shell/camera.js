// The camera in the page: opening it does not leave the app, so nothing can be lost on the way.

/** @returns {Promise<MediaStream>} rejects as getUserMedia does */
export const openCamera = () =>
  navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 2048 }, height: { ideal: 1536 } }, audio: false })

/** @param {MediaStream | null} stream */
export const closeCamera = (stream) => stream?.getTracks().forEach((track) => track.stop())

/** What the camera sees now, as a JPEG. @param {HTMLVideoElement} video @returns {Promise<Blob | null>} null before the first picture */
export function takePicture(video) {
  if (!video.videoWidth) return Promise.resolve(null)
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92))
}
