import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { byAge, exists, manifestName, parseName } from './name.ts'

export const KEEP_DAYS = 14

/**
 * Which of the automatic copies may go: those of the 14 latest days that have one stay, then the latest of each month, and always the latest of
 * all. Days are counted by the copies themselves: a clock that jumps ahead makes one day more, not fourteen days old.
 * Copies made by hand, before an upgrade or before a restore are never among them.
 */
export function outdated(names: readonly string[]): string[] {
  const autos = names
    .flatMap(name => {
      const known = parseName(name)
      return known?.kind === 'auto' ? [{ name, at: known.at, day: known.at.slice(0, 10) }] : []
    })
    .sort(byAge)
  const recent = new Set([...new Set(autos.map(({ day }) => day))].slice(0, KEEP_DAYS))
  const months = new Set<string>()
  return autos
    .filter(({ day }) => {
      const month = day.slice(0, 7)
      const first = !months.has(month)
      months.add(month)
      return !first && !recent.has(day)
    })
    .map(({ name }) => name)
}

/** Removes outdated copies and what a killed backup left behind. What cannot be removed now goes next time. */
export async function tidy(folder: string): Promise<void> {
  const names = await readdir(folder)
  const remove = (name: string) => rm(join(folder, name), { force: true }).catch(() => {})
  for (const name of outdated(names)) {
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
