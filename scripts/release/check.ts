/** A packed folder is looked through before it goes to anybody: what has gone wrong silently once, or could. */
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import type { Target } from './config.ts'

/** MB. Of the folder Electron is about 260 and six fonts 57; of the program's part Skia and its ICU are 38, the bundles 10, the readers of scans 26. */
export const BUDGET = { folder: 430, app: 82 }

const FONTS = ['NotoSansSC', 'NotoSansJP', 'NotoSerifSC'].flatMap(name => [`${name}_400Regular`, `${name}_700Bold`])
const OFL = ['OFL-NotoSansSC.txt', 'OFL-NotoSansJP.txt', 'OFL-NotoSerifSC.txt']
const PAPERS = [...OFL, 'GPL-3.txt', 'JAVASCRIPT.txt', 'README.txt']

export interface Findings {
  problems: string[]
  sizes: { folder: number; app: number } // MB
}

/** What is wrong with the packed program; nothing is where the list is empty. */
export function check(folder: string, target: Target, version: string): Findings {
  const problems: string[] = []
  const want = (fine: boolean, what: string): void => {
    if (!fine) problems.push(what)
  }
  const files = filesIn(folder)
  const resources = join(folder, 'resources')
  const asar = join(resources, 'app.asar')
  if (!existsSync(asar)) return { problems: ['没有 app.asar'], sizes: { folder: 0, app: 0 } }

  const machine = target === 'windows' ? 'PE x64' : 'ELF x64'
  const addons = files.filter(file => file.endsWith('.node'))
  for (const file of addons)
    want(machineOf(file) === machine, `${relative(folder, file)} 是 ${machineOf(file)}，应为 ${machine}`)
  const [driver = '', canvas = '', sharp = ''] =
    target === 'windows'
      ? ['win32-x64.node', 'win32-x64-msvc', 'sharp-win32-x64']
      : ['linux-x64.node', 'linux-x64-gnu', 'sharp-linux-x64']
  want(addons.filter(file => basename(file) === driver).length === 1, `应有一个数据库驱动 ${driver}`)
  want(addons.filter(file => file.includes(canvas)).length === 1, `应有一个画布驱动 ${canvas}`)
  want(addons.filter(file => basename(file).startsWith(sharp)).length === 1, `应有一个图像驱动 ${sharp}`)
  const names = addons.map(file => relative(folder, file)).join('、')
  want(addons.length === 3, `应只有 3 个二进制模块，实有 ${names}`)

  const exe = join(folder, target === 'windows' ? '内督管家.exe' : 'neidu-guanjia')
  want(existsSync(exe) && machineOf(exe) === machine, `程序 ${basename(exe)} 缺失或不是 ${machine}`)
  const sumatra = files.filter(file => /SumatraPDF.*\.exe$/.test(file))
  if (target === 'linux') want(sumatra.length === 0, 'Linux 包里有 SumatraPDF')
  else want(sumatra.length === 1 && machineOf(sumatra[0] ?? '').startsWith('PE'), '应有一个 SumatraPDF')

  const text = (...path: string[]) =>
    existsSync(join(resources, ...path)) ? readFileSync(join(resources, ...path), 'utf8') : ''
  for (const font of FONTS) want(existsSync(join(resources, 'fonts', `${font}.ttf`)), `缺少字体 ${font}`)
  for (const paper of PAPERS) want(text('licenses', paper) !== '', `缺少许可证 ${paper}`)
  for (const paper of OFL) want(/SIL OPEN FONT LICENSE/i.test(text('licenses', paper)), `${paper} 不是 OFL 正文`)
  want(text('LICENSE.txt') !== '', '缺少 LICENSE.txt')
  want(text('CHANGELOG.md').includes(`## ${version}\n`), `更新说明里没有 ${version} 一节`)

  const packed = listPackage(asar, { isPack: false }).map(file => file.replaceAll('\\', '/'))
  want(!packed.some(file => file.endsWith('.map')), '包内有源码映射')
  want(!packed.some(file => /^\/(?:src-|test|scripts)/.test(file)), '包内有源码或测试')
  for (const part of ['main/index.js', 'main/process.js', 'preload/preload.cjs', 'renderer/index.html'])
    want(packed.includes(`/out/${part}`), `包内缺少 out/${part}`)
  const stated: unknown = JSON.parse(extractFile(asar, 'package.json').toString('utf8'))
  want(Reflect.get(Object(stated), 'version') === version, `包内版本不是 ${version}`)

  const mb = (list: string[]) => list.reduce((sum, file) => sum + statSync(file).size, 0) / 1024 ** 2
  const sizes = { folder: mb(files), app: mb(files.filter(file => file.includes('app.asar'))) }
  want(sizes.folder <= BUDGET.folder, `整个文件夹 ${sizes.folder.toFixed(0)} MB，超出 ${BUDGET.folder} MB`)
  want(sizes.app <= BUDGET.app, `程序部分 ${sizes.app.toFixed(0)} MB，超出 ${BUDGET.app} MB`)
  return { problems, sizes }
}

export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))

const ELF: Record<number, string> = { 62: 'x64', 183: 'arm64' }
const PE: Record<number, string> = { 34404: 'x64', 43620: 'arm64', 332: 'x86' }

/** 「PE x64」, 「ELF x64」 and so on, by the file's header. */
export function machineOf(path: string): string {
  const head = Buffer.alloc(4096)
  const file = openSync(path, 'r')
  try {
    readSync(file, head, 0, head.length, 0)
  } finally {
    closeSync(file)
  }
  if (head.toString('latin1', 0, 4) === '\x7fELF') return `ELF ${ELF[head.readUInt16LE(18)] ?? '?'}`
  if (head.toString('latin1', 0, 2) !== 'MZ') return '不是程序'
  const at = head.readUInt32LE(0x3c)
  return `PE ${(at < head.length - 6 ? PE[head.readUInt16LE(at + 4)] : undefined) ?? '?'}`
}
