import { useEffect } from 'react'
import type { Evidence } from '../../../src-shared/contract/evidence.ts'
import { call } from '../../api.ts'
import { evidenceUrl } from './address.ts'

const LONG_SIDE = 320 // px, as the thumbnails of photos
const PATIENCE_MS = 8000
/** Tried once per start of the program: what cannot be played now cannot be played in a second either. */
const tried = new Set<number>()

/** Videos of the list that have no thumbnail get one, one after another: the window has the decoders, the backend keeps the picture. */
export function useFrames(rows: readonly Evidence[]): void {
  useEffect(() => {
    const stop = new AbortController()
    void (async () => {
      for (const row of rows) {
        if (stop.signal.aborted) return
        if (!row.type.startsWith('video/') || row.thumbnail !== null || row.destroyed || tried.has(row.id)) continue
        tried.add(row.id)
        const jpeg = await frameOf(evidenceUrl(row.file), stop.signal)
        if (jpeg)
          await call('evidence.setThumbnail', { id: row.id, jpeg }).catch(() => {}) // the sign of its kind stays
        else if (stop.signal.aborted) tried.delete(row.id) // the page was left, not the video at fault
      }
    })()
    return () => stop.abort()
  }, [rows])
}

/** A frame near the beginning as JPEG, long side 320 px; null when the window cannot play the file. */
async function frameOf(url: string, signal: AbortSignal): Promise<Uint8Array | null> {
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
