/**
 * The Linux deb with a real Electron: made, unpacked (installed where the test may), started over its debugging port, asked to print and to back up, closed.
 * With Electron 33 the addon of that Electron stands in the prebuilt one's place.
 */
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { check, filesIn } from '../../scripts/release/check.ts'
import { deb } from '../../scripts/release/linux.ts'
import { pack } from '../../scripts/release/pack.ts'
import { ROOT } from '../../scripts/stage.ts'
import type { Bridge } from '../../src-shared/contract/index.ts'
import type { Scan } from '../../src-shared/contract/scan.ts'
import { blankSheet, scanPile } from '../scans/pile.ts'

declare global {
  var neidu: Bridge
}

const { NEIDU_ELECTRON_LINUX: dist = '', NEIDU_SQLITE_ADDON: addon = '', DISPLAY } = process.env
const ready = process.platform === 'linux' && Boolean(DISPLAY) && existsSync(dist) && existsSync(join(ROOT, 'out'))
if (!ready) console.log('Linux 包的测试没有运行：需要 NEIDU_ELECTRON_LINUX、DISPLAY 和 electron-vite build')
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }

/** glibc of the oldest system that is meant: 统信 UOS 20 and 银河麒麟 V10 SP1 have 2.28 or newer (by their makers' package lists; neither was started here). */
const GLIBC = [2, 28]

describe.runIf(ready)('the Linux package', () => {
  let out = ''
  let file = ''
  beforeAll(async () => {
    out = mkdtempSync(join(tmpdir(), 'neidu-deb-'))
    const electron = join(out, 'electron')
    cpSync(dist, electron, { recursive: true, filter: from => !from.startsWith(join(dist, 'resources', 'app')) })
    const folder = await pack({ target: 'linux', project: ROOT, electron, out })
    expect(check(folder, 'linux', version).problems).toEqual([])
    if (addon) {
      const driver = filesIn(folder).find(name => name.endsWith('linux-x64.node')) ?? ''
      cpSync(addon, driver)
    }
    file = deb(folder, version, out)
  }, 900_000)
  afterAll(() => rmSync(out, { recursive: true, force: true }))

  test('says what it is and what it needs', () => {
    const control = execFileSync('dpkg-deb', ['-f', file], { encoding: 'utf8' })
    expect(control).toMatch(/^Package: neidu-guanjia$/m)
    expect(control).toMatch(/^Depends: .*cups-client/m)
    expect(control).toMatch(/^Depends: .*libsecret-1-0/m)
    const listed = execFileSync('dpkg-deb', ['-c', file], { encoding: 'utf8', maxBuffer: 1 << 26 })
    expect(listed).toContain('./usr/share/applications/neidu-guanjia.desktop')
    expect(listed).toMatch(/-rwsr-xr-x .*chrome-sandbox/)
  })

  test('its binaries need no newer glibc than the systems have that are meant', () => {
    const at = join(out, 'glibc')
    execFileSync('dpkg-deb', ['-x', file, at])
    const newer: string[] = []
    for (const name of filesIn(at).filter(path => /\.(?:node|so[.\d]*)$|neidu-guanjia$/.test(path))) {
      if (addon && name.endsWith('linux-x64.node')) continue // of the test's Electron, not of the package
      const found = readFileSync(name)
        .toString('latin1')
        .matchAll(/GLIBC_(\d+)\.(\d+)/g)
      for (const [symbol, major, minor] of found)
        if (Number(major) > (GLIBC[0] ?? 0) || Number(minor) > (GLIBC[1] ?? 0)) newer.push(`${name}: ${symbol}`)
    }
    rmSync(at, { recursive: true })
    expect([...new Set(newer)]).toEqual([])
  })

  test('starts, prints, backs up, and closes', async () => {
    const at = join(out, 'root')
    execFileSync('dpkg-deb', ['-x', file, at])
    const data = join(out, 'data')
    const args = [`--user-data-dir=${join(out, 'user')}`, `--data=${data}`, '--remote-debugging-port=0', '--no-sandbox']
    const program = spawn(join(at, 'opt/neidu-guanjia/neidu-guanjia'), args, { stdio: ['ignore', 'ignore', 'pipe'] })
    const closed = new Promise<number | null>(resolve => program.once('close', resolve))
    let browser: Browser | undefined
    try {
      const url = await new Promise<string>((resolve, reject) => {
        let said = ''
        program.stderr.on('data', (text: Buffer) => {
          said += text.toString()
          const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
          if (found) resolve(found)
        })
        void closed.then(code => reject(new Error(`ended with ${code}: ${said.slice(-2000)}`)))
      })
      browser = await chromium.connectOverCDP(url)
      const [context] = browser.contexts()
      const page = context?.pages()[0] ?? (await context?.waitForEvent('page'))
      if (!page) throw new Error('no window')
      await page.waitForFunction(() => 'neidu' in globalThis)
      expect(await page.evaluate(() => neidu.start())).toMatchObject({ phase: 'ready' })
      const call = (route: string, input: unknown) =>
        page.evaluate(([name, value]) => neidu.call('t', name as never, value as never), [route, input] as const)
      expect(await call('app.info', {})).toMatchObject({ ok: true, value: { version } })
      expect(await call('backup.create', {})).toMatchObject({ ok: true })
      expect(await readScan(call, data, join(out, 'scans'))).toEqual([
        ['blank', true],
        ['unread', true],
      ])
      const listed = (await call('print.printers', {})) as { ok: boolean; value: { printers: { name: string }[] } }
      expect(listed.ok).toBe(true)
      if (listed.value.printers.some(printer => printer.name === 'PDF')) {
        const sent = await call('calibration.printTarget', { paper: 'A4', side: 'front', printer: 'PDF' })
        expect(sent).toEqual({ ok: true, value: { outcome: 'printed' } })
      } else console.log('没有名为 PDF 的打印机：打包后的程序没有打印')
      expect(readdirSync(join(data, 'backups')).some(name => name.endsWith('.sqlite'))).toBe(true)
      await page.close()
      expect(await closed).toBe(0)
    } finally {
      await browser?.close().catch(() => {})
      program.kill()
    }
  })
})

/** A picture and a drawn page through the packed readers (sharp, pdfium, zxing, rxing): what became of each page, and whether it can be looked at. */
async function readScan(call: (route: string, input: unknown) => Promise<unknown>, data: string, folder: string) {
  mkdirSync(folder)
  const path = await scanPile([blankSheet()], join(folder, 'scan.pdf'))
  const pdf = await PDFDocument.load(readFileSync(path))
  pdf.addPage([595, 842]).drawRectangle({ x: 100, y: 400, width: 300, height: 90 })
  writeFileSync(path, await pdf.save())
  writeFileSync(join(data, 'scan-folder.txt'), folder)
  for (let i = 0; i < 2; i++) await call('scan.look', {})
  const listed = (await call('scan.list', { done: false })) as { value: { scans: Scan[] } }
  return listed.value.scans.flatMap(scan => scan.rows.map(row => [row.state, row.picture]))
}
