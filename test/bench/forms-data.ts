import { itemsOf, numberOf, SITE_ITEMS } from '../../src-shared/forms/items.ts'

/** Facts of the `i`th record: every tenth item is a finding, plans and remarks differ. */
export const record = (i: number): object => ({
  org: `北京亦庄第${i}职业技能培训学校`,
  plan: `2026年第${1 + (i % 4)}季度电工职业技能等级认定（第${i}批次）`,
  form: '理论知识考试、技能操作考核',
  items: itemsOf(SITE_ITEMS)
    .map(numberOf)
    .map(no =>
      (no + i) % 10 === 0 ? { no, result: 'no', remark: `第${i}批次发现的问题，已要求整改。` } : { no, result: 'yes' },
    ),
  problems: `1.第${i}批次个别考务人员证卡佩带不及时，请评价机构加强考前检查。`,
})
