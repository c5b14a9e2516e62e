import { z } from 'zod'
import { boxed } from './answer.ts'
import { date, line, yes } from './facts.ts'
import { form } from './form.ts'
import { HAND } from './given.ts'
import { heading } from './heading.ts'
import type { Group } from './items.ts'
import { A4_PORTRAIT, cell, label, paragraph, value } from './model.ts'
import { planFacts } from './plan.ts'
import { note, recordFacts, recordTable } from './record.ts'

/** The form puts 序号N: before a remark itself (附件3 注1). */
const NUMBERED = /^序号\s*\d+\s*[:：]\s*/

/**
 * 内部质量督导记录: 第二十四条 lets 内督员 work as 外督员 do, so the items are those of 附件3; title and signature are the organisation's
 * own, and it never calls itself 附件3 (T12). Every record names its 委派单 (第十五条) and says whether the card was worn (第十七条).
 */
export function internalRecord(about: { title: string; code: string; subtitle: string; groups: Group[] }) {
  // The words in the gap are a slip of the official sheet.
  const groups = about.groups.map(group => ({ ...group, parts: group.parts.filter(part => part.gap === undefined) }))
  return form({
    title: about.title,
    code: about.code,
    official: false,
    facts: z.strictObject({
      ...recordFacts(groups),
      assignment: line('委派单编号'),
      on: date('督导日期'),
      supervisors: line('内督员姓名'),
      badge: yes('佩戴督导员证卡'),
    }),
    head: ['org', 'plan', 'form', 'assignment', 'on', 'supervisors'],
    from: {
      // Before there is a record: a sheet to write on.
      batch: ({ org, ...about }) => ({
        org,
        ...planFacts(about),
        assignment: HAND,
        on: HAND,
        supervisors: HAND,
        badge: HAND,
        items: HAND,
        problems: HAND,
      }),
      record: ({ org, record, assignment, ...about }) => ({
        org,
        ...planFacts(about),
        assignment,
        on: record.on,
        supervisors: record.supervisorName,
        badge: record.badge === null ? undefined : record.badge === 'yes',
        items: record.items.map(({ number, answer, remark }) => ({
          no: Number(number),
          result: answer,
          remark: remark.replace(NUMBERED, ''),
        })),
        problems: record.opinion,
      }),
    },
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
