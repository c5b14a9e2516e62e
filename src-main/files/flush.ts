import { open } from 'node:fs/promises'
import { patiently } from './rename.ts'

/** What was written to this file is on the disk afterwards. */
export async function flushFile(path: string): Promise<void> {
  const file = await patiently(() => open(path, 'r+')) // a scanner looks at it first
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Renames in this folder are on the disk afterwards, where the file system can promise it: Windows needs no such call, some drives refuse it. */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync().catch(() => {})
  } finally {
    await folder.close()
  }
}
