import type { FieldSheet } from '../../src-shared/field.ts'
import { onePage } from '../package/onePage.ts'
// Built from src-field by `node src-field/build.ts`; a test compares it with its sources.
import parts from './fieldParts.json' with { type: 'json' }

/** The page for the exam room: one file that asks no network for anything; photos are shown out of memory. */
export const fieldHtml = (sheet: FieldSheet): string =>
  onePage({
    title: `${sheet.number} ${sheet.person}`,
    parts,
    policy: ['img-src blob:'],
    noscript:
      '本页需要浏览器允许脚本运行。聊天软件里的预览打不开时，请用「在浏览器中打开」，或把文件复制到电脑上用 Edge、Chrome 打开。',
    data: sheet,
  })
