import type { Sent } from './upload.ts'

/** What was dropped last, by name: a folder is a File that cannot be read, and only its entry knows what lies in it. */
let entries = new Map<string, FileSystemEntry>()

/** Remembers each drop before the page handles it: the entries are gone when the event is over. */
export function watchDrops(): void {
  const note = (event: DragEvent) => {
    const found = [...(event.dataTransfer?.items ?? [])].map(item => item.webkitGetAsEntry())
    entries = new Map(found.flatMap(entry => (entry ? [[entry.name, entry]] : [])))
  }
  window.addEventListener('drop', note, true)
}

/** The dropped files, those in folders with the way that leads to them. */
export async function filesOf(dropped: File[]): Promise<Sent[]> {
  const found = await Promise.all(
    dropped.map(async file => {
      const entry = entries.get(file.name)
      return entry && isFolder(entry) ? inFolder(entry, entry.name) : [{ file, path: file.name }]
    }),
  )
  return found.flat()
}

async function inFolder(folder: FileSystemDirectoryEntry, path: string): Promise<Sent[]> {
  const reader = folder.createReader()
  const found: Sent[] = []
  // It answers with at most a hundred at a time, and with none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return found
    for (const entry of some) {
      const place = `${path}/${entry.name}`
      if (isFolder(entry)) found.push(...(await inFolder(entry, place)))
      else if (isFile(entry))
        found.push({ file: await new Promise<File>((done, failed) => entry.file(done, failed)), path: place })
    }
  }
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
