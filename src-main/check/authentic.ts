/** 真实性, checks 1–8. */
import { isDeepStrictEqual } from 'node:util'
import { batchDates } from '../../src-shared/contract/batch.ts'
import { localTime as cameraTime, evidenceFacts } from '../../src-shared/contract/evidence.ts'
import { isSlot } from '../../src-shared/domain/evidence.ts'
import { notApplicable, type Verdict, verdict } from '../../src-shared/domain/fourChecks.ts'
import { dataVersion } from '../db/version.ts'
import { KINDS } from '../files/kinds.ts'
import { localTime } from '../media/clock.ts'
import { anchorOf } from '../package/anchor.ts'
import type { FrozenFacts } from '../services/archive/sealFacts.ts'
import { canonical, dataOf, type Manifest } from '../services/archive/sealManifest.ts'
import type { Facts, Item, NamedFile } from './facts.ts'
import type { Content, Probe } from './probe.ts'

/** A file with what was found in its place. */
export interface Seen {
  file: NamedFile
  probe: Probe
}

export const NO_FILES = notApplicable('没有文件')

/** Those that are there and could be read, with what they say. */
export const read = (seen: readonly Seen[]): { file: NamedFile; content: Content }[] =>
  seen.flatMap(({ file, probe }) =>
    probe.place === 'there' && probe.content.sha256 !== null ? [{ file, content: probe.content }] : [],
  )

/** 1 元数据类型、长度、格式、值域. */
export function checkFields({ items, batch }: Facts): Verdict {
  const dates = batchDates.safeParse(batch.dates)
  const fail = [
    ...(dates.success ? [] : dates.error.issues.map(i => `批次日期 ${i.path.join('.')}：${i.message}`)),
    ...items.flatMap(item => fieldFaults(item).map(fault => `${item.code} ${item.title}：${fault}`)),
  ]
  return verdict({ fail })
}

const FIELD: Record<string, string> = {
  title: '题名',
  author: '责任者',
  on: '日期',
  category: '类别',
  secrecy: '密级',
  recorder: '摄录者',
  place: '地点',
  subject: '事由',
  pageNo: '页号',
  pageCount: '总页数',
}

function fieldFaults(item: Item): string[] {
  const { title, author, onDate, category, secrecy, recorder, place, subject, pageNo, pageCount } = item
  const facts = { title, author, on: onDate, category, secrecy, recorder, place, subject, pageNo, pageCount }
  const parsed = evidenceFacts.safeParse(facts)
  // A missing title is check 10's.
  const issues = parsed.success ? [] : parsed.error.issues.filter(issue => !(issue.path[0] === 'title' && title === ''))
  return [
    ...issues.map(issue => `${FIELD[String(issue.path[0])] ?? issue.path.join('.')}${issue.message}`),
    ...(item.batchId !== null && !isSlot(item.slot) ? [`没有「${item.slot}」这个槽位`] : []),
    ...(item.takenAt !== null && !cameraTime.safeParse(item.takenAt).success ? ['拍摄时间的格式不符'] : []),
    ...(pageNo !== null && pageCount !== null && pageNo > pageCount ? ['页号大于总页数'] : []),
    ...(item.width !== null && item.width < 1 ? ['图片宽度不是正数'] : []),
    ...(item.seconds !== null && item.seconds < 0 ? ['时长是负数'] : []),
  ]
}

/** 2 文件摘要与入库摘要一致. What is not there is check 5's. */
export function checkDigests(seen: readonly Seen[]): Verdict {
  if (seen.length === 0) return NO_FILES
  const fail = seen.flatMap(({ file, probe }) => {
    if (probe.place === 'missing') return []
    if (probe.content.sha256 === null) return [`${file.label}：无法读取`]
    return probe.content.sha256 === file.sha256 ? [] : [`${file.label}：内容与入库时不同`]
  })
  return verdict({ fail }, `${new Set(read(seen).map(({ file }) => file.sha256)).size} 个文件的 SHA-256 全部一致`)
}

/** 3 大小与登记一致. */
export function checkSizes(seen: readonly Seen[]): Verdict {
  if (seen.length === 0) return NO_FILES
  const fail = read(seen)
    .filter(({ file, content }) => content.bytes !== file.bytes)
    .map(({ file, content }) => `${file.label}：登记 ${file.bytes} 字节，实际 ${content.bytes} 字节`)
  return verdict({ fail })
}

/** 4 魔数与扩展名一致. What is no kind of ours is check 20's or 23's. */
export function checkTypes(seen: readonly Seen[]): Verdict {
  if (seen.length === 0) return NO_FILES
  const fail = read(seen).flatMap(({ file, content: { type } }) => {
    const kind = type === null ? undefined : KINDS.get(type)
    if (!kind || kind.extensions.length === 0) return []
    const extension = /\.([^.]+)$/.exec(file.fileName)?.[1]?.toLowerCase() ?? ''
    // Tables as text have no mark of their own.
    const fits = kind.extensions.includes(extension) || (kind.type === 'text/plain' && extension === 'csv')
    const registered = file.item?.type ?? kind.type
    return [
      ...(fits ? [] : [`${file.label}：文件名是「${file.fileName}」，内容是「${kind.name}」`]),
      ...(registered === kind.type || registered === 'text/csv'
        ? []
        : [`${file.label}：登记为 ${registered}，内容是「${kind.name}」`]),
    ]
  })
  return verdict({ fail })
}

