/** The cells of a workbook as they stand on the sheet: what is written once and referred to, one digit to a cell, is together again. */
import { decodeEntities } from './markup.ts'

const STRING = /<(?:\w+:)?si\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?si>)/g
const TEXT = /<(?:\w+:)?t\b[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?t>)/g
const CELL = /<(?:\w+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g
const VALUE = /<(?:\w+:)?v\b[^>]*>([\s\S]*?)<\/(?:\w+:)?v>/

export const sharedTexts = (xml: string): string[] => [...xml.matchAll(STRING)].map(([, inside = '']) => textIn(inside))

const textIn = (xml: string): string => decodeEntities([...xml.matchAll(TEXT)].map(([, text = '']) => text).join(''))

const SHORT = 8 // characters; longer texts of a column are no single digits

/** Row by row, and column by column; cells apart by line ends. */
export function sheetTexts(xml: string, shared: readonly string[]): string[] {
  const rows: string[] = []
  const columns = new Map<string, string[]>()
  for (const [, attributes = '', inside = ''] of xml.matchAll(CELL)) {
    const text = cellText(attributes, inside, shared)
    if (text === '') continue
    rows.push(text)
    const column = /\br="([A-Z]+)\d+"/.exec(attributes)?.[1] ?? ''
    if (column !== '' && text.length <= SHORT) {
      const down = columns.get(column) ?? []
      if (down.length === 0) columns.set(column, down)
      down.push(text)
    }
  }
  return [rows.join('\n'), ...[...columns.values()].map(down => down.join('\n'))]
}

function cellText(attributes: string, inside: string, shared: readonly string[]): string {
  const type = /\bt="(\w+)"/.exec(attributes)?.[1] ?? 'n'
  if (type === 'inlineStr') return textIn(inside)
  const value = VALUE.exec(inside)?.[1] ?? ''
  if (type === 's') return shared[Number(value)] ?? ''
  if (type === 'n' && /e/i.test(value)) return plainNumber(Number(value))
  return decodeEntities(value)
}

/** 1.39E10 as it is shown. */
export const plainNumber = (value: number): string =>
  Number.isFinite(value) && Math.abs(value) < 1e21 ? String(value) : ''
