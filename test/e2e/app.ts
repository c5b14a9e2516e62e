import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { inject } from 'vitest'
import { electronPath } from '../../scripts/electron.ts'
import type { Bridge, StartState } from '../../src-shared/contract/index.ts'
import { launchBrowser } from './browser.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the window is: vitest.config.ts. */
    host: 'electron' | 'browser'
  }
}

declare global {
  /** In the page: functions given to evaluate() run there. */
  var neidu: Bridge
}

export const ROOT = join(import.meta.dirname, '..', '..')
export const PICTURES = join(ROOT, 'test-results', 'windows')
export const OFFICE = { width: 1366, height: 768 }
export const WIDE = { width: 1920, height: 1080 }

/** A folder of its own for each test; `remove` it after the program is closed. */
export function scratch(): { path(...parts: string[]): string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'neidu-e2e-'))
  return { path: (...parts) => join(folder, ...parts), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export interface Running {
  app: ElectronApplication
  window: Page
  /** Everything the page printed to its console as an error or warning. */
  complaints: string[]
  /** The next file dialogs answer with this path, or save to it; null cancels. In Electron and in a browser alike. */
  answer(path: string | null): Promise<void>
  close(): Promise<void>
}

/** Starts the built program on these folders, as a user would, and waits for its window. */
export async function launch({ user, data }: { user: string; data?: string }): Promise<Running> {
  if (inject('host') === 'browser') return launchBrowser(user, data ?? join(user, 'data'))
  if (!electronPath()) throw new Error('no Electron: npm test says so before it comes to this')
  const args = [ROOT, `--user-data-dir=${user}`, ...(data === undefined ? [] : [`--data=${data}`])]
  // Without executablePath: only then does Playwright hold the program back until it listens. Else it may attach while the page is on its way, and wait for ever
  // (seen in 1 of 30 starts).
  const app = await _electron.launch({ args, timeout: 60_000 })
  const window = await app.firstWindow()
  window.setDefaultTimeout(30_000)
  const complaints: string[] = []
  window.on('console', message => {
    // Electron's advice for developers about the policy is printed before it has seen the header; packaged programs do not print it.
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('Electron Security Warning'))
      complaints.push(message.text())
  })
  window.on('pageerror', error => complaints.push(String(error)))
  return { app, window, complaints, answer: path => answerDialogs(app, path), close: () => close(app) }
}

/** Closes it, and gives up what a failed test has left unsaved: the question in a native dialog would wait for ever. */
async function close(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBoxSync = () => 1
  })
  await app.close()
}

/** Waits until the data are open or could not be opened. */
export function started(window: Page): Promise<StartState> {
  return window.evaluate(() => neidu.start())
}

/** The next native dialogs answer with this path; null cancels. Replaced in the running program: the shipped code knows nothing of it. */
export function answerDialogs(app: ElectronApplication, path: string | null): Promise<void> {
  return app.evaluate(({ dialog }, answer) => {
    const canceled = answer === null
    dialog.showOpenDialog = async () => ({ canceled, filePaths: answer === null ? [] : [answer] })
    dialog.showSaveDialog = async () => ({ canceled, filePath: answer ?? '' })
  }, path)
}

/** Saves what the window shows at that size (CSS px) as test-results/windows/<name>-<width>.png. */
export async function picture({ window }: Pick<Running, 'window'>, name: string, size = OFFICE): Promise<void> {
  await window.setViewportSize(size)
  mkdirSync(PICTURES, { recursive: true })
  await window.screenshot({ path: join(PICTURES, `${name}-${size.width}.png`) })
}
