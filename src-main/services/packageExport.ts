/** 事后督导包: everything that a batch has, in one folder or zip that proves itself (第二十九条; requirements A52). */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { FormSubject } from '../../src-shared/contract/form.ts'
import type { Parsed } from '../../src-shared/contract/index.ts'
import type { Exported } from '../../src-shared/contract/package.ts'
import { SLOTS } from '../../src-shared/domain/evidence.ts'
import { maskIdNumber } from '../../src-shared/domain/idNumber.ts'
import type { FormKey, Mode } from '../../src-shared/forms/index.ts'
import type { PackageIndex } from '../../src-shared/package.ts'
import type { Context } from '../context.ts'
import { type PackageExportRow, PackageExportTable } from '../db/entities/archive.ts'
import { type FormItem, printForms } from '../forms/print.ts'
import { anchorOf } from '../package/anchor.ts'
import { type Amount, type BagEntry, writeBag } from '../package/bag.ts'
import { coverDeep, coverPersonal } from '../package/personal.ts'
import { INDEX } from '../package/read.ts'
import { searchBytes, searchFile } from '../package/search.ts'
import { viewerHtml } from '../package/viewer.ts'
import { viewerIndex } from '../package/viewerIndex.ts'
import { formFonts } from '../print/fonts.ts'
import { registerFile } from './attachment.ts'
import { record } from './audit.ts'
import { loadFacts } from './formFacts.ts'
import { localDate } from './localDate.ts'
import { storedEntries, typeOfFile } from './packageFiles.ts'
import { formEntries } from './packageForms.ts'
import { showExport } from './packageList.ts'
import { coveredName, type Fate, inWork, judgeFiles, type Shown } from './packageMask.ts'
import { catalogueFacts, headFacts, type Listed, overviewFacts, planFacts } from './packagePapers.ts'
import type { Row, Rows } from './packageRows.ts'
import { KIND, type PackageKind, type PackageState, readState, requireContent, sealText } from './packageState.ts'
import { nameOf, PARTS } from './packageTables.ts'
import { sizeText } from './packageText.ts'

type Input = Parsed<'package.export'>

/** What is being put together. */
interface Making {
  ctx: Context
  state: PackageState
  kind: PackageKind
  /** A folder for what is made on the way; gone afterwards. */
  work: string
  listed: Listed[]
  entries: BagEntry[]
  sources: PackageExportRow['sources']
}

/**
 * Writes the package whole or not at all, and then into the export log.
 * @throws AppError NOT_FOUND, ORG_MISSING, PACKAGE_EMPTY, FILE_UNREADABLE (a stored file is missing or changed, by its name in the package),
 * FILE_NOT_WRITTEN, CANCELLED
 */
