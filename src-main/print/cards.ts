import { AppError } from '../../src-shared/errors.ts'
import { addPage, newDocument, type Pdf, type Picture, pacer, writePdf } from './document.ts'
import { drawFace, markOperators } from './draw.ts'
import { backFace, type CardData, type Face, frontFace, type Photo, type Side } from './face.ts'
import type { FontFiles } from './fonts.ts'
import {
  cardMarks,
  type Layout,
  type Placement,
  pageSize,
  plan,
  registrationMarks,
  slotOn,
  slots,
} from './imposition.ts'
import { typesetter } from './text.ts'
import { pt } from './units.ts'

export interface PrintRequest {
  cards: readonly CardData[]
  layout: Layout
  /** `both`: each sheet's front page is followed by its back page. */
  side: Side | 'both'
  /** First free position (0-based) of a part-used sheet. */
  start?: number
  /** A position per card instead, for the reprint of spoiled ones: see plan(). */
  positions?: readonly number[]
  fonts: FontFiles
}

export interface Placed {
  /** Index into the request's cards. */
  index: number
  /** 0-based page of this file that shows the card (its front, where both sides are printed). */
  page: number
  /** Index into slots(layout). */
  slot: number
}

/**
 * Prints the cards to the PDF file `out`. All texts are checked before the first is drawn. `progress` counts cards drawn; an aborted
 * `signal` stops with CANCELLED and leaves no file.
 * Throws AppError PRINT_NOTHING, FONT_LACKS, CARD_OVERFLOW, INPUT_INVALID, IMAGE_BAD, FILE_NOT_WRITTEN, CANCELLED.
 */
export async function printCards(
  request: PrintRequest,
  out: string,
  progress?: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<{ pages: number; placed: Placed[] }> {
  const { cards, layout, side } = request
  if (cards.length === 0) throw new AppError('PRINT_NOTHING')
  const sheets = plan(cards.length, layout, request.start, request.positions)
  const sides: Side[] = side === 'both' ? ['front', 'back'] : [side]
  const faces = await layOut(request, sides, signal)

  const pdf = newDocument('内督员证卡')
  const picture = pictures(pdf)
  const marks = sheetMarks(layout)
  const placed: Placed[] = []
  let pages = 0
  await writePdf(
    pdf,
    out,
    async checkpoint => {
      const { width, height } = pageSize(layout)
      for (const sheet of sheets) {
        for (const { index, slot } of sheet) placed.push({ index, slot, page: pages })
        for (const side of sides) {
          addPage(pdf, pt(width), pt(height), layout === 'single')
          pages += 1
          for (const { index, slot: number } of sheet) {
            const [card, face, place] = [cards[index], faces[side][index], slots(layout)[number]]
            if (!card || !face || !place) throw new Error(`no card ${index} or slot ${number}`)
            const slot = slotOn(side, layout, place)
            const photo = face.photo ? picture.photo(await load(card.photo), card) : undefined
            drawFace(pdf, face, slot, photo, face.logo && picture.logo(card))
            await checkpoint()
          }
          if (layout !== 'single') pdf.addContent(marks(side, sheet))
        }
        progress?.(placed.length, cards.length)
      }
    },
    signal,
  )
  return { pages, placed }
}

/** Checks and lays out every face that will be drawn, in slices. */
async function layOut(
  { cards, fonts }: PrintRequest,
  sides: Side[],
  signal?: AbortSignal,
): Promise<Record<Side, Face[]>> {
  const type = typesetter(fonts)
  const checkpoint = pacer(signal)
  const faces: Record<Side, Face[]> = { front: [], back: [] }
  for (const card of cards) {
    if (sides.includes('front')) faces.front.push(frontFace(card, type))
    if (sides.includes('back')) faces.back.push(backFace(card, type))
    await checkpoint()
  }
  return faces
}

/** The operators of a sheet's marks: crosses, and cut and hole marks of the slots it uses. Made once for all sheets that are filled alike. */
function sheetMarks(layout: Layout): (side: Side, sheet: readonly Placement[]) => string {
  const made = new Map<string, string>()
  return (side, sheet) => {
    const key = `${side} ${sheet.map(({ slot }) => slot)}`
    const known = made.get(key)
    if (known !== undefined) return known
    const used = slots(layout).filter((_, i) => sheet.some(({ slot }) => slot === i))
    const marks = [...registrationMarks(), ...used.flatMap(slot => cardMarks(slotOn(side, layout, slot)))]
    const operators = markOperators(marks)
    made.set(key, operators)
    return operators
  }
}

/** Takes images into the document: each photo when its turn comes, each logo once. Throws IMAGE_BAD with the person's name. */
function pictures(pdf: Pdf): {
  photo(bytes: Uint8Array, card: CardData): Picture
  logo(card: CardData): Picture | undefined
} {
  const logos = new Map<Uint8Array, Picture>()
  const open = (bytes: Uint8Array, name: string): Picture => {
    try {
      return pdf.openImage(bytes)
    } catch (cause) {
      // pdfkit throws bare strings for broken JPEGs
      throw new AppError('IMAGE_BAD', { name, detail: cause instanceof Error ? cause.message : String(cause) })
    }
  }
  return {
    photo: (bytes, card) => open(bytes, `${card.name}的照片`),
    logo({ logo, orgName }) {
      if (!logo) return undefined
      const picture = logos.get(logo.bytes) ?? open(logo.bytes, `${orgName}的标志`)
      logos.set(logo.bytes, picture)
      return picture
    },
  }
}

const load = async (photo: Photo): Promise<Uint8Array> => (typeof photo === 'function' ? photo() : photo)
