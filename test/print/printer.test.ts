import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { printCards } from '../../src-main/print/cards.ts'
import { givenUp, lpArguments } from '../../src-main/print/cups.ts'
import type { PrintSettings } from '../../src-main/print/job.ts'
import { listPrinters, listTrays, printFile } from '../../src-main/print/printer.ts'
import { parseReg } from '../../src-main/print/registry.ts'
import { sumatraArguments } from '../../src-main/print/sumatra.ts'
import { bounds, coloured, openPdf, type Raster, rasterise, renderFile } from './raster.ts'
import { card, folder, fonts } from './sample.ts'

const dir = folder()
afterAll(dir.remove)

const A4 = { copies: 1, paper: 'A4', timeoutSeconds: 60 } as const
const place = { seams: {}, resourcesDir: dir.path('none') }
const print = (file: string, settings: PrintSettings) => printFile(file, settings, place)
const hasQueue = (await listPrinters(place)).some(p => p.name === 'PDF')
if (!hasQueue) console.log('Printing through a real queue did not run: CUPS has no queue named PDF here.')

describe('what the print services are told', () => {
  test('CUPS: no scaling, one side, the paper, and names as single arguments', () => {
    const args = lpArguments('-rf $(touch x).pdf', { ...A4, printer: 'HP; reboot', copies: 3, paper: 'card' })
    expect(args).toEqual([
      ...['-d', 'HP; reboot', '-n', '3', '-o', 'print-scaling=none', '-o', 'sides=one-sided'],
      ...['-o', 'media=Custom.80x110mm', '--', '-rf $(touch x).pdf'],
    ])
    expect(lpArguments('a.pdf', { ...A4, printer: 'P' })).toContain('media=A4')
  })

  test('Windows: no scaling, one side; a card keeps the paper of the driver', () => {
    const told = (more: Partial<PrintSettings>) =>
      sumatraArguments('C:\\a b.pdf', { ...A4, printer: 'HP "1"', copies: 2, ...more })
    const around = (settings: string) => ['-print-to', 'HP "1"', '-silent', '-print-settings', settings, 'C:\\a b.pdf']
    expect(told({})).toEqual(around('noscale,simplex,paper=A4,2x'))
    expect(told({ paper: 'card' })).toEqual(around('noscale,simplex,2x'))
    expect(told({ paper: 'driver', tray: '手动进纸' })).toEqual(around('noscale,simplex,bin=手动进纸,2x'))
  })

  test('CUPS: tray, and the paper that is set in the driver', () => {
    const args = lpArguments('a.pdf', { ...A4, printer: 'P', paper: 'driver', tray: 'Tray 2' })
    expect(args).toContain('InputSlot=Tray 2')
    expect(args.join(' ')).not.toContain('media=')
  })

  test('a job that left the queue unprinted says why', () => {
    const listed = (alert: string) =>
      `PDF-11  root  1024  Tue\n\tStatus: \n\tAlerts: job-completed-successfully\nPDF-12  root  1024  Tue\n\tStatus: Filter failed\n\tAlerts: ${alert}\n\tqueued for PDF\n`
    expect(givenUp(listed('aborted-by-system'), 'PDF-12')).toBe('打印服务放弃了任务：Filter failed')
    expect(givenUp(listed('job-canceled-by-user'), 'PDF-12')).toBe('任务被取消：Filter failed')
    expect(givenUp(listed('aborted-by-system'), 'PDF-11')).toBeUndefined()
    expect(givenUp(listed('aborted-by-system'), 'PDF-1')).toBeUndefined()
  })
})

describe('what Windows knows', () => {
  test('names with commas, quotes, backslashes and Chinese come out of the registry as they are', () => {
    const text = [
      '\ufeffWindows Registry Editor Version 5.00',
      '',
      '[HKEY_CURRENT_USER\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Devices]',
      '"联想 M7400, 二楼"="winspool,Ne00:"',
      String.raw`"\\\\server\\HP \"大\""="winspool,Ne01:"`,
      '@="x"',
      '"Count"=dword:00000002',
    ].join('\r\n')
    expect([...parseReg(text)]).toEqual([
      ['联想 M7400, 二楼', 'winspool,Ne00:'],
      ['\\\\server\\HP "大"', 'winspool,Ne01:'],
    ])
  })

  test('where a window can be asked, its printers are the list', async () => {
    const asked = await listPrinters({ seams: { printers: async () => ['甲', '乙: 一'] } })
    expect(asked.map(p => p.name)).toEqual(['甲', '乙: 一'])
  })
})

