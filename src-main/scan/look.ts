/** What can be told of a file by its two ends, without reading it: a folder of scans may hold films of gigabytes. */
import { open } from 'node:fs/promises'
import { kindOf, type ScanKind } from './kind.ts'

export interface Look {
  size: number
  /** null: no scan. */
  kind: ScanKind | null
  /** It has its end. A PDF says %%EOF, a JPEG FFD9, a PNG IEND; a TIFF's end nobody can see. */
  whole: boolean
}

const END = 2048

/** Throws what the system says where it cannot be opened. */
export async function look(path: string): Promise<Look> {
  const file = await open(path)
  try {
    const facts = await file.stat()
    if (!facts.isFile()) return { size: 0, kind: null, whole: false }
    const piece = async (at: number) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(END), 0, END, at)
      return buffer.subarray(0, bytesRead)
    }
    const kind = kindOf(await piece(0))
    const tail = (await piece(Math.max(0, facts.size - END))).toString('latin1')
    const ends = { pdf: '%%EOF', jpeg: '\xff\xd9', png: 'IEND', tiff: '', heic: '' }
    return { size: facts.size, kind, whole: kind !== null && tail.includes(ends[kind]) }
  } finally {
    await file.close()
  }
}
