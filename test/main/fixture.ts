/** What an earlier version wrote (test/fixtures/<version>), unpacked into a folder of its own. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { newFolder, root } from './world.ts'

export const VERSIONS = readdirSync(join(root, 'test/fixtures')).filter(name => /^\d+\.\d+\.\d+$/.test(name))

/** What the version itself said of what it wrote. */
export interface Facts {
  password: string
  packages: Record<string, { anchor: string; digest: string; files: number; leftOut: string[] }>
  log: { events: number; head: string; broken: null }
  /** By batch. */
  seals: Record<string, { version: number; anchor: string; digest: string; opened: boolean }[]>
  checks: Record<string, [result: string, notes: string[]][]>
}

export interface Fixture {
  dir: string
  facts: Facts
  /** The path of a file or folder of the fixture; `data` is a data folder. */
  at(name: string): string
  remove(): void
}

export function fixture(version = '0.1.0'): Fixture {
  const dir = newFolder(`fixture-${version}`)
  cpSync(join(root, 'test/fixtures', version), dir, { recursive: true })
  unpack(dir)
  return {
    dir,
    facts: JSON.parse(readFileSync(join(dir, 'facts.json'), 'utf8')) as Facts,
    at: name => join(dir, name),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}

function unpack(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) unpack(path)
    if (!entry.name.endsWith('.sqlite.gz')) continue
    writeFileSync(path.slice(0, -3), gunzipSync(readFileSync(path)))
    rmSync(path)
  }
}
