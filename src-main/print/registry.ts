/**
 * Printers of Windows as the user's registry lists them, local and shared ones alike: where no window is there to be asked (CLI, tests), and for the
 * default, which Electron does not tell any more. `reg export` writes UTF-16, so names come through on every code page.
 */
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { PrinterName } from './job.ts'

const KEY = String.raw`HKCU\Software\Microsoft\Windows NT\CurrentVersion`
const run = promisify(execFile)

/** Every printer of this user; none where the registry says nothing. */
export async function registryPrinters(): Promise<PrinterName[]> {
  const [devices, standard] = await Promise.all([values('Devices'), registryDefault()])
  return [...devices.keys()].map(name => ({ name, default: name === standard }))
}

/** The name of this user's default printer. */
export async function registryDefault(): Promise<string | undefined> {
  const [, device] = [...(await values('Windows'))].find(([name]) => name.toLowerCase() === 'device') ?? []
  return device?.split(',').slice(0, -2).join(',') || undefined // 「name,driver,port」: a name may hold commas itself
}

async function values(key: string): Promise<Map<string, string>> {
  const file = join(tmpdir(), `neidu-${randomUUID()}.reg`)
  try {
    await run('reg', ['export', `${KEY}\\${key}`, file, '/y'], { windowsHide: true })
    return parseReg(await readFile(file, 'utf16le'))
  } catch {
    return new Map() // no such key: no printer was ever there
  } finally {
    await rm(file, { force: true })
  }
}

/** The text values of a .reg file of one key. */
export function parseReg(text: string): Map<string, string> {
  const plain = (quoted: string) => quoted.replace(/\\(["\\])/g, '$1')
  const lines = text.matchAll(/^"((?:[^"\\]|\\.)*)"="((?:[^"\\]|\\.)*)"\r?$/gm)
  return new Map([...lines].map(([, name = '', value = '']) => [plain(name), plain(value)]))
}
