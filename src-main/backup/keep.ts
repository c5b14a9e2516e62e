import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays, type IsoDate } from '../../src-shared/domain/dates.ts'
import { byAge, exists, manifestName, parseName } from './name.ts'

export const KEEP_DAYS = 14

/**
 * Which of the automatic copies may go: those of the last 14 days stay, then the latest of each month, and always the latest of all.
 * Copies made by hand, before an upgrade or before a restore are never among them.
 */
export function outdated(names: readonly string[], today: IsoDate): string[] {
  const autos = names
    .flatMap(name => {
      const known = parseName(name)
      return known?.kind === 'auto' ? [{ name, at: known.at, day: known.at.slice(0, 10) }] : []
    })
    .sort(byAge)
  const since = addDays(today, 1 - KEEP_DAYS)
  const months = new Set<string>()
  return autos
    .filter(({ day }, i) => {
      const month = day.slice(0, 7)
      const first = !months.has(month)
      months.add(month)
      return i > 0 && !first && day < since
    })
    .map(({ name }) => name)
}

/** Removes outdated copies and what a killed backup left behind. What cannot be removed now goes next time. */
export async function tidy(folder: string, today: IsoDate): Promise<void> {
  const names = await readdir(folder)
  const remove = (name: string) => rm(join(folder, name), { force: true }).catch(() => {})
  for (const name of outdated(names, today)) {
    await remove(name) // first: a description without its copy is not listed
    await remove(manifestName(name))
  }
  for (const name of names) {
    const torn = /\.sqlite(\.\w+)?\.part(-journal)?$|\.json\.\w+\.part$/.test(name)
    const copy = name.replace(/\.json$/, '.sqlite')
    const orphan = name.endsWith('.json') && parseName(copy) !== null && !(await exists(join(folder, copy)))
    if (torn || orphan) await remove(name)
  }
}