/** 5 元数据路径与实际位置一致. */
export function checkPlaces(seen: readonly Seen[]): Verdict {
  if (seen.length === 0) return NO_FILES
  const fail = seen
    .filter(({ probe }) => probe.place === 'missing')
    .map(({ file }) => `${file.label}：不在 files/${file.sha256.slice(0, 2)}/${file.sha256.slice(0, 12)}…`)
  return verdict({ fail })
}

// 备案回执 and the venue's papers are older than the batch by nature.
const OLDER = ['P1', 'R5']

/** 6 EXIF/修改时间不晚于封存、不早于批次 (告警). Camera clocks are corrected by the batch's reference photos. */
export function checkTimes({ items, batch, sessions, sealed, clocks, stamp }: Facts): Verdict {
  if (items.length === 0) return NO_FILES
  const last = localTime(Date.parse(sealed?.sealedAt ?? stamp.at)) ?? ''
  const days = [...Object.values(batch.dates), ...sessions.map(session => session.date)].filter(day => day !== null)
  const first = days.sort()[0] ?? ''
  const warn = items.flatMap(item => {
    const offset = (clocks.get(item.camera) ?? 0) * 1000
    const taken = item.takenAt === null ? null : localTime(Date.parse(item.takenAt) + offset)
    const changed = item.modifiedAt === null ? null : localTime(Date.parse(item.modifiedAt))
    const at = taken ?? changed
    if (at === null) return []
    const name = `${item.code} ${item.title}：${taken ? '拍摄' : '修改'}于 ${at.replace('T', ' ')}`
    if (at > last) return [`${name}，晚于${sealed ? '封存' : '现在'}`]
    return at.slice(0, 10) < first && !OLDER.includes(item.slot) ? [`${name}，早于批次的第一天 ${first}`] : []
  })
  return verdict({ warn })
}

/** 7 日志链连续. */
export function checkLog({ log, logHasHead }: Facts): Verdict {
  const fail = [
    ...(log.broken === null ? [] : [`第 ${log.broken} 条日志与前一条不衔接`]),
    ...(logHasHead ? [] : ['封存时的日志头不在日志中']),
  ]
  return verdict({ fail }, `${log.events} 条`)
}

const PARTS: Record<keyof FrozenFacts, string> = {
  batch: '批次信息',
  sessions: '场次',
  staff: '工作人员',
  candidates: '考生名册',
  assignments: '委派单',
  records: '内部督导记录',
  notApplicable: '不适用的说明',
  evidence: '归档文件',
}

/**
 * 8 包结构=规范, 与封存清单一致. `manifest`: what lies in the store, or why it cannot be read. Digests of 身份证 are compared under the same key
 * only: a batch that was rebuilt from its package has its numbers sealed anew.
 */
export function checkManifest({ sealed, frozen }: Facts, manifest: Manifest | string | null, keyId: string): Verdict {
  if (!sealed) return notApplicable('尚未封存')
  if (manifest === null || typeof manifest === 'string')
    return verdict({ fail: [`第 ${sealed.version} 版封存清单：${manifest ?? '不在'}`] })
  const anchor = anchorOf(sealed.digest, sealed.logHead) === sealed.anchor ? [] : ['锚定码与清单、日志头不符']
  if (!frozen) {
    const versions = `数据版本 ${dataOf(manifest)}，本程序支持到 ${dataVersion()}`
    return verdict({ todo: [`第 ${sealed.version} 版封存清单由更新版本的程序写成（${versions}），请更新程序后再检测`] })
  }
  const fail = [...anchor, ...changedSince(manifest, frozen, keyId)]
  return verdict({ fail }, `第 ${sealed.version} 版，锚定码 ${sealed.anchor}`)
}

/** What of a sealed batch is not what its manifest says, part by part. `frozen`: as it is now, in what the manifest's version knew. */
export function changedSince(manifest: Manifest, frozen: FrozenFacts, keyId: string): string[] {
  const now = JSON.parse(canonical(frozen)) as FrozenFacts // the same values as JSON knows them
  const shown = (part: keyof FrozenFacts, facts: FrozenFacts): string =>
    canonical(part === 'candidates' && manifest.key !== keyId ? facts.candidates.map(withoutDigest) : facts[part])
  const parts = Object.keys(PARTS) as (keyof FrozenFacts)[]
  return [
    ...parts
      .filter(part => part !== 'evidence' && shown(part, now) !== shown(part, manifest.frozen))
      .map(part => `${PARTS[part]}与封存时不同`),
    ...evidenceFaults(manifest.frozen.evidence, now.evidence),
  ]
}

const withoutDigest = ({ idDigest: _, ...candidate }: Record<string, unknown>) => candidate

function evidenceFaults(then: FrozenFacts['evidence'], now: FrozenFacts['evidence']): string[] {
  const before = new Map(then.map(item => [item.code, item]))
  const after = new Map(now.map(item => [item.code, item]))
  const name = ({ code, title }: FrozenFacts['evidence'][number]) => `${code} ${title}`
  return [
    ...then.filter(item => !after.has(item.code)).map(item => `${name(item)}：在清单上，档案中没有`),
    ...now.filter(item => !before.has(item.code)).map(item => `${name(item)}：不在清单上`),
    ...now
      .filter(item => before.has(item.code) && !isDeepStrictEqual(before.get(item.code), item))
      .map(item => `${name(item)}：与封存时不同`),
  ]
}
