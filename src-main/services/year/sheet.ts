/** The figures of a period and the workload as workbooks. */
import type { EntityManager } from 'typeorm'
import type { Workload, YearScope } from '../../../src-shared/contract/year.ts'
import { RECORD_KIND } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import type { BookSheet, Cell } from '../../sheet/book.ts'
import type { Table } from '../../sheet/write.ts'
import { FIGURES } from './figures.ts'
import { FIGURE_KEYS, figureRows, yearReport } from './report.ts'

const header = (...names: string[]): Cell[] => names.map(value => ({ value, style: 'header' }))

/** One sheet with the figures, and one with the rows of each that has any. */
export async function reportBook(
  manager: EntityManager,
  scope: YearScope,
  about: string,
  stamp: Stamp,
): Promise<BookSheet[]> {
  const { figures, noes } = await yearReport(manager, scope, stamp)
  const sheets: BookSheet[] = [
    {
      name: '数据',
      columns: [{ width: 28 }, { width: 14 }, { width: 8 }, { width: 12 }],
      rows: [
        [{ value: `内部质量督导数据　${scope.from} 至 ${scope.to}${about ? `　${about}` : ''}`, style: 'title' }],
        header('指标', '数值', '单位', '行数'),
        ...figures.map(({ label, value, unit, rows }): Cell[] => [label, value ?? '—', unit, rows]),
      ],
      frozen: 2,
      merges: ['A1:D1'],
    },
    {
      name: '判为否的项目',
      columns: [{ width: 12 }, { width: 8 }, { width: 70 }, { width: 8 }],
      rows: [
        header('督导', '项目', '内容', '次数'),
        ...noes.map((no): Cell[] => [RECORD_KIND[no.kind], no.number, no.text, no.count]),
      ],
      frozen: 1,
    },
  ]
  for (const key of FIGURE_KEYS) {
    const rows = await figureRows(manager, scope, key, stamp)
    if (rows.length === 0) continue
    sheets.push({
      name: FIGURES[key].label.replace(/[（）「」]/g, ''),
      columns: [{ width: 8 }, { width: 70 }, { width: 18 }, { width: 8 }],
      rows: [
        header('序号', '内容', '日期', '计数'),
        ...rows.map(({ text, on, n }, i): Cell[] => [i + 1, text, on ?? '', n]),
      ],
      frozen: 1,
    })
  }
  return sheets
}

export const workloadTable = (
  { from, to }: { from: string; to: string },
  people: readonly Workload[],
): Pick<Table, 'title' | 'columns' | 'rows'> => ({
  title: `内督员工作量与轮换表　${from} 至 ${to}`,
  columns: [
    { header: '序号', width: 6 },
    { header: '内督员', width: 12 },
    { header: '委派单', width: 8 },
    { header: '批次', width: 8 },
    { header: '场次', width: 8 },
    { header: '小时', width: 8 },
    { header: '督导记录', width: 10 },
    { header: '否', width: 6 },
    { header: '没有记录的场次', width: 16 },
    { header: '最近一次', width: 13, text: true },
    { header: '同场最多的考评员', width: 18 },
    { header: '同场场次', width: 10 },
  ],
  rows: people.map((one, i) => [
    i + 1,
    one.name,
    one.assignments,
    one.batches,
    one.sessions,
    Math.round(one.minutes / 6) / 10,
    one.records,
    one.noes,
    one.late,
    one.lastOn ?? '',
    one.examiner,
    one.together,
  ]),
})
