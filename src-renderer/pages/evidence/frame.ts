const LONG_SIDE = 320 // px, as the thumbnails of photos
const PATIENCE_MS = 8000

/** A frame near the beginning as JPEG, long side 320 px; null when the window cannot play the file, or `signal` was quicker. */
export async function frameOf(url: string, signal: AbortSignal): Promise<Uint8Array | null> {
  const video = document.createElement('video')
  video.muted = true
  video.preload = 'auto'
  try {
    video.src = url
    await heard(video, 'loadeddata', signal)
    video.currentTime = Math.min(1, (video.duration || 0) / 2)
    await heard(video, 'seeked', signal)
    const scale = Math.min(1, LONG_SIDE / Math.max(video.videoWidth, video.videoHeight))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(video.videoWidth * scale))
    canvas.height = Math.max(1, Math.round(video.videoHeight * scale))
    canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.8))
    return blob && new Uint8Array(await blob.arrayBuffer())
  } catch {
    return null // sound only, a codec of the camera's own, cut off, or left
  } finally {
    video.removeAttribute('src')
    video.load() // lets go of the file
  }
}

function heard(video: HTMLVideoElement, event: 'loadeddata' | 'seeked', signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error(`no ${event}`))
    const timer = setTimeout(gone, PATIENCE_MS)
    video.addEventListener(event, () => resolve(clearTimeout(timer)), { once: true })
    video.addEventListener('error', gone, { once: true })
    signal.addEventListener('abort', gone, { once: true })
  })
}
