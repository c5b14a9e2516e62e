import type { EntityManager } from 'typeorm'
import type { Selection } from '../../../src-shared/contract/supervisor.ts'
import { ageOn } from '../../../src-shared/domain/age.ts'
import type { IsoDate } from '../../../src-shared/domain/dates.ts'
import { STATE } from '../../../src-shared/labels.ts'
import { loadPeople, selected } from '../../db/queries/supervisors.ts'

/** The roster as a sheet: what the list shows, of everybody selected, by 拼音. No 身份证 numbers. */
export async function rosterTable(manager: EntityManager, selection: Selection, today: IsoDate) {
  const people = await loadPeople(manager, await selected(manager, selection, today), today)
  return {
    columns: [
      { header: '序号', width: 6 },
      { header: '姓名', width: 14 },
      { header: '性别', width: 6 },
      { header: '出生日期', width: 13, text: true },
      { header: '年龄', width: 6 },
      { header: '部门', width: 20 },
      { header: '职务职称', width: 16 },
      { header: '手机', width: 15, text: true },
      { header: '状态', width: 10 },
      { header: '聘期起', width: 13, text: true },
      { header: '聘期止', width: 13, text: true },
      { header: '证卡编号', width: 17, text: true },
      { header: '备案日期', width: 13, text: true },
    ],
    rows: people.map((p, i) => [
      i + 1,
      p.name,
      p.sex,
      p.birth,
      ageOn(p.birth, today),
      p.department,
      p.position,
      p.phone,
      STATE[p.state],
      p.term_start,
      p.term_end,
      p.card_code,
      p.card_filed_on,
    ]),
  }
}
