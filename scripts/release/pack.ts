/** The program as a folder, made by electron-builder from the bundles in out/ and an unpacked Electron of the target. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Arch, build, Platform } from 'electron-builder'
import { configFor, type Target } from './config.ts'
import { bundledLicenses } from './licenses.ts'

export interface PackOptions {
  target: Target
  /** Whose node_modules hold the target's binaries: for Windows a copy made by `npm ci --os=win32` (scripts/wine.ts). */
  project: string
  /** An unpacked Electron of the target. */
  electron: string
  out: string
  /** Some other program stands in for Electron's: it has no fuses to be set. */
  standIn?: boolean
}

/** Answers the packed folder. */
export async function pack({ target, project, electron, out, standIn }: PackOptions): Promise<string> {
  const licenses = join(project, 'resources', 'licenses')
  mkdirSync(licenses, { recursive: true })
  writeFileSync(join(licenses, 'JAVASCRIPT.txt'), bundledLicenses(project))
  const { electronFuses, ...plain } = configFor(target)
  await build({
    projectDir: project,
    targets: (target === 'windows' ? Platform.WINDOWS : Platform.LINUX).createTarget('dir', Arch.x64),
    config: {
      ...plain,
      ...(standIn ? {} : { electronFuses }),
      electronDist: electron,
      directories: { ...plain.directories, output: out },
    },
    publish: 'never',
  })
  return join(out, target === 'windows' ? 'win-unpacked' : 'linux-unpacked')
}
