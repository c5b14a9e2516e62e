/** The 绿色版 zip and the installer, from a packed folder; neither needs Windows to be made. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { MARKER } from '../../src-main/home.ts'
import { filesIn } from './check.ts'

const NAME = '内督管家'
const NOTE = '有这个文件时，数据保存在本文件夹的 neidu-data 中。更新时用新的文件覆盖程序，请不要删除 neidu-data。\r\n'

/** A zip with one top folder and the marker that keeps the data beside the program. Needs 7z (Debian: p7zip-full), which writes names in UTF-8. */
export function greenZip(folder: string, version: string, out: string, fast = false): string {
  const stage = join(out, 'zip')
  rmSync(stage, { recursive: true, force: true })
  mkdirSync(stage, { recursive: true })
  cpSync(folder, join(stage, NAME), { recursive: true })
  writeFileSync(join(stage, NAME, MARKER), NOTE)
  const zip = join(out, `${NAME}-${version}-绿色版.zip`)
  rmSync(zip, { force: true })
  execFileSync('7z', ['a', '-tzip', fast ? '-mx=0' : '-mx=5', '-mcu=on', '-bd', '-bso0', zip, NAME], {
    cwd: stage,
    stdio: 'inherit',
  })
  rmSync(stage, { recursive: true })
  return zip
}

/** Needs makensis (Debian: nsis). */
export function installer(folder: string, version: string, out: string, fast = false): string {
  const exe = join(out, `${NAME}-${version}-安装程序.exe`)
  const list = join(out, 'uninstall.nsh')
  writeFileSync(list, `${uninstallLines(folder).join('\n')}\n`)
  const size = Math.ceil(filesIn(folder).reduce((sum, file) => sum + statSync(file).size, 0) / 1024)
  const here = import.meta.dirname
  const icon = join(here, '../../resources/icon.ico')
  const facts = { VERSION: version, SOURCE: folder, OUT: exe, ICON: icon, SIZE: size, UNLIST: list }
  const defines = [...Object.entries(facts).map(([key, value]) => `-D${key}=${value}`), ...(fast ? ['-DFAST'] : [])]
  const env = { ...process.env, LC_ALL: 'C.UTF-8' }
  const script = join(here, 'installer.nsi')
  execFileSync('makensis', ['-V2', '-INPUTCHARSET', 'UTF8', ...defines, script], { env, stdio: 'inherit' })
  rmSync(list)
  return exe
}

/** Exactly what was installed goes: a folder that the user chose may hold other things. */
function uninstallLines(folder: string): string[] {
  const inside = (path: string) => `$INSTDIR\\${relative(folder, path).replaceAll('/', '\\')}`
  const folders = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => join(entry.parentPath, entry.name))
    .sort((a, b) => b.length - a.length)
  return [...filesIn(folder).map(file => `Delete "${inside(file)}"`), ...folders.map(path => `RMDir "${inside(path)}"`)]
}
