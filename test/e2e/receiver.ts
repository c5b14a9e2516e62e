/** 打开.html as a receiver opens it: by double click, under file://, in a Chromium without a network. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { electronPath } from '../../scripts/electron.ts'

// An empty program with one window; every address that the page asks for is kept.
const MAIN = `
const { app, BrowserWindow, session } = require('electron')
app.whenReady().then(async () => {
  globalThis.asked = []
  session.defaultSession.webRequest.onBeforeRequest((details, callback) => { globalThis.asked.push(details.url); callback({}) })
  session.defaultSession.enableNetworkEmulation({ offline: true })
  const window = new BrowserWindow({ width: 1366, height: 768, webPreferences: { sandbox: true } })
  await window.loadFile(process.argv.at(-1))
})`

export interface Receiver {
  app: ElectronApplication
  page: Page
  /** Everything the page printed to its console as an error or warning. */
  complaints: string[]
  /** Addresses that the page asked for beyond the package's own files. */
  strangers(): Promise<string[]>
}

/** Opens the package's page; `folder` takes the receiver's own program and its settings. */
export async function receive(bag: string, folder: string): Promise<Receiver> {
  const program = join(folder, 'program')
  mkdirSync(program, { recursive: true })
  writeFileSync(join(program, 'package.json'), '{ "name": "receiver", "main": "main.cjs" }')
  writeFileSync(join(program, 'main.cjs'), MAIN)
  const executablePath = electronPath()
  if (!executablePath) throw new Error('no Electron: npm test says so before it comes to this')
  const args = [program, `--user-data-dir=${join(folder, 'user')}`, join(bag, '打开.html')]
  const app = await _electron.launch({ executablePath, args, timeout: 60_000 })
  const page = await app.firstWindow()
  page.setDefaultTimeout(30_000)
  const complaints: string[] = []
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('Electron Security Warning'))
      complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(String(error)))
  await page.getByRole('navigation').waitFor()
  return {
    app,
    page,
    complaints,
    async strangers() {
      const asked = await app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)
      if (asked.length === 0) throw new Error('nothing was asked for: nothing is watched')
      return asked.filter(url => !/^(file|devtools|chrome-extension|chrome|blob:chrome-extension):/.test(url))
    },
  }
}

/** Picks the package for 校验本包 and answers what it says, line by line. */
export async function verifyIn(page: Page, bag: string): Promise<string[]> {
  await page.locator('input[type=file]').setInputFiles(bag)
  await page.getByText(/校验通过|校验未通过/).waitFor()
  return page.locator('.result').locator('p, h3, li').allTextContents()
}
