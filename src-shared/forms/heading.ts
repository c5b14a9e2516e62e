import { type Paragraph, paragraph } from './model.ts'

/** 「附件 3」 at the left, 黑体三号, spaced as the regulation spaces it. */
export const annexMark = (text: string): Paragraph =>
  paragraph(text, { style: { face: 'hei', size: 16 }, leading: 24, after: 4 })

/** The form's title, one paragraph a line as the regulation breaks it, and the line in brackets below. */
export function heading(titles: string[], subtitle?: string): Paragraph[] {
  const look = { align: 'center', leading: 28 } as const
  const all = titles.map(title => paragraph(title, { ...look, style: { size: 18, bold: true } }))
  if (subtitle !== undefined) all.push(paragraph(subtitle, { ...look, leading: 22, style: { size: 14 } }))
  const last = all.at(-1)
  if (last) last.after = 8
  return all
}

/** Above one of several tables. */
export const sectionTitle = (text: string): Paragraph =>
  paragraph(text, { before: 10, after: 4, style: { size: 12, bold: true }, keepNext: true })

/** Where a date is written by hand. */
export const DATE_LINE = '年　　月　　日'
