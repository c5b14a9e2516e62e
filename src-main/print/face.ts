import { AppError } from '../../src-shared/errors.ts'
import type { Weight } from './fonts.ts'
import { describeChar, type Run, type Typesetter } from './text.ts'
import { type Box, CARD, mm, pt } from './units.ts'

/** JPEG or PNG bytes, or how to get them: called once, just before the card is drawn, so that 1,000 photos are never in memory together. */
export type Photo = Uint8Array | (() => Uint8Array | Promise<Uint8Array>)

export interface CardData {
  name: string
  /** 证卡编号, 附件1. */
  code: string
  /** `2022.06-2025.06` */
  period: string
  /** 颁证机构. */
  orgName: string
  /** The organisation on the back; 印制 is added where it does not end so. */
  printedBy: string
  photo: Photo
  logo?: { bytes: Uint8Array; place: 'front' | 'back' | 'both' }
  /** A face for the archive says so on both sides: it is no 证卡. */
  archive?: boolean
}

export type Side = 'front' | 'back'

/** A line of text on a face: pt from the trim's top left corner, `y` is the baseline. */
export interface Line {
  x: number
  y: number
  size: number
  runs: readonly Run[]
}

/** What is drawn on one side of a card: pt, origin at the trim's top left corner. */
export interface Face {
  lines: Line[]
  photo?: Box
  logo?: Box
}

/** 附件2 制作说明 2–3: sizes and 行间距 in 磅 (pt). */
const TITLE = { weight: 'bold', size: 16, leading: 24 } as const
const BODY = { weight: 'regular', size: 12, leading: 22 } as const
const IMPRINT = { weight: 'bold', size: 12, leading: 24 } as const
const MARK = { weight: 'bold', size: 8, leading: 10 } as const
const MARK_TEXT = '存档样，不作证卡使用'
type Style = { weight: Weight; size: number; leading: number }

/** 附件2's words. Articles 12 and 13 name the card otherwise; the form is what is printed (ruling T9). */
const FRONT_TITLE = ['技能人才评价', '质量督导员（内督员）']
const BACK_TITLE = ['技能人才评价', '质量督导员证卡']

/** 1 寸, 附件2 制作说明 2, mm. */
const PHOTO = { width: 25, height: 35 }
/** mm on the front, so that twelve 12 pt characters fit beside a label; the back has no label. */
const MARGIN = 4
/** 证卡编号： is five 12 pt characters. */
const LABEL_WIDTH = 5 * BODY.size

/**
 * Free heights of the front, mm, from top to bottom, as [least, wanted]. One or two wrapped lines take their room from here, all gaps
 * giving in the same proportion; the sizes and leadings of 附件2 never give. Wanted gaps end the photo at or above 68 mm: below it lies
 * room for a 42 mm 公章 (附件2「机构公章」) that touches nothing but the body's text.
 */
const GAPS = {
  plain: { top: [3, 9], logo: [0, 0], underLogo: [0, 0], underTitle: [1, 2.5], underPhoto: [1.5, 3], bottom: [2.5, 6] },
  logo: {
    top: [2, 4.5],
    logo: [5, 8],
    underLogo: [0.5, 1],
    underTitle: [0.8, 2.5],
    underPhoto: [1.2, 2.5],
    bottom: [2, 6],
  },
} as const

/** The back, mm. The imprint grows upwards from its foot, at most to the title. */
const BACK = { logoTop: 10, logoHeight: 20, titleTop: 34, imprintTop: 56, imprintFoot: 103 }

