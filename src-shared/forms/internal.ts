import { z } from 'zod'
import { boxed } from './answer.ts'
import { date, line } from './facts.ts'
import { type Form, form } from './form.ts'
import { heading } from './heading.ts'
import type { Group } from './items.ts'
import { A4_PORTRAIT, cell, label, paragraph, value } from './model.ts'
import { note, recordFacts, recordTable } from './record.ts'

/**
 * 内部质量督导记录: 第二十四条 lets 内督员 work as 外督员 do, so the items are those of 附件3; title and signature are the organisation's
 * own, and it never calls itself 附件3 (T12). Every record names its 委派单 (第十五条) and says whether the card was worn (第十七条).
 */
export function internalRecord(about: { title: string; code: string; subtitle: string; groups: Group[] }): Form {
  // The words in the gap are a slip of the official sheet.
  const groups = about.groups.map(group => ({ ...group, parts: group.parts.filter(part => part.gap === undefined) }))
  return form({
    title: about.title,
    code: about.code,
    official: false,
    facts: z.strictObject({
      ...recordFacts(groups),
      /** 委派单编号 */
      assignment: line(),
      /** 督导日期 */
      on: date(),
      /** 内督员姓名 */
      supervisors: line(),
      /** 佩戴督导员证卡 */
      badge: z.boolean().optional(),
    }),
    head: ['org', 'plan', 'form', 'assignment', 'on', 'supervisors'],
    draw: facts => ({
      page: A4_PORTRAIT,
      body: [
        ...heading(['内部质量督导记录'], about.subtitle),
        recordTable(groups, facts, {
          orgLabel: '评价机构',
          signer: '内督员',
          more: [
            {
              minHeight: 10,
              cells: [
                label('委派单编号', { colSpan: 2 }),
                value('委派单编号', facts.assignment),
                label('督导日期', { colSpan: 2 }),
                value('督导日期', facts.on),
              ],
            },
            {
              minHeight: 10,
              cells: [
                label('内督员', { colSpan: 2 }),
                value('内督员', facts.supervisors),
                label('佩戴督导员证卡', { colSpan: 2 }),
                cell(
                  paragraph(
                    [...boxed('是', facts.badge === true), { text: '　' }, ...boxed('否', facts.badge === false)],
                    { align: 'center' },
                  ),
                ),
              ],
            },
          ],
        }),
        note(false),
      ],
    }),
  })
}
