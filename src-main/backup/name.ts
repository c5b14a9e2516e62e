import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { BackupKind } from '../../src-shared/contract/backup.ts'

const PREFIX: Record<Exclude<BackupKind, 'file'>, string> = {
  auto: 'auto',
  manual: 'backup',
  'before-upgrade': 'before-upgrade',
  'before-restore': 'before-restore',
}

const NAME =
  /^(auto|backup|before-upgrade|before-restore)-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z(?:-(\d+))?\.sqlite$/

/** What a backup's name says: of which kind, and of what moment (ISO, UTC). Null: not a name that the program gives. */
export function parseName(name: string): { kind: BackupKind; at: string; no: number } | null {
  const [, prefix, day, h, m, s, ms, no] = NAME.exec(name) ?? []
  const kind = (Object.keys(PREFIX) as (keyof typeof PREFIX)[]).find(key => PREFIX[key] === prefix)
  return kind ? { kind, at: `${day}T${h}:${m}:${s}.${ms}Z`, no: Number(no ?? 1) } : null
}

/** The later one first; of one moment the one that was named later. */
export function byAge(a: { name: string; at: string }, b: { name: string; at: string }): number {
  const no = (name: string) => parseName(name)?.no ?? 0
  if (a.at !== b.at) return a.at < b.at ? 1 : -1
  return no(b.name) - no(a.name) || (a.name < b.name ? 1 : -1)
}

/** A name that no backup in the folder has: two within a millisecond are two. */
export async function freeName(folder: string, kind: keyof typeof PREFIX, at: string): Promise<string> {
  const stem = `${PREFIX[kind]}-${at.replace(/[:.]/g, '-')}`
  for (let n = 1; ; n++) {
    const name = n === 1 ? `${stem}.sqlite` : `${stem}-${n}.sqlite`
    if (!(await exists(join(folder, name)))) return name
  }
}

/** The small description that lies beside a backup. */
export const manifestName = (name: string): string => name.replace(/\.sqlite$/, '.json')

export const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
