import { z } from 'zod'
import { CHECKS } from '../domain/fourChecks.ts'
import { FOUR_RESULT } from '../labels.ts'
import { choice, cleanLine, line, list } from './facts.ts'
import { form } from './form.ts'
import { pairTable } from './grid.ts'
import { DATE_LINE, heading } from './heading.ts'
import { A4_LANDSCAPE, label, paragraph, type Row, type Table, value } from './model.ts'
import { planFacts } from './plan.ts'

const check = z.strictObject({
  /** 1–24 */
  no: z.int().min(1).max(CHECKS.length),
  result: choice(FOUR_RESULT),
  /** 说明: what is at fault, by name */
  notes: z.array(z.string().max(1000).transform(cleanLine)).max(100).optional(),
})
type Entry = z.output<typeof check>

/** mm: group, number, 检测项目, 依据, 结果, 说明. */
const COLUMNS = [18, 12, 66, 50, 20, 95]

// A row is never split between pages: so many notes of that length fit on one. The program shows all of them.
const PRINTED = { notes: 8, characters: 80 }

function notesOf({ notes = [] }: Entry): string {
  const cut = (note: string) => {
    const characters = [...note]
    return characters.length > PRINTED.characters ? `${characters.slice(0, PRINTED.characters).join('')}…` : note
  }
  const rest = notes.length - PRINTED.notes
  const shown = notes.slice(0, PRINTED.notes).map(cut)
  return [...shown, ...(rest > 0 ? [`另有 ${rest} 项，见程序内的检测结果`] : [])].join('\n')
}

/** All 24 checks, also where nothing is known of them: item and basis are words of the form. */
function checkTable(entries: readonly Entry[]): Table {
  const given = new Map(entries.map(entry => [entry.no, entry]))
  const rows = CHECKS.map(({ no, group, item, basis }): Row => {
    const entry = given.get(no)
    const field = `第${no}项`
    const cells = [
      label(String(no)),
      value(`${field}检测项目`, item),
      value(`${field}依据`, basis),
      label(entry?.result ? FOUR_RESULT[entry.result] : ''),
      value(`${field}说明`, entry && notesOf(entry)),
    ]
    const first = CHECKS.find(other => other.group === group)?.no === no
    const size = CHECKS.filter(other => other.group === group).length
    return { minHeight: 7.5, cells: first ? [label(group, { rowSpan: size }), ...cells] : cells }
  })
  const head = ['类别', '序号', '检测项目', '依据', '结果', '说明'].map(title => label(title))
  return {
    kind: 'table',
    columns: COLUMNS,
    head: 1,
    style: { size: 9 },
    rows: [{ minHeight: 8, cells: head }, ...rows],
  }
}

function summary(entries: readonly Entry[] | undefined): string | undefined {
  if (!entries) return undefined
  const results = Object.keys(FOUR_RESULT) as (keyof typeof FOUR_RESULT)[]
  return results
    .map(result => ({ result, n: entries.filter(entry => entry.result === result).length }))
    .filter(({ n }) => n > 0)
    .map(({ result, n }) => `${FOUR_RESULT[result]} ${n} 项`)
    .join('，')
}

/** 四性检测报告 (requirements §8): 项目, 依据, 结果, 说明 of a batch's archive, as the last run found it. */
export const fourChecks = form({
  title: '四性检测报告',
  code: 'FOUR',
  official: false,
  facts: z.strictObject({
    org: line('评价机构'),
    plan: line('评价计划名称'),
    form: line('认定形式'),
    checkedAt: line('检测时间'),
    checkedBy: line('检测人'),
    checks: list(check, undefined, CHECKS.length),
  }),
  head: ['org', 'plan', 'form'],
  from: {
    batch: ({ org, report, ...about }) => ({
      org,
      ...planFacts(about),
      checkedAt: report?.at,
      checkedBy: report?.by,
      checks: report?.rows.map(({ no, result, notes }) => ({ no, result, notes })),
    }),
  },
  draw: f => ({
    page: A4_LANDSCAPE,
    body: [
      ...heading(['四性检测报告']),
      pairTable(
        [30, 100, 30, 101],
        [
          [
            ['评价机构', f.org],
            ['认定形式', f.form],
          ],
          [
            ['评价计划名称', f.plan],
            ['检测时间', [f.checkedAt, f.checkedBy].filter(Boolean).join('　') || undefined],
          ],
          [['检测结论', summary(f.checks)]],
        ],
      ),
      paragraph('', { after: 2 }),
      checkTable(f.checks ?? []),
      paragraph([{ text: '检测人（签字）：' }, { tab: true }, { text: `日期：　　${DATE_LINE}` }], {
        before: 20,
        tabs: [150],
      }),
    ],
  }),
})
