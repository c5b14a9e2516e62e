/** 成绩: what was scored, what counts as passed, and the arithmetic of 成绩汇总表 (requirements G5). No figure here is the regulation's: they are the office's own. */
import type { AssessmentForm } from './evidence.ts'

export type ScoredForm = AssessmentForm

/** A score of 0–100 with at most two decimals; 缺考 is not 0, and what is not there has not been entered. */
export type Score = number | 'absent'
export type Scores = Partial<Record<ScoredForm, Score>>

/** By 认定形式: its share of 总成绩 in percent, and its own pass line. */
export interface ScoreRule {
  parts?: Partial<Record<ScoredForm, { weight: number; pass: number }>>
  /** Pass line of 总成绩; null: the parts' own lines alone decide. */
  pass?: number | null
}

export type Outcome = 'passed' | 'failed' | 'absent' | 'missing'

/** Every part is passed by itself and weighs nothing: what most 职业标准 say. */
const USUAL = { weight: 0, pass: 60 }

export const partOf = (rule: ScoreRule, form: ScoredForm): { weight: number; pass: number } =>
  rule.parts?.[form] ?? USUAL

/** 0 where the office works without a 总成绩. */
export const totalWeight = (rule: ScoreRule, forms: readonly ScoredForm[]): number =>
  forms.reduce((sum, form) => sum + partOf(rule, form).weight, 0)

const MOST_DECIMALS = 100

/**
 * 总成绩 (null where there are no weights, or something is missing), and what follows. A missing score outweighs all: nothing is
 * said of somebody whose scores are not complete. 总成绩 is rounded half up to two decimals, in whole hundredths.
 */
export function judge(
  scores: Scores,
  rule: ScoreRule,
  forms: readonly ScoredForm[],
): { total: number | null; outcome: Outcome } {
  if (forms.length === 0 || forms.some(form => scores[form] === undefined)) return { total: null, outcome: 'missing' }
  if (forms.some(form => scores[form] === 'absent')) return { total: null, outcome: 'absent' }
  const points = (form: ScoredForm): number => Math.round(Number(scores[form]) * MOST_DECIMALS)
  const whole = totalWeight(rule, forms) > 0
  const sum = forms.reduce((all, form) => all + points(form) * partOf(rule, form).weight, 0)
  const total = whole ? Math.floor((sum + 50) / 100) / MOST_DECIMALS : null
  const parts = forms.every(form => Number(scores[form]) >= partOf(rule, form).pass)
  const enough = total === null || rule.pass === undefined || rule.pass === null || total >= rule.pass
  return { total, outcome: parts && enough ? 'passed' : 'failed' }
}

const ABSENT = /^(?:缺考|缺|缺席|未参加|未考|弃考)$/

/** What stands in a cell: 86.5, ８６, 缺考; undefined: nothing is entered; or why it cannot be a score. */
export function readScore(typed: string): { value: Score | undefined } | { refused: string } {
  const plain = typed
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/分$/, '')
  if (plain === '') return { value: undefined }
  if (ABSENT.test(plain)) return { value: 'absent' }
  if (!/^\d{1,3}(?:\.\d+)?$/.test(plain)) return { refused: `“${typed.trim()}”不是成绩，请填 0–100 的数，或“缺考”` }
  if (!/^\d{1,3}(?:\.\d{1,2}0*)?$/.test(plain)) return { refused: `“${typed.trim()}”最多两位小数` }
  const value = Number(plain)
  return value <= 100 ? { value } : { refused: `“${typed.trim()}”超过 100 分` }
}

export const scoreText = (score: Score | undefined): string =>
  score === undefined ? '' : score === 'absent' ? '缺考' : String(score)
