import { z } from 'zod'
import { form } from './form.ts'
import { HAND } from './given.ts'
import { annexMark, heading } from './heading.ts'
import { SITE_ITEMS } from './items.ts'
import { A4_PORTRAIT } from './model.ts'
import { planFacts } from './plan.ts'
import { note, RECORD_HEAD, RECORD_TITLE, recordFacts, recordTable } from './record.ts'

/** 附件3, 现场. Its 「（现场督导）」 stands where item 15 is missing, not under the title (T10). */
export const annex3Site = form({
  title: '附件3 督导记录表（现场督导）',
  code: 'A3S',
  official: true,
  facts: z.strictObject(recordFacts(SITE_ITEMS)),
  head: RECORD_HEAD,
  // What was found is the inspector's to write (第二十二条).
  from: { batch: ({ org, ...about }) => ({ org, ...planFacts(about), items: HAND, problems: HAND }) },
  draw: facts => ({
    page: A4_PORTRAIT,
    body: [
      annexMark('附件 3'),
      ...heading([RECORD_TITLE]),
      recordTable(SITE_ITEMS, facts, { orgLabel: '被督导\n评价机构', signer: '外督员' }),
      note(),
    ],
  }),
})
