/** Facts of a package's own papers: 概况, 目录, 四性检测报告, and the sheet that stands for a file left out. */
import { sizeText } from '../../../src-shared/domain/size.ts'
import { ASSESSMENT_FORM, RECORD_KIND, RECORD_PHASE, STAFF_ROLE } from '../../../src-shared/labels.ts'
import type { Row } from '../../../src-shared/nouns/noun.ts'
import { type PackageKind, type PackageState, sealText } from './packageState.ts'

/** A file as the 目录 lists it. */
export interface Listed {
  name: string
  code: string
  slot: string
  title: string
  author: string
  on: string | null
  pages: string
  type: string
  bytes: number
  sha256: string
  thumbnail: string | null
  /** Digest of the file that this one was made from. */
  source?: string
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** 封存第 1 版（脱敏） */
export const stateText = (state: PackageState, kind: PackageKind): string =>
  `${sealText(state)}${kind === 'masked' ? '（脱敏）' : ''}`

export const planFacts = (state: PackageState, kind: PackageKind) => ({
  org: state.org,
  plan: state.batch.name,
  planNo: state.batch.planNo,
  state: stateText(state, kind),
})

const PART = 400 // entries laid out at a time: memory does not grow with the number of files

/** Facts of the form catalogue, in parts that follow each other. */
export function catalogueFacts(state: PackageState, kind: PackageKind, listed: readonly Listed[]) {
  const size = sizeText(listed.reduce((sum, { bytes }) => sum + bytes, 0))
  const about = { ...planFacts(state, kind), count: listed.length, size }
  const parts = Array.from({ length: Math.max(1, Math.ceil(listed.length / PART)) }, (_, i) => i * PART)
  return parts.map(start => ({
    ...about,
    from: start + 1,
    entries: listed.slice(start, start + PART).map(({ code, title, author, on, pages, bytes, sha256, source }) => ({
      code,
      title,
      author,
      on,
      pages,
      size: sizeText(bytes),
      digest: sha256,
      source,
    })),
  }))
}

const DATES: [key: keyof PackageState['batch']['dates'], label: string, to?: keyof PackageState['batch']['dates']][] = [
  ['filedOn', '备案'],
  ['plannedOn', '计划'],
  ['announcedOn', '公告'],
  ['signupFrom', '报名', 'signupTo'],
  ['reviewedOn', '资格审核'],
  ['examFrom', '考试', 'examTo'],
  ['scoredOn', '评分'],
  ['publicFrom', '公示', 'publicTo'],
  ['certifiedOn', '发证'],
  ['archivedOn', '归档'],
]

export function overviewFacts(state: PackageState, kind: PackageKind) {
  const { batch, rows, slots } = state
  const { dates } = batch
  const live = (list: Row[] | undefined) => (list ?? []).filter(row => (row.struckAt ?? null) === null)
  const people = new Map((rows.supervisor ?? []).map(person => [person.id, text(person.name)]))
  const staff = Object.entries(STAFF_ROLE).flatMap(([role, label]) => {
    const count = live(rows.batch_staff).filter(row => row.role === role).length
    return count > 0 ? [`${label} ${count} 名`] : []
  })
  const problems = rows.rectification ?? []
  return {
    ...planFacts(state, kind),
    forms: batch.forms.map(form => ASSESSMENT_FORM[form]).join('、'),
    items: batch.items
      .map(item => {
        const actual = item.actual === null ? '' : `，实际 ${item.actual} 人`
        return `${[item.occupation, item.trade, item.level].filter(Boolean).join(' ')}：计划 ${item.planned} 人${actual}`
      })
      .join('\n'),
    place: [text(rows.venue?.[0]?.name), text(rows.venue?.[0]?.address), batch.place].filter(Boolean).join(' '),
    dates: DATES.flatMap(([key, label, end]) => {
      const to = end === undefined ? null : dates[end]
      const from = dates[key]
      return from === null ? [] : [`${label} ${from}${to !== null && to !== from ? ` 至 ${to}` : ''}`]
    }).join('；'),
    candidates: (rows.batch_candidate ?? []).filter(row => row.replacedAt === null).length,
    staff: staff.join('、'),
    sessions: live(rows.batch_session).map(row => ({
      time: `${text(row.date)} ${text(row.fromTime)}–${text(row.toTime)}`,
      room: text(row.room),
      subject: text(row.subject),
      planned: Number(row.count),
      actual: row.actual === null ? '' : `${String((row.actual as Row).count)} 人`,
    })),
    assignments: (rows.assignment ?? [])
      .filter(row => row.state === 'valid')
      .map(row => text(row.number))
      .join('、'),
    records: (rows.supervision ?? [])
      .filter(row => row.state === 'sealed')
      .map(row => ({
        on: text(row.onDate),
        kind: RECORD_KIND[row.kind === 'onsite' ? 'onsite' : 'afterwards'],
        supervisor: people.get(row.supervisorId) ?? '',
        phases: (row.phases as (keyof typeof RECORD_PHASE)[]).map(phase => RECORD_PHASE[phase]).join('、'),
        no:
          (row.items as Row[])
            .filter(item => item.answer === 'no')
            .map(item => text(item.number))
            .join('、') || '无',
      })),
    visits: (rows.visit ?? []).map(row => ({
      on: text(row.onDate),
      kind: text(row.kind),
      inspectors: (row.inspectors as Row[]).map(inspector => text(inspector.name)).join('、'),
    })),
    problems:
      problems.length === 0
        ? '无'
        : `${problems.length} 个，已关闭 ${problems.filter(row => row.closedOn !== null).length} 个`,
    percent: `${slots.percent}%`,
    missing: slots.missing.join('、') || '无',
  }
}

/** Labels and values in the head of 打开.html. */
export function headFacts(state: PackageState, kind: PackageKind): [string, string][] {
  const { forms, items, candidates, percent } = overviewFacts(state, kind)
  const { examFrom, examTo } = state.batch.dates
  return [
    ['计划号', state.batch.planNo],
    ['认定形式', forms],
    ['职业等级', items.replaceAll('\n', '；')],
    ['考生', `${candidates} 人`],
    ['考试日期', [...new Set([examFrom, examTo])].filter(Boolean).join(' 至 ')],
    ['状态', stateText(state, kind)],
    ['归档完整率', percent],
  ]
}
