/** Which stored files a package holds, and under which ASCII names: from the rows alone. */
import { closeSync, openSync } from 'node:fs'
import type { Box } from '../../../src-shared/contract/evidence.ts'
import { slotOfVisitPaper, visitForm } from '../../../src-shared/domain/slot.ts'
import type { Row, Rows } from '../../../src-shared/nouns/noun.ts'
import { kindOf } from '../../files/kinds.ts'
import { identify } from '../../files/magic.ts'
import { inFile } from '../../media/bytes.ts'
import { codeOf } from '../evidence/evidenceOwner.ts'
import { filesOf } from './packageRows.ts'

export interface StoredEntry {
  /** Path below data/. */
  name: string
  sha256: string
  /** undefined: it is there to rebuild the batch, not to be looked at. */
  shown?: {
    code: string
    slot: string
    title: string
    author: string
    on: string | null
    pages: string
    type: string
    personal: boolean // 密级 含个人信息
    boxes: Box[]
    thumbnail: { name: string; sha256: string } | null
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const orNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Every file once or more: a paper that lies in two slots is in both. `typeOf` tells what a stored content is. */
export function storedEntries(rows: Rows, typeOf: (sha256: string) => string): StoredEntry[] {
  const entries = [...evidence(rows, typeOf), ...papers(rows, typeOf)]
  const there = new Set(entries.flatMap(entry => [entry.sha256, entry.shown?.thumbnail?.sha256 ?? '']))
  const gone = new Set(destroyed(rows).flatMap(row => [text(row.file), text(row.thumbnail)]))
  const rest = [...filesOf(rows)].filter(digest => !there.has(digest) && !gone.has(digest)).sort()
  return [
    ...entries,
    ...rest.map(sha256 => ({ name: `other/${sha256.slice(0, 16)}.${extension(typeOf(sha256))}`, sha256 })),
  ]
}

/** 已销毁: the description travels, the content is no more. */
export function destroyed(rows: Rows): Row[] {
  const done = new Set((rows.destruction ?? []).filter(row => row.doneAt !== null).map(row => row.id))
  return (rows.evidence ?? []).filter(row => done.has(row.destructionId))
}

function evidence(rows: Rows, typeOf: (sha256: string) => string): StoredEntry[] {
  const gone = new Set(destroyed(rows))
  const visits = (rows.visit ?? []).map(visit => visit.id)
  return (rows.evidence ?? []).flatMap((row): StoredEntry[] => {
    if (gone.has(row)) return []
    const code = codeOfRow(row)
    const folder = row.visitId === null ? '' : `visit${visits.indexOf(row.visitId) + 1}/`
    const sha256 = text(row.file)
    const type = text(row.type) || typeOf(sha256)
    const name = `${folder}${code}.${extension(type)}`
    if (row.struckAt !== null) return [{ name: `struck/${name}`, sha256 }]
    const thumbnail = orNull(row.thumbnail)
    return [
      {
        name: `evidence/${name}`,
        sha256,
        shown: {
          code,
          slot: slotOfRow(row, rows),
          title: text(row.title),
          author: text(row.author),
          on: orNull(row.onDate),
          pages: row.pageNo === null ? '' : [row.pageNo, row.pageCount].filter(n => n !== null).join('/'),
          type,
          personal: row.secrecy === '含个人信息',
          boxes: row.boxes as Box[],
          thumbnail: thumbnail === null ? null : { name: `thumbs/${folder}${code}.jpg`, sha256: thumbnail },
        },
      },
    ]
  })
}

function codeOfRow(row: Row): string {
  const id = 0 // the code follows from kind and slot alone
  const slot = text(row.slot)
  const seq = Number(row.seq)
  if (row.visitId !== null) return codeOf({ kind: 'visit', id }, seq)
  return row.venueId === null ? codeOf({ kind: 'batch', id, slot }, seq) : codeOf({ kind: 'venue', id }, seq)
}

function slotOfRow(row: Row, rows: Rows): string {
  if (row.venueId !== null) return text(row.type).startsWith('image/') ? 'R7' : 'R5'
  if (row.visitId === null) return text(row.slot)
  return visitSlot(rows, row.visitId, `${text(row.title)} ${text(row.category)}`)
}

/** Where a paper of a visit is looked for: by what it is called, else with 附件3 of that visit. */
function visitSlot(rows: Rows, visitId: unknown, words: string): string {
  const kind = text((rows.visit ?? []).find(visit => visit.id === visitId)?.kind)
  return slotOfVisitPaper(kind, words) ?? (visitForm(kind) === 'onsite' ? 'D2' : 'D3')
}

/** Papers kept with records: they are evidence of D1–D6 and of the venue, with numbers of their own (D4-1). */
function papers(rows: Rows, typeOf: (sha256: string) => string): StoredEntry[] {
  const numbers = new Map<string, number>()
  const paper = (row: Row, slot: string, title: string): StoredEntry[] => {
    const sha256 = orNull(row.file)
    if (sha256 === null) return []
    const no = (numbers.get(slot) ?? 0) + 1
    numbers.set(slot, no)
    const code = `${slot}-${no}`
    const type = typeOf(sha256)
    const on = text(row.recordedAt).slice(0, 10)
    return [
      {
        name: `papers/${code}.${extension(type)}`,
        sha256,
        shown: {
          code,
          slot,
          title: [title, text(row.fileName)].filter(Boolean).join(' '),
          author: text(row.recordedBy),
          on,
          pages: '',
          type,
          personal: false,
          boxes: [],
          thumbnail: null,
        },
      },
    ]
  }
  const live = (list: Row[] | undefined) => (list ?? []).filter(row => (row.struckAt ?? null) === null)
  return [
    ...live(rows.venue_file).flatMap(row => paper(row, row.kind === 'photo' ? 'R7' : 'R5', '')),
    ...live(rows.baseline).flatMap(row => paper(row, 'R5', `${text(row.onDate)} 备案清单`)),
    ...live(rows.venue_check_outcome).flatMap(row => paper(row, 'R5', `${text(row.onDate)} 场地核查单`)),
    ...live(rows.supervision_evidence).flatMap(row =>
      paper(row, 'D1', `内部督导记录佐证${text(row.number) && ` 第${text(row.number)}项`}`),
    ),
    ...live(rows.visit_scan).flatMap(row => paper(row, visitSlot(rows, row.visitId, text(row.form)), text(row.form))),
    ...live(rows.rectification_evidence).flatMap(row =>
      paper(row, 'D5', `整改 ZG-${String(row.rectificationId)} 佐证`),
    ),
  ]
}

/** Of a type by magic number; what came in before types were known is `bin`. */
function extension(type: string): string {
  try {
    return kindOf(type).extensions[0] ?? 'bin'
  } catch {
    return 'bin'
  }
}

/** What a stored file is, by its content. application/octet-stream where it is not there or not known: the copy will say so. */
export function typeOfFile(path: string, bytes: number): string {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return 'application/octet-stream'
  }
  try {
    return identify(inFile(file, bytes)).kind?.type ?? 'application/octet-stream'
  } finally {
    closeSync(file)
  }
}
