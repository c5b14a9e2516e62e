/**
 * The real node.exe for Windows under Wine, as test equipment: NEIDU_WIN_NODE names a command that starts it in the current directory with an environment
 * of its own (WINE_ENV adds to it). What Wine does not do as Windows does is said in test/windows/README.md.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Missing, ROOT } from './stage.ts'

export function noWindows(): Missing | null {
  if (process.platform === 'win32') return { text: '这台电脑就是 Windows，以上各类已在其上运行', provided: false }
  if (!process.env.NEIDU_WIN_NODE) return { text: '没有 Wine 下的 node.exe（NEIDU_WIN_NODE 未设置）', provided: false }
  if (existsSync(process.env.NEIDU_WIN_NODE)) return null
  return { text: `NEIDU_WIN_NODE 指的 ${process.env.NEIDU_WIN_NODE} 不存在`, provided: true }
}

const SOURCES = [
  'src-main',
  'src-shared',
  'src-renderer',
  'src-viewer',
  'src-field',
  'test',
  'resources',
  'scripts',
  'docs',
]

/** A copy of the sources beside the packages for Windows, which `npm ci` puts there once for each lockfile. Answers its folder. */
export function windowsCopy(): string {
  const copy = join(tmpdir(), `neidu-windows-${createHash('sha256').update(ROOT).digest('hex').slice(0, 8)}`)
  const lock = readFileSync(join(ROOT, 'package-lock.json'))
  const stamp = join(copy, `.installed-${createHash('sha256').update(lock).digest('hex').slice(0, 16)}`)
  if (!existsSync(stamp)) {
    rmSync(copy, { recursive: true, force: true })
    mkdirSync(copy, { recursive: true })
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) cpSync(join(ROOT, file), join(copy, file))
    const { status } = spawnSync(
      'npm',
      ['ci', '--os=win32', '--cpu=x64', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'],
      { cwd: copy, stdio: ['ignore', 'inherit', 'inherit'] },
    )
    if (status !== 0) throw new Error('npm ci for Windows failed')
    writeFileSync(stamp, '')
  }
  for (const folder of SOURCES) {
    rmSync(join(copy, folder), { recursive: true, force: true })
    cpSync(join(ROOT, folder), join(copy, folder), { recursive: true })
  }
  for (const file of readdirSync(ROOT).filter(name => /\.(?:ts|json|md|yml)$/.test(name)))
    cpSync(join(ROOT, file), join(copy, file))
  return copy
}

/** Runs node.exe; its output goes to files, because node.exe cannot open every kind of pipe under Wine. Answers the exit code. */
export function winNode(copy: string, args: string[], log: string, minutes: number): Promise<number | null> {
  const out = openSync(log, 'w')
  const child = spawn(process.env.NEIDU_WIN_NODE ?? '', args, {
    cwd: copy,
    env: { ...process.env, WINE_ENV: `CI=true NEIDU_PDF_FOLDER=Z:${join(homedir(), 'PDF')}` },
    stdio: ['ignore', out, openSync(`${log}.err`, 'w')],
    timeout: minutes * 60_000,
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
}
