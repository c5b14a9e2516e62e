/** The files of a package, put together one by one. */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FormSubject } from '../../../src-shared/contract/form.ts'
import { SLOTS } from '../../../src-shared/domain/evidence.ts'
import { sizeText } from '../../../src-shared/domain/size.ts'
import { type FormKey, givenFacts, type Mode } from '../../../src-shared/forms/index.ts'
import type { Context } from '../../context.ts'
import type { PackageExportRow } from '../../db/entities/archive.ts'
import type { BagEntry, BagSource } from '../../package/bag.ts'
import { coverDeep } from '../../package/personal.ts'
import { formFonts } from '../../print/fonts.ts'
import { loadFacts } from '../dossier/index.ts'
import { type Leaf, printCoded } from '../scan/printCoded.ts'
import { storedEntries, typeOfFile } from './packageFiles.ts'
import { formEntries } from './packageForms.ts'
import { type Fate, judgeFiles, type Shown } from './packageMask.ts'
import { type Listed, planFacts } from './packagePapers.ts'
import { type PackageKind, type PackageState, requireContent } from './packageState.ts'

/** What is being put together. */
export interface Making {
  ctx: Context
  state: PackageState
  kind: PackageKind
  /** A folder for what is made on the way; gone afterwards. */
  work: string
  listed: Listed[]
  entries: BagEntry[]
  /** What became of the files in a 脱敏 package. */
  fates: Fate[]
  sources: PackageExportRow['sources']
}

/** As it is in a full package, without numbers in a 脱敏 one. */
export const covered = <T>({ kind, state }: Making, value: T): T =>
  kind === 'masked' ? coverDeep(value, state.phones) : value

/** Evidence, papers and forms, in the order of the slots. @throws AppError PACKAGE_EMPTY, FILE_UNREADABLE, CANCELLED */
export async function addContent(making: Making): Promise<void> {
  const { ctx, state, kind, work, entries, listed } = making
  const stored = storedEntries(state.rows, sha256 => typeOfFile(ctx.files.path(sha256), state.sizes.get(sha256) ?? 0))
  const forms = formEntries(state.rows)
  const shown = stored.filter((entry): entry is Shown => entry.shown !== undefined)
  requireContent(state, shown.length + forms.filter(({ own }) => own).length)
  const fates = kind === 'masked' ? await judgeFiles(ctx, state, shown, work) : new Map<Shown, Fate>()
  making.fates = [...fates.values()]
  for (const entry of shown)
    await addShown(making, entry, fates.get(entry) ?? { kind: 'same', unseen: false, place: false })
  if (kind === 'full') {
    const hidden = [...stored.filter(entry => entry.shown === undefined), ...earlier(state)]
    for (const { name, sha256 } of hidden) entries.push(fileOf(making, name, sha256))
  }
  for (const [i, { own: _, ...form }] of forms.entries()) {
    ctx.progress(i, forms.length, '生成表单')
    const file = await printed(making, form.name, [await itemOf(making, form)])
    const { form: __, mode: ___, subject: ____, ...about } = form
    const made = { author: '', on: null, pages: '', type: 'application/pdf', thumbnail: null }
    listed.push({ ...covered(making, about), ...made, ...file })
  }
  const order = new Map<string, number>(SLOTS.map(({ slot }, i) => [slot, i]))
  const place = ({ slot }: Listed) => order.get(slot) ?? SLOTS.length
  listed.sort((a, b) => place(a) - place(b)) // stable: by number within a slot
}

/** Manifests of earlier exports: their 交付清单 can be printed again from them. */
const earlier = ({ rows, sizes }: PackageState) =>
  (rows.package_export ?? [])
    .map(row => ({ name: `other/export-${String(row.id)}.txt`, sha256: String(row.digest) }))
    .filter(({ sha256 }) => sizes.has(sha256))

const fileOf = ({ ctx, state }: Making, name: string, sha256: string): BagEntry => ({
  name,
  source: { path: ctx.files.path(sha256), bytes: state.sizes.get(sha256) ?? 0, sha256 },
})

async function addShown(making: Making, { name, sha256, shown }: Shown, fate: Fate): Promise<void> {
  const { state, entries, listed, sources } = making
  const { thumbnail, personal: _, boxes: __, ...facts } = shown
  const about = { ...facts, title: covered(making, shown.title), author: covered(making, shown.author) }
  if (fate.kind === 'same') {
    entries.push(fileOf(making, name, sha256))
    if (thumbnail) entries.push(fileOf(making, thumbnail.name, thumbnail.sha256))
    const bytes = state.sizes.get(sha256) ?? 0
    listed.push({ ...about, name, bytes, sha256, thumbnail: thumbnail?.name ?? null })
    return
  }
  if (fate.kind === 'covered') {
    const made = renamed(name, 'jpg')
    const small = renamed(name.replace(/^evidence\//, 'thumbs/'), 'jpg')
    const file = await kept(making, made, fate.jpeg)
    if (fate.thumbnail) entries.push({ name: small, source: fate.thumbnail })
    else if (thumbnail) entries.push(fileOf(making, thumbnail.name, thumbnail.sha256))
    const shownSmall = fate.thumbnail ? small : (thumbnail?.name ?? null)
    listed.push({ ...about, ...file, type: 'image/jpeg', name: made, thumbnail: shownSmall, source: sha256 })
    sources.push({ name: made, sha256: file.sha256, source: sha256 })
    return
  }
  const made = renamed(name, 'pdf')
  const { org, plan } = planFacts(state, making.kind)
  const size = sizeText(state.sizes.get(sha256) ?? 0)
  const sheet = { org, plan, code: shown.code, title: about.title, reason: fate.reason, size, source: sha256 }
  const file = await printed(making, made, [{ form: 'withheld', mode: 'filled', facts: givenFacts('withheld', sheet) }])
  const title = `${about.title}（未列入）`
  listed.push({ ...about, ...file, title, type: 'application/pdf', name: made, thumbnail: null, source: sha256 })
  const leftOut = `${shown.code} ${about.title}：${fate.reason}`
  sources.push({ name: made, sha256: file.sha256, source: sha256, leftOut })
}

const renamed = (name: string, extension: string): string => name.replace(/\.[^./]*$/, `.${extension}`)

/** The facts of a form as they are stored, ready to be printed. */
export async function itemOf(
  making: Making,
  { form, mode, subject }: { form: FormKey; mode: Mode; subject: FormSubject },
): Promise<Leaf> {
  return { form, mode, subject, facts: await loadFacts(making.ctx, form, subject) }
}

/** Prints forms to one PDF of the package. */
export async function printed(making: Making, name: string, items: Leaf[]) {
  const { ctx, work } = making
  const path = join(work, 'printed.pdf')
  const facts = items.map(item => ({ ...item, facts: covered(making, item.facts) }))
  const fonts = formFonts(ctx.resourcesDir)
  // A sealed batch cannot be changed any more: no character of a title may lock its package up.
  const options = { fonts, signal: ctx.signal, pageNumbers: 'all', lacking: 'substitute' } as const
  await printCoded(ctx, facts, path, options, 'package')
  return kept(making, name, await readFile(path))
}

/** Bytes as a file of the package, beside what is written: memory does not grow with their number. */
async function kept({ work, entries }: Making, name: string, bytes: Uint8Array) {
  const path = join(work, name.replaceAll('/', '_'))
  await writeFile(path, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const source: BagSource = { path, bytes: bytes.length, sha256 }
  entries.push({ name, source })
  return { bytes: bytes.length, sha256 }
}
