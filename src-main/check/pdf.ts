import { ParseSpeeds, PDFArray, PDFDict, PDFDocument, PDFName, PDFRef } from 'pdf-lib'

/** What check 17 asks of a PDF; `locked` is for check 21, `scripts` for check 23. */
export interface PdfFacts {
  pages: number
  /** Fonts that are not embedded, by name. */
  bare: string[]
  /** JavaScript, or an action that starts a program. */
  scripts: boolean
  locked: boolean
}

const LOCKED: PdfFacts = { pages: 0, bare: [], scripts: false, locked: true }

/** Throws what the library says of bytes that are no PDF. */
export async function readPdf(bytes: Buffer): Promise<PdfFacts> {
  let doc: PDFDocument
  try {
    // Its own refusal of encrypted files is an error that cannot be told from others.
    const options = { ignoreEncryption: true, updateMetadata: false, parseSpeed: ParseSpeeds.Fastest }
    doc = await PDFDocument.load(bytes, options)
  } catch (error) {
    if (bytes.includes('/Encrypt')) return LOCKED // encrypted object streams are rubbish to the parser
    throw error
  }
  if (doc.isEncrypted) return LOCKED
  const bare = new Set<string>()
  let scripts = false
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue
    const type = nameOf(object, 'Type')
    if (type === 'Font' && !isEmbedded(doc, object)) bare.add(nameOf(object, 'BaseFont') ?? '未命名字体')
    if (hasScript(object)) scripts = true
  }
  return { pages: doc.getPageCount(), bare: [...bare].sort(), scripts, locked: false }
}

/** Type0 fonts are embedded through their descendants, which are fonts of the file themselves; Type3 fonts are drawn by it. */
function isEmbedded(doc: PDFDocument, font: PDFDict): boolean {
  const kind = nameOf(font, 'Subtype')
  if (kind === 'Type3') return true
  if (kind === 'Type0') {
    const list = font.lookup(PDFName.of('DescendantFonts'))
    if (!(list instanceof PDFArray)) return false
    // Those that stand in the list itself are no objects of their own.
    return list
      .asArray()
      .every(entry => entry instanceof PDFRef || (entry instanceof PDFDict && isEmbedded(doc, entry)))
  }
  const descriptor = font.lookup(PDFName.of('FontDescriptor'))
  return (
    descriptor instanceof PDFDict &&
    ['FontFile', 'FontFile2', 'FontFile3'].some(key => descriptor.get(PDFName.of(key)) !== undefined)
  )
}

/** An action, on its own or inside the dictionary that it belongs to. */
function hasScript(object: PDFDict): boolean {
  if (isAction(object)) return true
  return ['OpenAction', 'A'].some(key => {
    const action = object.get(PDFName.of(key))
    return action instanceof PDFDict && isAction(action)
  })
}

const isAction = (object: PDFDict): boolean => ['JavaScript', 'Launch'].includes(nameOf(object, 'S') ?? '')

function nameOf(object: PDFDict, key: string): string | undefined {
  const value = object.lookup(PDFName.of(key))
  return value instanceof PDFName ? value.decodeText() : undefined
}