export async function exportPackage(ctx: Context, input: Input, target: string): Promise<Exported> {
  const stamp = ctx.stamp()
  const state = await ctx.db.write(manager => readState(manager, input, { vault: ctx.vault, stamp }))
  const work = join(ctx.dataDir, 'work', `package-${randomUUID()}`)
  await mkdir(work, { recursive: true })
  const making: Making = { ctx, state, kind: input.kind, work, listed: [], entries: [], sources: [] }
  try {
    const humanFiles = await make(making)
    const written = await writeBag({
      entries: making.entries,
      humanFiles,
      info: bagInfo(making),
      target: { kind: input.form, path: target },
      progress: (done, total) => ctx.progress(done.bytes, total.bytes, `写入 ${done.files}/${total.files} 个文件`),
      signal: ctx.signal,
    })
    return await enter(making, input, basename(target), written)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function make(making: Making): Promise<BagEntry[]> {
  const { ctx, state, kind, work, entries } = making
  const stored = storedEntries(state.rows, sha256 => typeOfFile(ctx.files.path(sha256), state.sizes.get(sha256) ?? 0))
  const forms = formEntries(state.rows)
  const shown = stored.filter((entry): entry is Shown => entry.shown !== undefined)
  requireContent(state, shown.length + forms.filter(({ slot }) => /^(R3|R4|Q5|D1|D5)$/.test(slot)).length)
  const fates = kind === 'masked' ? await judgeFiles(ctx, state, shown, work) : new Map<Shown, Fate>()
  for (const entry of shown) await addShown(making, entry, fates.get(entry) ?? { kind: 'same' })
  if (kind === 'full') {
    const hidden = [...stored.filter(entry => entry.shown === undefined), ...earlier(state)]
    for (const { name, sha256 } of hidden) entries.push(fileOf(making, name, sha256))
  }
  for (const [i, form] of forms.entries()) {
    ctx.progress(i, forms.length, '生成表单')
    const made = await printed(making, form.name, [await itemOf(making, form)])
    entries.push(made.entry)
    making.listed.push({
      ...form,
      author: '',
      on: null,
      pages: '',
      type: 'application/pdf',
      thumbnail: null,
      ...made.facts,
    })
  }
  const order = new Map<string, number>(SLOTS.map(({ slot }, i) => [slot, i]))
  const place = (listed: Listed) => order.get(listed.slot) ?? SLOTS.length
  making.listed.sort((a, b) => place(a) - place(b)) // stable: by number within a slot
  return addPapers(making)
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
  const { state, kind, entries, listed, sources } = making
  const title = kind === 'masked' ? coverPersonal(shown.title, state.phones) : shown.title
  const { thumbnail, personal: _, boxes: __, ...facts } = shown
  const base = { ...facts, title, author: kind === 'masked' ? coverPersonal(shown.author, state.phones) : shown.author }
  if (fate.kind === 'same') {
    entries.push(fileOf(making, name, sha256))
    if (thumbnail) entries.push(fileOf(making, thumbnail.name, thumbnail.sha256))
    const bytes = state.sizes.get(sha256) ?? 0
    listed.push({ ...base, name, bytes, sha256, thumbnail: thumbnail?.name ?? null })
    return
  }
  if (fate.kind === 'covered') {
    const made = coveredName(name, 'jpg')
    const small = coveredName(name.replace(/^evidence\//, 'thumbs/'), 'jpg')
    const digest = createHash('sha256').update(fate.jpeg).digest('hex')
    const path = inWork(making.work, made)
    await writeFile(path, fate.jpeg)
    entries.push(
      { name: made, source: { path, bytes: fate.jpeg.length, sha256: digest } },
      { name: small, source: fate.thumbnail },
    )
    listed.push({
      ...base,
      type: 'image/jpeg',
      name: made,
      bytes: fate.jpeg.length,
      sha256: digest,
      thumbnail: small,
      source: sha256,
    })
    sources.push({ name: made, sha256: digest, source: sha256 })
    return
  }
  const made = coveredName(name, 'pdf')
  const size = sizeText(state.sizes.get(sha256) ?? 0)
  const sheet = { ...planFacts(state, kind), code: shown.code, title, reason: fate.reason, size, source: sha256 }
  const { state: ___, planNo: ____, ...about } = sheet
  const { entry, facts: file } = await printed(making, made, [{ form: 'withheld', mode: 'filled', facts: about }])
  entries.push(entry)
  listed.push({
    ...base,
    title: `${title}（未列入）`,
    type: 'application/pdf',
    name: made,
    thumbnail: null,
    source: sha256,
    ...file,
  })
  sources.push({ name: made, sha256: file.sha256, source: sha256, leftOut: `${shown.code} ${title}：${fate.reason}` })
}

interface Form {
  form: FormKey
  mode: Mode
  subject: FormSubject
}

async function itemOf({ ctx, state, kind }: Making, { form, mode, subject }: Form): Promise<FormItem> {
  const facts = await loadFacts(ctx, form, subject)
  return { form, mode, facts: kind === 'masked' ? coverDeep(facts, state.phones) : facts }
}

/** Prints forms to one PDF in the work folder. */
async function printed({ ctx, state, kind, work }: Making, name: string, items: FormItem[]) {
  const path = inWork(work, name)
  const covered =
    kind === 'masked' ? items.map(item => ({ ...item, facts: coverDeep(item.facts, state.phones) })) : items
  await printForms(covered, path, { fonts: formFonts(ctx.resourcesDir), signal: ctx.signal, pageNumbers: 'all' })
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
  const { size: bytes } = await stat(path)
  return { entry: { name, source: { path, bytes, sha256 } }, facts: { bytes, sha256 } }
}

/** 目录, 概况, 四性检测报告 lie under data/, where the digest covers them, and once more beside 打开.html, where people look. */
async function addPapers(making: Making): Promise<BagEntry[]> {
  const { ctx, state, kind, entries, listed } = making
  const { batch } = state
  const slots = await itemOf(making, { form: 'slotList', mode: 'filled', subject: { kind: 'batch', id: batch.id } })
  ctx.progress(0, 0, '生成目录')
  const filled = (form: FormKey, facts: unknown): FormItem => ({ form, mode: 'filled', facts })
  const papers = [
    ['catalogue', '目录', [slots, filled('catalogue', catalogueFacts(state, kind, listed))]],
    ['overview', '概况', [filled('overview', overviewFacts(state, kind))]],
  ] as const
  const human: BagEntry[] = []
  for (const [name, title, items] of papers) {
    const { entry } = await printed(making, `papers/${name}.pdf`, [...items])
    entries.push(entry)
    human.push({ name: `${title}.pdf`, source: entry.source })
  }
  const cover = <T>(value: T): T => (kind === 'masked' ? coverDeep(value, state.phones) : value)
  const index = cover(indexOf(making))
  entries.push({ name: 'log.json', source: json(cover({ head: state.logHead, events: state.events })) })
  entries.push({ name: INDEX, source: json(index) })
  const about = {
    facts: headFacts(state, kind),
    papers: papers.map(([, title]) => ({ name: `${title}.pdf`, title })),
  }
  // What people see holds no number in any package; those that an import needs are in index.json alone.
  const page = viewerHtml(coverDeep(viewerIndex(index, about), state.phones))
  human.unshift({ name: '打开.html', source: Buffer.from(page) })
  if (kind === 'masked') await proveClean(making, [...entries, ...human])
  return human
}

const json = (value: unknown): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 1)}\n`)

function indexOf({ state, kind, listed, ctx }: Making): PackageIndex {
  return {
    format: 'neidu-package',
    version: 1,
    kind,
    title: state.batch.name,
    org: state.org,
    madeAt: ctx.stamp().at,
    logHead: state.logHead,
    facts: (kind === 'full' ? state.rows : maskedRows(state.rows)) as PackageIndex['facts'],
    slots: state.slots.slots.flatMap(({ slot, name, required, state: standing, reason }) =>
      standing === 'none' ? [] : [{ slot, name, required, state: standing, reason }],
    ),
    evidence: listed.map(entry => ({ ...entry })),
  }
}

/** The batch's own tables; people and places stay at home, but for what the forms print of them. */
function maskedRows(rows: Rows): Rows {
  const own = PARTS.filter(part => part.room === 'batch').map(nameOf)
  return Object.fromEntries(
    own.map(name => [
      name,
      (rows[name] ?? []).map((row): Row => {
        if (!('idNumber' in row)) return row
        const { idNumber, ...rest } = row
        return { ...rest, idMasked: typeof idNumber === 'string' ? maskIdNumber(idNumber) : null }
      }),
    ]),
  )
}

/** The last look at all that the program itself has written: a number in it is a fault of ours, and nothing goes out. */
async function proveClean({ ctx, state, work }: Making, entries: readonly BagEntry[]): Promise<void> {
  const options = { phones: state.phones, work, signal: ctx.signal }
  for (const { name, source } of entries) {
    if (typeof source === 'function') throw new Error(`not looked through: ${name}`)
    const own = source instanceof Uint8Array || source.path.startsWith(work)
    if (!own) continue // looked through where it was judged
    const found =
      source instanceof Uint8Array ? await searchBytes(source, options) : await searchFile(source.path, options)
    if (found.sure > 0) throw new Error(`a number in ${name} was not covered`)
  }
}

function bagInfo({ state, kind, ctx }: Making): { 'Bagging-Date': string } & Record<string, string> {
  const covered = (text: string) => (kind === 'masked' ? coverPersonal(text, state.phones) : text)
  return {
    'Source-Organization': state.org,
    'External-Identifier': covered(state.batch.planNo),
    'External-Description': `${covered(state.batch.name)}（${KIND[kind]}，${sealText(state)}）`,
    'Bagging-Date': localDate(ctx.seams.clock()),
    'Bag-Software-Agent': `内督管家 ${ctx.version}`,
    'Package-Kind': kind,
    'Log-Head': state.logHead,
    'Seal-Version': state.sealVersion === null ? 'none' : String(state.sealVersion),
    ...(state.sealDigest ? { 'Seal-Digest': state.sealDigest } : {}),
  }
}

/** Into the export log, with the manifest itself: the 交付清单 lists from it what was handed over, for good. */
async function enter(
  { ctx, state, sources }: Making,
  input: Input,
  name: string,
  written: Amount & { digest: string; manifest: string },
): Promise<Exported> {
  const { batch, logHead, sealId, locked } = state
  const manifest = Buffer.from(written.manifest)
  await ctx.files.put(manifest)
  const anchor = anchorOf(written.digest, logHead)
  const stamp = ctx.stamp()
  const id = await ctx.db.write(async manager => {
    await registerFile(manager, { sha256: written.digest, bytes: manifest.length }, stamp)
    const { identifiers } = await manager.insert(PackageExportTable, {
      batchId: batch.id,
      sealId,
      kind: input.kind,
      form: input.form,
      name,
      receiver: input.receiver,
      files: written.files,
      bytes: written.bytes,
      digest: written.digest,
      logHead,
      anchor,
      sources,
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
    })
    await record(manager, stamp, {
      action: 'package.export',
      subject: `batch:${batch.id}`,
      text: `导出批次「${batch.name}」的${KIND[input.kind]}（${sealText(state)}）：${written.files} 个文件，锚定码 ${anchor}${input.receiver ? `，接收：${input.receiver}` : ''}`,
      detail: { digest: written.digest, anchor, files: written.files, bytes: written.bytes, sources },
    })
    return identifiers[0]?.id as number
  })
  const notes = locked > 0 && input.kind === 'full' ? [`${locked} 个身份证号码本机不能解开，没有列入`] : []
  const exported = await ctx.db.read(manager => showExport(manager, id))
  return { ...exported, leftOut: [...exported.leftOut, ...notes] }
}
