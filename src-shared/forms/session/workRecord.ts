import { z } from 'zod'
import type { StaffRole } from '../../contract/batch.ts'
import { STAFF_ROLE } from '../../labels.ts'
import { line, text } from '../facts.ts'
import { form } from '../form.ts'
import { heading, sectionTitle } from '../heading.ts'
import { A4_PORTRAIT, cell, label, paragraph, type Row, value } from '../model.ts'
import { withOwn } from '../own.ts'
import { signed } from '../signing.ts'
import { aboutSession, SESSION_HEAD, sessionFacts, sessionTable } from './about.ts'

/** What each post is there for (第二十条（六）; 附件3 items 7 and 11): printed, so that the record can be held against it. */
export const DUTIES: Record<StaffRole, string> = {
  examiner: '按评分标准独立评分并签名；佩戴证卡上岗；遵守回避规定；不擅自改变试题、设备和评分标准。',
  affairs: '核对场地设备和材料；试卷和物品的保管、交接；组织签到和入场；处理考场事务并记录。',
  invigilator: '核对考生证件和座位；启封和回收试卷；维持考场秩序；如实填写考场情况记录单。',
  head: '组织实施认定工作；检查人员到岗和场地准备；处理异常情况；审核考场记录和成绩材料。',
}

/** 工作记录表 (X7): one per person and session; what was done is written by that person. */
export const workRecord = form({
  title: '工作记录表',
  code: 'WRK',
  official: false,
  facts: z.strictObject({
    ...sessionFacts(),
    name: line('姓名'),
    role: line('岗位'),
    certificate: line('证书编号'),
    duties: text('岗位职责'),
  }),
  head: [...SESSION_HEAD, 'name', 'role', 'certificate', 'duties'],
  from: {
    session: dossier => {
      const { person } = dossier
      return {
        ...aboutSession(dossier, 'WRK'),
        name: person?.name,
        role: person && STAFF_ROLE[person.role],
        certificate: person?.certificate,
        duties: person && DUTIES[person.role],
      }
    },
  },
  draw: f => ({
    page: A4_PORTRAIT,
    body: withOwn(f, [
      ...heading(['工作记录表']),
      sessionTable(f),
      {
        kind: 'table',
        columns: [30, 55, 30, 55],
        rows: [
          { minHeight: 10, cells: [label('姓名'), value('姓名', f.name), label('岗位'), value('岗位', f.role)] },
          { minHeight: 10, cells: [label('证书编号'), value('证书编号', f.certificate, { colSpan: 3 })] },
          { minHeight: 18, cells: [label('岗位职责'), value('岗位职责', f.duties, { colSpan: 3 })] },
        ],
      },
      sectionTitle('工作记录'),
      {
        kind: 'table',
        columns: [32, 138],
        head: 1,
        rows: [
          { minHeight: 9, cells: [label('时间'), label('工作内容和发现的情况')] },
          ...Array.from({ length: 8 }, (): Row => ({ minHeight: 13, cells: [cell(''), cell('')] })),
        ],
      },
      paragraph('请如实填写；发现的问题写明时间、地点、人员和处理结果。', { before: 6, style: { size: 9 } }),
      signed('记录人'),
    ]),
  }),
})
