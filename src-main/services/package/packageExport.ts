/** 事后督导包: everything that a batch has, in one folder or zip that proves itself (第二十九条; requirements A52). */
import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { EntityManager } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import type { Exported } from '../../../src-shared/contract/package.ts'
import { type FactsOf, type FormKey, givenFacts } from '../../../src-shared/forms/index.ts'
import { runChecks } from '../../check/index.ts'
import type { Context, Stamp } from '../../context.ts'
import { PackageExportTable } from '../../db/entities/archive.ts'
import { anchorOf } from '../../package/anchor.ts'
import { type Amount, type BagEntry, writeBag } from '../../package/bag.ts'
import { coverDeep } from '../../package/personal.ts'
import { INDEX } from '../../package/read.ts'
import { searchBytes, searchFile } from '../../package/search.ts'
import { viewerHtml } from '../../package/viewer.ts'
import { viewerIndex } from '../../package/viewerIndex.ts'
import { registerFile } from '../attachment.ts'
import { record } from '../audit.ts'
import { makeThumbnail } from '../evidence/evidenceThumbnail.ts'
import { paced, type Watch } from '../pace.ts'
import type { Leaf } from '../scan/printCoded.ts'
import { hand, requireVisit } from '../supervision/visit.ts'
import { bagInfo, indexOf, logOf } from './packageIndex.ts'
import { showExport } from './packageList.ts'
import { addContent, covered, itemOf, type Making, printed } from './packageMake.ts'
import type { Fate } from './packageMask.ts'
import { catalogueFacts, headFacts, overviewFacts } from './packagePapers.ts'
import { KIND, onRecord, readState, sealText } from './packageState.ts'

type Input = Parsed<'package.export'>

/**
 * Writes the package whole or not at all, and then into the export log.
 * @throws AppError NOT_FOUND, ORG_MISSING, PACKAGE_EMPTY, FILE_UNREADABLE (a stored file is missing or changed, by its name in the package),
 * FILE_NOT_WRITTEN, CANCELLED
 */
