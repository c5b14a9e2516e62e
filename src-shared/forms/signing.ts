import { type Paragraph, paragraph } from './model.ts'

const DATE = '日期：　　年　　月　　日'

/** 「签收人（签字）：　　　日期：　年　月　日」, to be signed by hand. `before` in pt, `tab` (where the date stands) in mm. */
export const signed = (who: string, { before = 22, tab = 100, how = '签字' } = {}): Paragraph =>
  paragraph([{ text: `${who}（${how}）：` }, { tab: true }, { text: DATE }], { before, tabs: [tab] })

/** Several signatures on one line, each with room to write. */
export const signedBeside = (whos: readonly string[], width = 170): Paragraph =>
  paragraph(
    whos.flatMap((who, i) => [...(i > 0 ? [{ tab: true as const }] : []), { text: `${who}（签字）：` }]),
    { before: 20, tabs: whos.slice(1).map((_, i) => ((i + 1) * width) / whos.length) },
  )
