/** The dictionary of 职业（工种） as a sheet. Editions of the 大典 differ, so nothing is checked against one. */
import { LEVELS } from '../../src-shared/labels.ts'
import { type ListColumn, listKind } from './list.ts'
import type { Template } from './write.ts'

export type OccupationKey = 'code' | 'occupation' | 'trade' | 'levels'

const COLUMNS: readonly ListColumn<OccupationKey>[] = [
  {
    key: 'code',
    header: '职业编码',
    aliases: ['职业代码', '编码', '代码'],
    required: false,
    width: 14,
    max: 20,
    hint: '选填，如 6-18-01-01。',
    example: '6-18-01-01',
  },
  {
    key: 'occupation',
    header: '职业名称',
    aliases: ['职业', '职业(工种)', '职业(工种)名称', '名称'],
    required: true,
    width: 24,
    max: 60,
    hint: '与备案材料一致。',
    example: '车工',
  },
  {
    key: 'trade',
    header: '工种',
    aliases: ['工种名称'],
    required: false,
    width: 20,
    max: 60,
    hint: '选填；不分工种的留空。',
    example: '数控车工',
  },
  {
    key: 'levels',
    header: '等级',
    aliases: ['职业等级', '技能等级', '等级设置', '认定等级'],
    required: false,
    width: 36,
    max: 200,
    hint: `选填，多个等级用“、”隔开，如 ${LEVELS.slice(1, 4).join('、')}。`,
    example: '五级/初级工、四级/中级工',
  },
]

export const OCCUPATION_TEMPLATE: Template = {
  sheetName: '职业（工种）',
  title: '职业（工种）字典填写说明',
  note: '在“职业（工种）”表填写，一行一个职业或工种；字典只供挑选，不限制场地里的填写。',
  columns: COLUMNS,
}

export const OCCUPATION = listKind<OccupationKey>({
  columns: COLUMNS,
  anchor: 'occupation',
  twin: '职业、工种、编码相同',
  identity: ({ code = '', occupation, trade = '' }) =>
    occupation === undefined ? undefined : JSON.stringify([occupation, trade, code]),
  check(values, report) {
    const long = splitLevels(values.levels ?? '').find(level => [...level].length > 20)
    if (long) report('levels', `“等级”里的“${long.slice(0, 20)}…”超过 20 个字。请用“、”隔开各个等级。`)
  },
})

/** 五级/初级工、四级/中级工 → both; a slash belongs to a level's name. */
export const splitLevels = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、，,；;|\s]+/)
      .map(level => level.trim())
      .filter(level => level !== ''),
  ),
]