export async function exportPackage(ctx: Context, input: Input, target: string): Promise<Exported> {
  await makeThumbnails(ctx, input.batchId)
  await runChecks(ctx, input.batchId) // its report is one of the papers
  const stamp = ctx.stamp()
  const state = await ctx.db.write(manager => readState(manager, input, { vault: ctx.vault, stamp }))
  const work = join(ctx.dataDir, 'work', `package-${randomUUID()}`)
  await mkdir(work, { recursive: true })
  const making: Making = { ctx, state, kind: input.kind, work, listed: [], entries: [], fates: [], sources: [] }
  try {
    await addContent(making)
    const humanFiles = await addPapers(making)
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

/** The viewer shows small pictures: they are made now where an intake has not. */
async function makeThumbnails(ctx: Context, batchId: number): Promise<void> {
  const rows = (await ctx.db.read(manager =>
    manager.query(
      `SELECT id FROM evidence WHERE (batch_id = ? OR visit_id IN (SELECT id FROM visit WHERE batch_id = ?))
         AND thumbnail IS NULL AND type LIKE 'image/%' AND struck_at IS NULL`,
      [batchId, batchId],
    ),
  )) as { id: number }[]
  for await (const { id } of paced(rows, watch(ctx))) await makeThumbnail(ctx, id)
}

const watch = ({ progress, signal }: Context): Watch => ({
  signal,
  progress: (done, total) => progress(done, total, '生成缩略图'),
})

/** 目录, 概况, 四性检测报告 lie under data/, where the digest covers them, and once more beside 打开.html, where people look. */
async function addPapers(making: Making): Promise<BagEntry[]> {
  const { ctx, state, kind, entries, listed } = making
  const batch = { kind: 'batch', id: state.batch.id } as const
  const stored = (form: FormKey) => itemOf(making, { form, mode: 'filled', subject: batch })
  const given = <K extends FormKey>(form: K, facts: FactsOf<K>): Leaf => ({
    form,
    mode: 'filled',
    facts: givenFacts(form, facts),
  })
  ctx.progress(0, 0, '生成目录')
  const papers: [name: string, title: string, items: Leaf[]][] = [
    [
      'catalogue',
      '目录',
      [await stored('slotList'), ...catalogueFacts(state, kind, listed).map(facts => given('catalogue', facts))],
    ],
    ['overview', '概况', [given('overview', overviewFacts(state, kind))]],
    ['checks', '四性检测报告', [await stored('fourChecks')]],
  ]
  const human: BagEntry[] = []
  for (const [name, title, items] of papers) {
    await printed(making, `papers/${name}.pdf`, items)
    const made = entries.at(-1)
    if (made) human.push({ name: `${title}.pdf`, source: made.source })
  }
  const index = indexOf(making)
  entries.push({ name: 'log.json', source: json(logOf(making)) }, { name: INDEX, source: json(index) })
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

/** The last look at all that the program itself has written: a number in it is a fault of ours, and nothing goes out. */
async function proveClean({ ctx, state, work }: Making, entries: readonly BagEntry[]): Promise<void> {
  const options = { phones: state.phones, work, signal: ctx.signal }
  for (const { name, source } of entries) {
    if (typeof source === 'function') throw new Error(`not looked through: ${name}`)
    const bytes = source instanceof Uint8Array
    if (!bytes && !source.path.startsWith(work)) continue // looked through where it was judged
    const found = bytes ? await searchBytes(source, options) : await searchFile(source.path, options)
    // Digits of two cells can make a number by chance; what is on record is none.
    const known = await ctx.db.read(manager => onRecord(manager, ctx.vault, found.likely))
    if (found.sure > 0 || known.size > 0) throw new Error(`a number in ${name} was not covered`)
  }
}

/** Into the export log, with the manifest itself: the 交付清单 lists from it what was handed over, for good. */
async function enter(
  making: Making,
  input: Input,
  name: string,
  written: Amount & { digest: string; manifest: string },
): Promise<Exported> {
  const { ctx, sources } = making
  const { batch, logHead, sealId } = making.state
  const { files, bytes, digest } = written
  const manifest = Buffer.from(written.manifest)
  await ctx.files.put(manifest)
  const anchor = anchorOf(digest, logHead)
  const stamp = ctx.stamp()
  const { kind, form, receiver } = input
  const row = { batchId: batch.id, sealId, kind, form, name, receiver, files, bytes, digest, logHead, anchor, sources }
  const exported = await ctx.db.write(async manager => {
    await registerFile(manager, { sha256: digest, bytes: manifest.length }, stamp)
    const by = { recordedBy: stamp.actor, recordedAt: stamp.at }
    const { identifiers } = await manager.insert(PackageExportTable, { ...row, ...by })
    if (input.visitId !== undefined)
      await handOver(manager, { visitId: input.visitId, name, files, digest, receiver }, stamp)
    const to = receiver ? `，接收：${receiver}` : ''
    await record(manager, stamp, {
      action: 'package.export',
      subject: `batch:${batch.id}`,
      text: `导出批次「${batch.name}」的${KIND[kind]}（${sealText(making.state)}）：${files} 个文件，锚定码 ${anchor}${to}`,
      detail: { digest, anchor, files, bytes, sources: covered(making, sources) },
    })
    return showExport(manager, identifiers[0]?.id as number)
  })
  return { ...exported, notes: notesOf(making) }
}

/** 第二十九条: what was made for a visit stands in its 资料提供登记 without anybody writing it there. */
async function handOver(
  manager: EntityManager,
  made: { visitId: number; name: string; files: number; digest: string; receiver: string },
  stamp: Stamp,
): Promise<void> {
  const { inspectors } = await requireVisit(manager, made.visitId)
  const to = made.receiver || inspectors.map(one => one.name).join('、')
  const what = `事后督导包「${made.name}」（${made.files} 个文件，清单摘要 ${made.digest.slice(0, 12)}）`
  await hand(manager, { id: made.visitId, what, way: '移交', by: stamp.actor || '经办人', to: to.slice(0, 80) }, stamp)
}

/** A search finds numbers in texts; what a picture shows only people see. */
function notesOf({ kind, state, listed, fates }: Making): string[] {
  if (kind === 'full')
    return state.locked > 0 ? [`${state.locked} 个身份证号码本机不能解开，没有列入，导入后须重新录入。`] : []
  const seen = listed.filter(({ type, source }) => source === undefined && /^(image|video|audio)\//.test(type))
  const count = (test: (fate: Fate) => boolean): number => fates.filter(test).length
  const notes: [count: number, text: string][] = [
    [
      count(fate => fate.kind === 'withheld' && fate.unreadable === true),
      '件文件不能检查（已加密、已损坏、过大或压缩方式特殊），没有列入，以说明代替。',
    ],
    [
      seen.length + count(fate => fate.kind === 'covered' && !fate.thumbnail),
      '件照片、录像或录音原样列入，程序看不出其中的面孔和证件：请确认无须遮盖，或标记遮盖区域后重新导出。',
    ],
    [
      count(fate => fate.kind === 'same' && fate.unseen),
      '件文档内有图片或扫描页，其中的文字不能检查：请确认没有证件和号码，或将密级改为「含个人信息」后重新导出。',
    ],
    [
      count(fate => fate.kind === 'same' && fate.place),
      '件照片或录像带有拍摄位置，未能去除：不宜外传的请改密级后重新导出。',
    ],
  ]
  return notes.filter(([n]) => n > 0).map(([n, text]) => `${n} ${text}`)
}
