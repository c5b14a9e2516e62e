import { z } from 'zod'
import { CONTEST_HEAD, CONTEST_TITLE, contestFacts, contestParts, contestTable } from './contest.ts'
import { form } from './form.ts'
import { annexMark, heading } from './heading.ts'
import { DURING_CONTEST_ITEMS } from './items.ts'
import { A4_PORTRAIT } from './model.ts'

/** 附件7, 事中: 11 items, two date lines for the inspectors. */
export const annex7During = form({
  title: '附件7 竞赛督导记录表（事中现场督导）',
  code: 'A7D',
  official: true,
  facts: z.strictObject({
    ...contestFacts(DURING_CONTEST_ITEMS),
    /** 督导内容: 理论知识, 技能操作 or both. */
    parts: z
      .array(z.enum(['theory', 'skill']))
      .max(2)
      .optional(),
  }),
  head: [...CONTEST_HEAD, 'parts'],
  draw: facts => ({
    page: A4_PORTRAIT,
    body: [
      annexMark('附件7'),
      ...heading([CONTEST_TITLE], '（事中现场督导）'),
      contestTable(facts, {
        items: DURING_CONTEST_ITEMS,
        content: contestParts(facts.parts?.includes('theory') ?? false, facts.parts?.includes('skill') ?? false),
        itemHeight: 9,
        dates: 2,
        signer: '竞赛现场负责人签字：',
      }),
    ],
  }),
})
