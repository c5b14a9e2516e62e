/** 成绩 (G5): read from sheets and pastes, kept by candidate, judged when they are shown. */
import type { EntityManager } from 'typeorm'
import type { Output, Parsed } from '../../../src-shared/contract/index.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import {
  judge,
  readScore,
  type ScoredForm,
  type ScoreRule,
  type Scores,
  scoreText,
  totalWeight,
} from '../../../src-shared/domain/score.ts'
import { nameKey } from '../../../src-shared/domain/text.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { ASSESSMENT_FORM } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import type { BatchRecord } from '../../db/entities/batch.ts'
import type { ListSheet } from '../../sheet/list.ts'
import { type ScoreKey, scoreHeaders } from '../../sheet/score.ts'
import { record } from '../audit.ts'
import { requireBatch } from './batchRecord.ts'

/** Everybody on the 名册, in its order, with what a 成绩汇总表 says of each. */
export interface Scored {
  id: number
  number: string
  name: string
  unit: string
  phone: string
  occupation: string
  level: string
  scores: Scores
  total: number | null
  outcome: ReturnType<typeof judge>['outcome']
}

export async function scoresOf(
  manager: EntityManager,
  batch: Pick<BatchRecord, 'id' | 'forms'>,
): Promise<{ rule: ScoreRule; rows: Scored[] }> {
  const rule = await ruleOf(manager, batch.id)
  const rows = (await manager.query(
    `SELECT id, number, name, unit, phone, occupation, level, scores FROM batch_candidate
     WHERE batch_id = ? AND replaced_at IS NULL ORDER BY id`,
    [batch.id],
  )) as (Omit<Scored, 'scores' | 'total' | 'outcome'> & { scores: string })[]
  return {
    rule,
    rows: rows.map(row => {
      const scores = JSON.parse(row.scores) as Scores
      return { ...row, scores, ...judge(scores, rule, batch.forms) }
    }),
  }
}

async function ruleOf(manager: EntityManager, batchId: number): Promise<ScoreRule> {
  const [row] = (await manager.query('SELECT score_rule AS rule FROM batch WHERE id = ?', [batchId])) as {
    rule: string
  }[]
  return JSON.parse(row?.rule ?? '{}') as ScoreRule
}

/** @throws AppError NOT_FOUND */
export async function listScores(manager: EntityManager, batchId: number): Promise<Output<'score.list'>> {
  const { rule, rows } = await scoresOf(manager, await requireBatch(manager, batchId))
  const counts = { passed: 0, failed: 0, absent: 0, missing: 0 }
  for (const { outcome } of rows) counts[outcome] += 1
  return {
    seen: UNSEEN,
    rule,
    rows: rows.map(({ unit: _unit, phone: _phone, ...row }) => row),
    counts,
  }
}

/**
 * Keeps weights, pass lines and scores in one step; the log says whose score was changed from what.
 * @throws AppError NOT_FOUND, INPUT_INVALID (weights that are not 100 together, a part that the batch does not have, somebody who is not on the 名册)
 */
export async function saveScores(manager: EntityManager, input: Parsed<'score.save'>, stamp: Stamp): Promise<number> {
  const batch = await requireBatch(manager, input.batchId)
  requireRule(input.rule, batch.forms)
  const { rule: before, rows } = await scoresOf(manager, batch)
  const known = new Map(rows.map(row => [row.id, row]))
  const told: string[] = []
  let changed = 0
  for (const { id, scores } of input.rows) {
    const row = known.get(id)
    if (!row) throw invalid('名册已更换，成绩中有不在名册上的人；请重新打开')
    const next: Scores = { ...row.scores }
    for (const [key, score] of Object.entries(scores)) {
      const form = key as ScoredForm
      if (!batch.forms.includes(form)) throw invalid(`本批次没有「${ASSESSMENT_FORM[form]}」`)
      if (score === null || score === undefined) delete next[form]
      else next[form] = score
    }
    const moved = batch.forms.filter(form => next[form] !== row.scores[form])
    if (moved.length === 0) continue
    changed += 1
    await manager.query('UPDATE batch_candidate SET scores = ? WHERE id = ?', [JSON.stringify(next), id])
    for (const form of moved) {
      const old = scoreText(row.scores[form])
      if (old) told.push(`${row.name} ${ASSESSMENT_FORM[form]} ${old} → ${scoreText(next[form]) || '空'}`)
    }
  }
  const ruled = JSON.stringify(before) !== JSON.stringify(input.rule)
  if (ruled) await manager.query('UPDATE batch SET score_rule = ? WHERE id = ?', [JSON.stringify(input.rule), batch.id])
  if (changed > 0 || ruled) {
    const more = told.length > 20 ? `等 ${told.length} 处` : ''
    await record(manager, stamp, {
      action: 'score.save',
      subject: `batch:${batch.id}`,
      text: `登记「${batch.name}」的成绩：${changed} 人${ruled ? '，并设定权重和合格线' : ''}${told.length > 0 ? `；改动 ${told.slice(0, 20).join('、')}${more}` : ''}`,
    })
  }
  return changed
}

