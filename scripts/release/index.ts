/**
 * npm run release [-- windows|linux…]: builds, packs and looks through what goes to users, into dist/. NEIDU_ELECTRON_WINDOWS and NEIDU_ELECTRON_LINUX name
 * unpacked Electron folders of the targets; nothing is downloaded. Ends with 1 when anything is wrong with a package.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../stage.ts'
import { windowsCopy } from '../wine.ts'
import { check } from './check.ts'
import type { Target } from './config.ts'
import { deb } from './linux.ts'
import { pack } from './pack.ts'
import { versionFile } from './versionFile.ts'
import { greenZip, installer } from './windows.ts'

const ELECTRON: Record<Target, string | undefined> = {
  windows: process.env.NEIDU_ELECTRON_WINDOWS,
  linux: process.env.NEIDU_ELECTRON_LINUX,
}
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }
const out = join(ROOT, 'dist')
const asked = process.argv.slice(2)
const targets = (['windows', 'linux'] as const).filter(target => asked.length === 0 || asked.includes(target))

execFileSync('npx', ['electron-vite', 'build', '--logLevel', 'warn'], { cwd: ROOT, stdio: 'inherit' })
mkdirSync(out, { recursive: true })
for (const target of targets) {
  const electron = ELECTRON[target]
  if (!electron) {
    console.log(`${target}：没有做。请用环境变量 NEIDU_ELECTRON_${target.toUpperCase()} 指出解压好的 Electron 文件夹。`)
    process.exitCode = 1
    continue
  }
  const project = target === 'windows' && process.platform !== 'win32' ? windowsCopy() : ROOT
  if (project !== ROOT) cpSync(join(ROOT, 'out'), join(project, 'out'), { recursive: true })
  const folder = await pack({ target, project, electron, out })
  const { problems, sizes } = check(folder, target, version)
  console.log(`${target}：整个文件夹 ${sizes.folder.toFixed(0)} MB，程序部分 ${sizes.app.toFixed(0)} MB`)
  for (const problem of problems) console.error(`  ✗ ${problem}`)
  if (problems.length > 0) {
    process.exitCode = 1
    continue
  }
  const made =
    target === 'windows'
      ? [greenZip(folder, version, out), installer(folder, version, out)]
      : [deb(folder, version, out)]
  if (target === 'windows') made.push(await versionFile(version, made[1] ?? '', out))
  for (const file of made) console.log(`  ${file}`)
}
