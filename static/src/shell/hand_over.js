// Gives a file away: by the phone's own way of sharing where there is one for files, else as a download.

/** How long a download may take to begin, ms. */
const KEPT = 60_000

/** @param {File} file @returns {Promise<'shared' | 'saved' | 'left'>} `left` when the person changed their mind */
export async function handOver(file) {
  if (navigator.canShare?.({ files: [file] })) {
    try {
      await navigator.share({ files: [file] })
      return 'shared'
    } catch (error) {
      // Any other refusal, such as that the tap was too long ago, leaves the download.
      if (error instanceof DOMException && error.name === 'AbortError') return 'left'
    }
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT)
  return 'saved'
}
