import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { renameSync } from './files/rename.ts'

/** What the program remembers about this computer, outside the data: `<userData>/config.json`. */
export interface Config {
  dataDir?: string
  window?: { x: number; y: number; width: number; height: number; maximized: boolean }
}

const configFile = (userData: string) => join(userData, 'config.json')

/** A missing or unreadable file is an empty choice: everything in it can be chosen again. */
export function readConfig(userData: string): Config {
  try {
    const value: unknown = JSON.parse(readFileSync(configFile(userData), 'utf8'))
    return typeof value === 'object' && value !== null ? parse(value) : {}
  } catch {
    return {}
  }
}

/** Changes the given keys. The file is replaced whole, so that a power cut leaves the old or the new one. */
export function writeConfig(userData: string, change: Config): void {
  const file = configFile(userData)
  const part = `${file}.part`
  try {
    writeFileSync(part, `${JSON.stringify({ ...readConfig(userData), ...change }, null, 2)}\n`, { flush: true })
    renameSync(part, file)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

/**
 * The data folder: `--data DIR` for this start, else the one chosen earlier, else one that a former version left in its own home, else `<userData>/data`.
 */
export function dataDir(argv: string[], userData: string, former = userData): string {
  const own = join(userData, 'data')
  const left = join(former, 'data')
  const known = [own, left].find(folder => existsSync(join(folder, 'data.sqlite')))
  return argument(argv, '--data') ?? readConfig(userData).dataDir ?? known ?? own
}

function argument(argv: string[], name: string): string | undefined {
  const joined = argv.find(a => a.startsWith(`${name}=`))?.slice(name.length + 1)
  const at = argv.indexOf(name)
  const value = joined ?? (at >= 0 ? argv[at + 1] : undefined)
  return value ? resolve(value) : undefined
}

function parse(value: object): Config {
  const config: Config = {}
  if ('dataDir' in value && typeof value.dataDir === 'string') config.dataDir = value.dataDir
  const window = 'window' in value ? value.window : undefined
  if (isBounds(window)) config.window = window
  return config
}

function isBounds(value: unknown): value is NonNullable<Config['window']> {
  if (typeof value !== 'object' || value === null) return false
  const numbers: (string | number | symbol)[] = ['x', 'y', 'width', 'height']
  return (
    numbers.every(key => Number.isInteger(Reflect.get(value, key))) &&
    typeof Reflect.get(value, 'maximized') === 'boolean'
  )
}
