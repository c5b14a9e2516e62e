import { open } from 'node:fs/promises'

/** What was written to this file is on the disk afterwards. */
export async function flushFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
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
