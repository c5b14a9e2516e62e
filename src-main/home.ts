/** Where the program keeps what belongs to this computer and its user, before anything else is known. */
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Lies beside the program of the 绿色版: what is kept then stays beside it, on the stick or the disk that it is carried on. */
export const MARKER = 'portable.txt'

export interface Place {
  platform: NodeJS.Platform
  /** The running program's file. */
  exe: string
  env: Record<string, string | undefined>
  /** Electron's own choice. */
  userData: string
}

/**
 * Beside the program where the marker says so; on Windows %LOCALAPPDATA%, because AppData\Roaming is copied over the network at each logon where
 * profiles roam; else where Electron puts it.
 */
export function homeFolder({ platform, exe, env, userData }: Place): string {
  const beside = join(dirname(exe), MARKER)
  if (existsSync(beside)) return join(dirname(exe), 'neidu-data')
  if (platform === 'win32' && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, '内督管家')
  return userData
}

// `Local State` holds Chromium's key, without which no key that the operating system keeps for us can be read again.
const SMALL = ['config.json', 'Local State']

/** Takes over the small files of a former home, once; data folders stay where they are until somebody asks for them to be moved. */
export function takeOver(former: string, home: string): void {
  if (former === home || existsSync(join(home, 'config.json'))) return
  for (const name of SMALL) {
    if (!existsSync(join(former, name)) || existsSync(join(home, name))) continue
    mkdirSync(home, { recursive: true })
    cpSync(join(former, name), join(home, name))
  }
}
