/** Whether the operating system encrypts the disk that the data lie on: shown, never changed. */
import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

export type DiskEncryption = 'on' | 'off' | 'unknown'

const LIMIT_MS = 10_000
const run = promisify(execFile)

/** Asks what a user may ask without administrator's rights; 'unknown' where nothing answers. Never throws. */
export async function diskEncryption(dataDir: string): Promise<DiskEncryption> {
  try {
    if (process.platform === 'win32') return await windows(dataDir)
    if (process.platform === 'linux') return await linux(dataDir)
    return 'unknown'
  } catch {
    return 'unknown' // no such program, no answer in time
  }
}

/** Explorer's property of a drive: 1 on, 2 off, 3 being encrypted, 4 being decrypted, 5 suspended, 6 locked. */
async function windows(dataDir: string): Promise<DiskEncryption> {
  const drive = /^[A-Za-z]:/.exec(resolve(dataDir))?.[0]
  if (!drive) return 'unknown' // a share
  const script = `(New-Object -ComObject Shell.Application).NameSpace('${drive}').Self.ExtendedProperty('System.Volume.BitLockerProtection')`
  const args = ['-NoProfile', '-NonInteractive', '-Command', script]
  const { stdout } = await run('powershell.exe', args, { timeout: LIMIT_MS, windowsHide: true })
  return meaningOf(stdout)
}

/** @param answer of Explorer's property, as PowerShell prints it */
export function meaningOf(answer: string): DiskEncryption {
  const code = answer.trim()
  if (['1', '3', '6'].includes(code)) return 'on'
  return ['2', '4', '5'].includes(code) ? 'off' : 'unknown'
}

async function linux(dataDir: string): Promise<DiskEncryption> {
  const { stdout: source } = await run('findmnt', ['-no', 'SOURCE', '-T', dataDir], { timeout: LIMIT_MS })
  const device = source.trim().replace(/\[.*$/, '')
  if (!device.startsWith('/dev/')) return 'unknown'
  const { stdout } = await run('lsblk', ['-sno', 'TYPE', device], { timeout: LIMIT_MS })
  return stdout.split(/\s+/).includes('crypt') ? 'on' : 'off'
}
