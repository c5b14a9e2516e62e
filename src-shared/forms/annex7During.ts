import { z } from 'zod'
import { CONTEST_HEAD, CONTEST_TITLE, contestFacts, contestHead, contestParts, contestTable } from './contestTable.ts'
import { choices } from './facts.ts'
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
    parts: choices({ theory: '理论知识', skill: '技能操作' }, '督导内容'),
  }),
  head: [...CONTEST_HEAD, 'parts'],
  from: { contest: about => ({ ...contestHead(about), parts: about.visit?.parts }) },
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
