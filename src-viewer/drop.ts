import type { Picked } from './check.ts'

/** All files of the folders that were dropped. Entries must be asked for before the event is over. */
export async function dropped({ dataTransfer }: DragEvent): Promise<Picked[]> {
  const entries = [...(dataTransfer?.items ?? [])].flatMap(item => item.webkitGetAsEntry() ?? [])
  return (await Promise.all(entries.map(walk))).flat()
}

async function walk(entry: FileSystemEntry): Promise<Picked[]> {
  if (entry instanceof FileSystemFileEntry) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    return [{ path: entry.fullPath.slice(1), file }]
  }
  if (!(entry instanceof FileSystemDirectoryEntry)) return []
  const reader = entry.createReader()
  const found: Picked[] = []
  for (;;) {
    // Answers at most 100 at a time, and nothing at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return found
    for (const child of some) found.push(...(await walk(child)))
  }
}
