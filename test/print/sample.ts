import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CardData } from '../../src-main/print/face.ts'
import { defaultFonts } from '../../src-main/print/fonts.ts'
import { plain } from './pictures.ts'

export const fonts = defaultFonts()
export const REGULAR = fonts.regular[0] ?? ''
export const REGULAR_FALLBACK = fonts.regular[1] ?? ''
export const BOLD = fonts.bold[0] ?? ''

const PHOTO = plain('#d02090', 413, 578)

/** 附件2's sample card with a photo of one colour. */
export function card(changes: Partial<CardData> = {}): CardData {
  return {
    name: '张三',
    code: 'Y112001220001',
    period: '2022.06-2025.06',
    orgName: '××××××公司',
    printedBy: '××××××公司',
    photo: PHOTO,
    ...changes,
  }
}

/** A temporary folder with a path maker; `remove` in afterAll. */
export function folder(): { path: (name: string) => string; root: string; remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'print-test-'))
  return { root, path: name => join(root, name), remove: () => rmSync(root, { recursive: true, force: true }) }
}

/** What a stopped write would leave behind: files that never got their name. */
export const unfinished = (root: string): string[] => readdirSync(root).filter(name => name.endsWith('.part'))
