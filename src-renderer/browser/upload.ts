/** A file and where it lay below what was chosen. */
export interface Sent {
  file: File
  path: string
}

/**
 * Sends files with the time of their last change, which an upload would lose, and the place where they lay below a chosen folder.
 * @param progress the share that is sent, 0–1
 * @throws Error when it breaks off, or the signal says so
 */
export function send(to: string, files: Sent[], progress: (share: number) => void, signal: AbortSignal): Promise<void> {
  const form = new FormData()
  for (const { file, path } of files) {
    form.append('facts', JSON.stringify({ path, changed: file.lastModified }))
    form.append('file', file)
  }
  const request = new XMLHttpRequest() // fetch tells nothing of what is on its way
  return new Promise((resolve, reject) => {
    const stop = () => request.abort()
    signal.addEventListener('abort', stop)
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total > 0 ? loaded / total : 0))
    request.addEventListener('loadend', () => {
      signal.removeEventListener('abort', stop)
      if (request.status === 200) resolve()
      else reject(new Error(`the upload ended with ${request.status}`))
    })
    request.open('POST', to)
    request.send(form)
  })
}
