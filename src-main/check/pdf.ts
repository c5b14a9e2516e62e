import { ParseSpeeds, PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRef, PDFString } from 'pdf-lib'
import { opensFreely } from './pdfPassword.ts'

/** What check 17 asks of a PDF; `locked` is for check 21, `scripts` for check 23. */
export interface PdfFacts {
  pages: number
  /** Fonts that are not embedded, by name. */
  bare: string[]
  /** JavaScript, or an action that starts a program. */
  scripts: boolean
  /** Names of attached files. */
  attached: string[]
  locked: boolean
  /** Opens without a password, and limits printing or copying only. */
  limited: boolean
}

const LOCKED: PdfFacts = { pages: 0, bare: [], scripts: false, attached: [], locked: true, limited: false }

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
  if (doc.isEncrypted) return opensFreely(doc) ? { ...LOCKED, locked: false, limited: true } : LOCKED
  const bare = new Set<string>()
  let scripts = false
  const attached = new Set<string>()
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue
    const type = nameOf(object, 'Type')
    if (type === 'Font' && !isEmbedded(doc, object)) bare.add(nameOf(object, 'BaseFont') ?? '未命名字体')
    if (hasScript(object)) scripts = true
    for (const name of attachedIn(object)) attached.add(name)
  }
  return {
    pages: doc.getPageCount(),
    bare: [...bare].sort(),
    scripts,
    attached: [...attached].sort(),
    locked: false,
    limited: false,
  }
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

/** A file specification that carries its file, on its own or in an annotation (7.11.3, 12.5.6.15). */
function attachedIn(object: PDFDict): string[] {
  const inner = object.get(PDFName.of('FS'))
  const spec = inner instanceof PDFDict ? inner : object
  if (!spec.has(PDFName.of('EF'))) return []
  return ['UF', 'F'].flatMap(key => {
    const name = spec.lookup(PDFName.of(key))
    return name instanceof PDFString || name instanceof PDFHexString ? [name.decodeText()] : []
  })
}

const isAction = (object: PDFDict): boolean => ['JavaScript', 'Launch'].includes(nameOf(object, 'S') ?? '')

function nameOf(object: PDFDict, key: string): string | undefined {
  const value = object.lookup(PDFName.of(key))
  return value instanceof PDFName ? value.decodeText() : undefined
}
