/** 成绩 as a sheet: by 准考证号 and 姓名, a column for each 认定形式. */
import type { ScoredForm } from '../../src-shared/domain/score.ts'
import { cleanCell, cleanName } from '../../src-shared/domain/text.ts'
import { ASSESSMENT_FORM } from '../../src-shared/labels.ts'
import { type ListColumn, listKind } from './list.ts'

export type ScoreKey = 'number' | 'name' | ScoredForm | 'total'

const optional = { required: false, example: '', width: 14, hint: '' }

const ALIASES: Record<ScoredForm, string[]> = {
  theory: ['理论', '理论成绩', '理论知识', '理论知识成绩', '理论知识考试成绩', '理论分数', '理论考试', '理论考试成绩'],
  skill: ['操作', '操作成绩', '技能', '技能成绩', '操作技能', '操作技能成绩', '操作技能考核成绩', '实操', '实操成绩'],
  review: ['综合评审成绩', '评审', '评审成绩', '答辩', '答辩成绩'],
  process: ['过程化考核成绩', '过程考核', '过程考核成绩', '过程化成绩'],
  performance: ['业绩评价成绩', '业绩', '业绩成绩'],
  direct: ['直接认定成绩'],
}

/** As the column is called, without blanks and case. */
export const scoreHeaders = (form: ScoredForm): string[] => [
  ASSESSMENT_FORM[form],
  ...ALIASES[form],
  '成绩',
  '分数',
  '得分',
]

const COLUMNS: readonly ListColumn<ScoreKey>[] = [
  { ...optional, key: 'number', header: '准考证号', aliases: ['考号', '准考证', '编号'], max: 40 },
  { ...optional, key: 'name', header: '姓名', aliases: ['考生姓名', '人员姓名'], max: 40, required: true },
  ...(Object.keys(ALIASES) as ScoredForm[]).map(form => ({
    ...optional,
    key: form,
    header: ASSESSMENT_FORM[form],
    aliases: ALIASES[form],
    max: 20,
    numeric: true,
  })),
  {
    ...optional,
    key: 'total',
    header: '总成绩',
    aliases: ['总分', '合计', '总评', '总评成绩', '综合成绩'],
    max: 20,
    numeric: true,
  },
]

export const SCORE = listKind<ScoreKey>({
  columns: COLUMNS,
  anchor: 'name',
  twin: '准考证号相同',
  identity: ({ number }) => number,
  check(values) {
    if (values.name) values.name = cleanName(values.name)
    if (values.number) values.number = cleanCell(values.number)
  },
})
