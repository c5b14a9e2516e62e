import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Page } from 'playwright'
import { chromiumPath } from '../../scripts/chromium.ts'
import type { Running } from './app.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** `npm run serve` on these data and a browser at its address. */
export async function launchBrowser(user: string, data: string): Promise<Running> {
  const executablePath = chromiumPath()
  if (!executablePath) throw new Error('no Chromium: npm test says so before it comes to this')
  const server = spawn(process.execPath, [join(ROOT, 'src-main', 'serve', 'index.ts'), '--data', data], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(server, 'exit')
  let address = ''
  for await (const line of createInterface({ input: server.stdout })) {
    address = /http:\/\/\S+/.exec(line)?.[0] ?? ''
    if (address !== '') break
  }
  const context = await chromium.launchPersistentContext(user, {
    executablePath,
    args: ['--no-sandbox'], // tests run as root
    acceptDownloads: true,
    viewport: { width: 1366, height: 768 },
  })
  const window = context.pages()[0] ?? (await context.newPage())
  window.setDefaultTimeout(30_000)
  const complaints: string[] = []
  window.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  window.on('pageerror', error => complaints.push(String(error)))
  const answers = answerIn(window)
  await window.goto(address)
  return {
    get app(): never {
      throw new Error('there is no Electron behind a browser')
    },
    window,
    complaints,
    answer: async path => answers.next(path),
    async close() {
      answers.stop()
      await context.close()
      server.kill('SIGTERM')
      await ended
    },
  }
}

/** Presses what a hand would press in the dialogs of src-renderer/browser, and keeps what is fetched. */
function answerIn(window: Page): { next(path: string | null): void; stop(): void } {
  let path: string | null = null
  let over = false
  window.on('filechooser', chooser => void chooser.setFiles(path ?? []))
  window.on('download', download => void (path === null ? download.cancel() : download.saveAs(path)))
  const dialog = window.locator('dialog.browser-dialog[open]')
  const watch = async () => {
    while (!over) {
      await dialog.first().waitFor({ timeout: 0 })
      const choose = dialog.getByRole('button', { name: /^选择文件/ })
      const folder = dialog.getByLabel('这台电脑上的文件夹')
      if (path === null) await dialog.getByRole('button', { name: '取消' }).click()
      else if (await choose.isVisible()) await choose.click()
      else {
        await folder.pressSequentially(existsSync(path) ? path : dirname(path))
        await folder.press('Enter')
      }
      await dialog.first().waitFor({ state: 'detached', timeout: 60_000 })
    }
  }
  watch().catch(() => {}) // the page is closed
  return {
    next(answer) {
      path = answer
    },
    stop() {
      over = true
    },
  }
}