function requireRule(rule: ScoreRule, forms: readonly ScoredForm[]): void {
  const odd = Object.keys(rule.parts ?? {}).find(form => !forms.includes(form as ScoredForm))
  if (odd) throw invalid(`本批次没有「${ASSESSMENT_FORM[odd as ScoredForm]}」`)
  const weight = totalWeight(rule, forms)
  if (weight !== 0 && weight !== 100) throw invalid(`各项权重合计应为 100%，现在是 ${weight}%；不计总成绩的全部填 0`)
}

const invalid = (detail: string) => new AppError('INPUT_INVALID', { detail })

type Read = Output<'score.read'>

/**
 * One column as it is copied from Excel: a line for each person of the 名册, in its order. Undefined where the text has several columns.
 * @throws AppError INPUT_INVALID where there are more or fewer lines than people
 */
export function readColumn(text: string, form: ScoredForm, people: readonly Scored[]): Read | undefined {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
  if (lines.some(line => line.includes('\t'))) return undefined
  const head = (lines[0] ?? '').normalize('NFKC').replace(/\s/g, '')
  const values = scoreHeaders(form).includes(head) ? lines.slice(1) : lines
  if (values.length !== people.length) {
    throw invalid(`粘贴了 ${values.length} 行，名册有 ${people.length} 人；请按名册的次序一人一行，缺考的填“缺考”`)
  }
  const read: Read = { rows: [], problems: [], notes: [] }
  for (const [i, person] of people.entries()) {
    const found = readScore(values[i] ?? '')
    const where = `第 ${i + 1} 行 ${person.name}`
    if ('refused' in found) read.problems.push({ where, message: found.refused })
    else if (found.value !== undefined) read.rows.push({ id: person.id, scores: { [form]: found.value } })
  }
  return read
}

/** Cells copied from Excel as a CSV file, so that both go the same way. */
export const asCsv = (text: string): Uint8Array =>
  new TextEncoder().encode(
    `\ufeff${text
      .replace(/\r\n?/g, '\n')
      .split('\n')
      .map(line =>
        line
          .split('\t')
          .map(cell => `"${cell.replaceAll('"', '""')}"`)
          .join(','),
      )
      .join('\r\n')}`,
  )

/** The rows of a sheet by 准考证号, else by a name that is there once; a 总成绩 in the sheet is compared with our own. */
export function matchScores(
  sheet: ListSheet<ScoreKey>,
  people: readonly Scored[],
  rule: ScoreRule,
  forms: readonly ScoredForm[],
): Read {
  const read: Read = { rows: [], problems: [], notes: [...sheet.notes] }
  const found = new Map<number, string>()
  for (const { row, values, problems } of sheet.rows) {
    const where = `第 ${row} 行 ${values.name ?? ''}`.trim()
    const say = (message: string) => read.problems.push({ where, message })
    for (const { message } of problems) say(message)
    if (problems.some(({ level }) => level === 'error')) continue
    const person = whose(values, people)
    if (typeof person === 'string') say(person)
    else if (found.has(person.id)) say(`与${found.get(person.id)}是同一名考生，只取前一行`)
    else {
      found.set(person.id, where)
      const scores: Scores = {}
      for (const form of forms) {
        const cell = readScore(values[form] ?? '')
        if ('refused' in cell) say(`${ASSESSMENT_FORM[form]}：${cell.refused}`)
        else if (cell.value !== undefined) scores[form] = cell.value
      }
      if (Object.keys(scores).length > 0) read.rows.push({ id: person.id, scores })
      const { total } = judge({ ...person.scores, ...scores }, rule, forms)
      const theirs = values.total === undefined ? undefined : readScore(values.total)
      if (total !== null && theirs && 'value' in theirs && typeof theirs.value === 'number' && theirs.value !== total)
        say(`表中总成绩 ${theirs.value}，按权重计算为 ${total}`)
    }
  }
  const given = forms.filter(form => sheet.columns.some(({ key }) => key === form))
  const lacking = forms.filter(form => !given.includes(form))
  if (lacking.length > 0) read.notes.push(`表中没有「${lacking.map(form => ASSESSMENT_FORM[form]).join('、')}」这一列`)
  const without = people.filter(({ id }) => !found.has(id))
  if (without.length > 0) {
    const names = without.slice(0, 10).map(({ name }) => name)
    read.notes.push(`名册上 ${without.length} 人不在表中：${names.join('、')}${without.length > 10 ? ' 等' : ''}`)
  }
  return read
}

function whose({ number, name = '' }: { number?: string; name?: string }, people: readonly Scored[]): Scored | string {
  if (number !== undefined) {
    const person = people.find(one => one.number === number)
    if (!person) return `名册上没有准考证号 ${number}`
    return nameKey(person.name) === nameKey(name) ? person : `准考证号 ${number} 在名册上是 ${person.name}`
  }
  const named = people.filter(one => nameKey(one.name) === nameKey(name))
  const [only] = named
  if (only && named.length === 1) return only
  return named.length === 0 ? '名册上没有这个人' : `名册上有 ${named.length} 个同名的人，请写准考证号`
}
