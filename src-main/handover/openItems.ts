import type { EntityManager } from 'typeorm'
import { addDays } from '../../src-shared/domain/dates.ts'
import { DEADLINE_STATE, RECTIFICATION_STATE } from '../../src-shared/labels.ts'
import type { Stamp } from '../context.ts'
import { dutySql } from '../db/queries/cardState.ts'
import { coverageMatrix } from '../services/batch/coverage.ts'
import { listDeadlines } from '../services/supervision/deadlineList.ts'
import { listItems } from '../services/supervision/rectification.ts'

/** Something that the successor has to see to. */
export interface OpenItem {
  kind: string
  what: string
  about: string // batch or person
  due: string // date, or ''
  state: string
  who: string
  basis: string
}

const ALL = { offset: 0, limit: 100_000 }
const SOON_DAYS = 90 // 聘期

/** 未办结事项, the nearest date first, those without a date last. */
export async function openItems(manager: EntityManager, stamp: Stamp): Promise<OpenItem[]> {
  const fixes = await listItems(manager, { states: ['overdue', 'open', 'replied'], page: ALL }, stamp)
  const deadlines = await listDeadlines(manager, { states: ['overdue', 'soon', 'open', 'unknown'], page: ALL }, stamp)
  const coverage = await coverageMatrix(manager, undefined, stamp.today)
  const items: OpenItem[] = [
    ...fixes.rows.map(row => ({
      kind: '整改',
      what: row.problem,
      about: row.batchName,
      due: row.due ?? '',
      state: RECTIFICATION_STATE[row.state],
      who: row.responsible,
      basis: '第三十条（三）',
    })),
    ...deadlines.rows.map(row => ({
      kind: '提交期限',
      what: row.what,
      about: row.batchName,
      due: row.due ?? '',
      state: DEADLINE_STATE[row.state],
      who: '',
      basis: row.basis,
    })),
    ...(await unfiled(manager, stamp.today)),
    ...(await ending(manager, stamp.today)),
    ...coverage.rows
      .filter(row => row.findings.length > 0)
      .map(row => ({
        kind: '督导记录',
        what: '批次缺内部督导记录',
        about: row.name,
        due: '',
        state: '缺失',
        who: '',
        basis: '第七、二十四条',
      })),
  ]
  return items.sort((a, b) => (a.due || '9').localeCompare(b.due || '9'))
}

async function unfiled(manager: EntityManager, today: string): Promise<OpenItem[]> {
  const rows = (await manager.query(
    `SELECT s.name, c.code FROM card_standing k JOIN card c ON c.id = k.card_id JOIN supervisor s ON s.id = c.supervisor_id
     JOIN standing t ON t.supervisor_id = s.id WHERE ${dutySql('file', today)} ORDER BY c.year, c.seq`,
  )) as { name: string; code: string }[]
  return rows.map(({ name, code }) => ({
    kind: '证卡备案',
    what: `证卡 ${code} 还没有报备案`,
    about: name,
    due: '',
    state: '未备案',
    who: '',
    basis: '第十三条',
  }))
}

async function ending(manager: EntityManager, today: string): Promise<OpenItem[]> {
  const rows = (await manager.query(
    `SELECT s.name, t.term_end FROM standing t JOIN supervisor s ON s.id = t.supervisor_id
     WHERE t.deleted = 0 AND t.term_end <= ? AND (t.dismissed_on IS NULL OR t.dismissed_on > ?) ORDER BY t.term_end`,
    [addDays(today, SOON_DAYS), today],
  )) as { name: string; term_end: string }[]
  return rows.map(({ name, term_end }) => ({
    kind: '聘期届满',
    what: term_end < today ? '聘期已届满，需续聘或收回证卡' : '聘期即将届满',
    about: name,
    due: term_end,
    state: term_end < today ? '已届满' : '将届满',
    who: '',
    basis: '第十四条',
  }))
}