test('a printer that is not there, a file that is not there', async () => {
  const file = dir.path('any.pdf')
  writeFileSync(file, '%PDF-')
  const nobody = print(file, { ...A4, printer: '没有这台' })
  await expect(nobody).rejects.toMatchObject({
    code: 'PRINTER_FAILED',
    message: expect.stringContaining('「没有这台」'),
  })
  const nothing = print(dir.path('lost.pdf'), { ...A4, printer: 'PDF' })
  await expect(nothing).rejects.toMatchObject({ code: 'FILE_UNREADABLE', message: expect.stringContaining('lost.pdf') })
})

/** The page that came out of the queue: cups-pdf writes it into ~/PDF, named after the job, some time after the job has left the queue. */
async function printed(name: string, pages: number): Promise<Raster[]> {
  const output = join(homedir(), 'PDF')
  mkdirSync(output, { recursive: true })
  const attempt = async (): Promise<Raster[] | undefined> => {
    const file = readdirSync(output).find(entry => entry.startsWith(name))
    if (!file) return undefined
    const pdf = await openPdf(join(output, file)).catch(() => undefined) // still being written
    if (pdf?.numPages !== pages) return undefined
    const rasters: Raster[] = []
    for (let i = 1; i <= pages; i++) rasters.push(await rasterise(pdf, i))
    await pdf.loadingTask.destroy()
    rmSync(join(output, file))
    return rasters
  }
  return new Promise((resolve, reject) => {
    let busy: Promise<unknown> = Promise.resolve()
    let done = false
    const watcher = watch(output, () => look())
    const look = (): void => {
      busy = busy
        .then(async () => {
          if (done) return
          const rasters = await attempt()
          if (!rasters) return
          done = true
          watcher.close()
          resolve(rasters)
        })
        .catch(reject)
    }
    look()
  })
}

describe.runIf(hasQueue)('through a real queue', () => {
  test.each([
    ['a4-4', 'A4'],
    ['single', 'card'],
  ] as const)('%s on %s comes out at 实际大小', async (layout, paper) => {
    const name = `neidu-${process.pid}-${paper}`
    const file = dir.path(`${name}.pdf`)
    await printCards({ cards: [card()], layout, side: 'front', fonts }, file)
    expect(await print(file, { ...A4, printer: 'PDF', paper })).toBe('printed')
    const [page] = await printed(name, 1)
    if (!page) throw new Error('nothing came out')
    const [sent, came] = [bounds(await renderFile(file, 1), coloured), bounds(page, coloured)]
    expect(Math.abs(came.width - 25)).toBeLessThan(0.2)
    expect(Math.abs(came.height - 35)).toBeLessThan(0.2)
    expect(Math.abs(came.x - sent.x)).toBeLessThan(0.3)
    expect(Math.abs(came.y - sent.y)).toBeLessThan(0.3)
  })

  test('a printer that does not answer: the job is taken back, so that it does not come out later', async () => {
    const file = dir.path('waiting.pdf')
    await printCards({ cards: [card()], layout: 'single', side: 'front', fonts }, file)
    expect((await listTrays('PDF')).typed).toBe(false)
    execFileSync('cupsdisable', ['PDF'])
    try {
      const waiting = print(file, { ...A4, printer: 'PDF', timeoutSeconds: 0.5 })
      await expect(waiting).rejects.toMatchObject({
        code: 'PRINTER_TIMEOUT',
        message: expect.stringMatching(/0.5 秒.*打印机已停用/),
      })
      expect(execFileSync('lpstat', ['-W', 'not-completed', '-o', 'PDF'], { encoding: 'utf8' })).toBe('')
    } finally {
      execFileSync('cupsenable', ['PDF'])
    }
  })
})
