import { z } from 'zod'
import { form } from './form.ts'
import { HAND } from './given.ts'
import { heading } from './heading.ts'
import { AFTER_ITEMS } from './items.ts'
import { A4_PORTRAIT } from './model.ts'
import { planFacts } from './plan.ts'
import { note, RECORD_HEAD, RECORD_TITLE, recordFacts, recordTable } from './record.ts'

/** 附件3, 事后: the second sheet of the annex, without a mark of its own. */
export const annex3After = form({
  title: '附件3 督导记录表（事后认定材料督导）',
  code: 'A3P',
  official: true,
  facts: z.strictObject(recordFacts(AFTER_ITEMS)),
  head: RECORD_HEAD,
  // What was found is the inspector's to write (第二十二条).
  from: { batch: ({ org, ...about }) => ({ org, ...planFacts(about), items: HAND, problems: HAND }) },
  draw: facts => ({
    page: A4_PORTRAIT,
    body: [
      ...heading([RECORD_TITLE], '（事后认定材料督导）'),
      recordTable(AFTER_ITEMS, facts, { orgLabel: '被督导评价机构', signer: '外督员' }),
      note(),
    ],
  }),
})
