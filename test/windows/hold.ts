/** What scanners, indexers and backups do: they open a file and share it with nobody. */
import { closeSync, openSync } from 'node:fs'

const EXCLUSIVE = 0x1000_0000 // libuv's UV_FS_O_EXLOCK: share mode 0 on Windows

/** Until the answer is called. Throws EBUSY where somebody else has the file open. */
export function hold(path: string): () => void {
  const file = openSync(path, EXCLUSIVE)
  return () => closeSync(file)
}

/** For so many milliseconds; the answer is when it is over. Throws as `hold`, at once. */
export function holdFor(path: string, ms: number): Promise<void> {
  const release = hold(path)
  return new Promise(resolve => setTimeout(() => resolve(release()), ms))
}