/** Checks and lays out the front. Throws FONT_LACKS, CARD_OVERFLOW, INPUT_INVALID, each naming the person and the field. */
export function frontFace(card: CardData, type: Typesetter): Face {
  const valueWidth = pt(CARD.width - 2 * MARGIN) - LABEL_WIDTH
  const fields = [
    { label: '姓    名：', value: card.name, field: '姓名' },
    { label: '证卡编号：', value: card.code, field: '证卡编号' },
    { label: '有效期限：', value: card.period, field: '有效期限' },
    { label: '颁证机构：', value: card.orgName, field: '颁证机构' },
  ].map(entry => ({
    ...entry,
    lines: wrapped({ ...entry, name: card.name }, valueWidth, type),
  }))
  const count = fields.reduce((sum, field) => sum + field.lines.length, 0)

  const hasLogo = card.logo !== undefined && card.logo.place !== 'back'
  const gaps = hasLogo ? GAPS.logo : GAPS.plain
  const fixed = mm(FRONT_TITLE.length * TITLE.leading) + PHOTO.height + mm(count * BODY.leading)
  const least = Object.values(gaps).reduce((sum, [min]) => sum + min, 0)
  const wanted = Object.values(gaps).reduce((sum, [, want]) => sum + want, 0)
  const ease = Math.min(1, (CARD.height - fixed - least) / (wanted - least))
  if (ease < 0) {
    const { field, value } = fields.reduce((a, b) => (b.lines.length > a.lines.length ? b : a))
    throw new AppError('CARD_OVERFLOW', { name: card.name, field, value })
  }
  const gap = ([min, want]: readonly [number, number]): number => min + (want - min) * ease

  const logoTop = gap(gaps.top)
  const titleTop = logoTop + gap(gaps.logo) + gap(gaps.underLogo)
  const photoTop = titleTop + mm(FRONT_TITLE.length * TITLE.leading) + gap(gaps.underTitle)
  const bodyTop = photoTop + PHOTO.height + gap(gaps.underPhoto)

  const widest = Math.max(...fields.flatMap(f => f.lines.map(line => type.width(line, BODY.weight, BODY.size))))
  const left = Math.max(pt(MARGIN), (pt(CARD.width) - LABEL_WIDTH - widest) / 2)
  const lines = centred(FRONT_TITLE, pt(titleTop), TITLE, type)
  let top = pt(bodyTop)
  for (const {
    label,
    lines: [first = '', ...more],
  } of fields) {
    // 姓    名： keeps 附件2's four spaces, and 名 stands where the last character of the other labels stands.
    const head = label.startsWith('姓') ? label.slice(0, -2) : ''
    if (head !== '') lines.push(lineAt(head, left, baseline(top, BODY), BODY, type))
    const tail = label.slice(head.length)
    lines.push(lineAt(tail + first, left + LABEL_WIDTH - tail.length * BODY.size, baseline(top, BODY), BODY, type))
    for (const line of more) {
      top += BODY.leading
      lines.push(lineAt(line, left + LABEL_WIDTH, baseline(top, BODY), BODY, type))
    }
    top += BODY.leading
  }
  lines.push(...markOf(card, type))
  return {
    lines,
    photo: box((CARD.width - PHOTO.width) / 2, photoTop, PHOTO.width, PHOTO.height),
    logo: hasLogo ? box(2 * MARGIN, logoTop, CARD.width - 4 * MARGIN, gap(gaps.logo)) : undefined,
  }
}

/** Checks and lays out the back. Throws as frontFace. */
export function backFace(card: CardData, type: Typesetter): Face {
  const value = card.printedBy.endsWith('印制') ? card.printedBy : `${card.printedBy}印制`
  const field = '印制单位'
  requireGlyphs({ value, field, name: card.name }, IMPRINT, type)
  const imprint = type.wrapEven(value, IMPRINT.weight, IMPRINT.size, pt(CARD.width - 2 * MARGIN))
  const imprintTop = BACK.imprintFoot - mm(imprint.length * IMPRINT.leading)
  if (imprintTop < BACK.imprintTop) throw new AppError('CARD_OVERFLOW', { name: card.name, field, value })
  return {
    lines: [
      ...centred(BACK_TITLE, pt(BACK.titleTop), TITLE, type),
      ...centred(imprint, pt(imprintTop), IMPRINT, type),
      ...markOf(card, type),
    ],
    logo:
      card.logo && card.logo.place !== 'front'
        ? box(2 * MARGIN, BACK.logoTop, CARD.width - 4 * MARGIN, BACK.logoHeight)
        : undefined,
  }
}

/** Along the foot, below all that 附件2 asks for. */
const markOf = (card: CardData, type: Typesetter): Line[] =>
  card.archive ? centred([MARK_TEXT], pt(CARD.height) - MARK.leading - 1, MARK, type) : []

const box = (x: number, y: number, width: number, height: number): Box => ({
  x: pt(x),
  y: pt(y),
  width: pt(width),
  height: pt(height),
})

/** Noto Sans sets Chinese characters 0.88 em above the baseline; the em box stands in the middle of its leading. */
const baseline = (top: number, style: Style): number => top + (style.leading - style.size) / 2 + 0.88 * style.size

const lineAt = (text: string, x: number, y: number, style: Style, type: Typesetter): Line => ({
  x,
  y,
  size: style.size,
  runs: type.runs(text, style.weight, style.size),
})

function centred(texts: string[], top: number, style: Style, type: Typesetter): Line[] {
  return texts.map((text, i) => {
    const x = (pt(CARD.width) - type.width(text, style.weight, style.size)) / 2
    return lineAt(text, x, baseline(top + i * style.leading, style), style, type)
  })
}

interface Field {
  name: string
  field: string
  value: string
}

function wrapped(field: Field, width: number, type: Typesetter): string[] {
  requireGlyphs(field, BODY, type)
  return type.wrap(field.value, BODY.weight, BODY.size, width)
}

function requireGlyphs({ name, field, value }: Field, style: Style, type: Typesetter): void {
  if (value.trim() === '') throw new AppError('INPUT_INVALID', { detail: `「${name}」的${field}是空的` })
  const missing = type.missing(value, style.weight)
  if (missing.length > 0) {
    throw new AppError('FONT_LACKS', { name, field, chars: missing.map(describeChar).join('、') })
  }
}
