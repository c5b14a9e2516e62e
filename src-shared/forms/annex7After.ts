import { z } from 'zod'
import { CONTEST_HEAD, CONTEST_TITLE, contestFacts, contestHead, contestTable } from './contestTable.ts'
import { form } from './form.ts'
import { heading } from './heading.ts'
import { AFTER_CONTEST_ITEMS } from './items.ts'
import { A4_PORTRAIT } from './model.ts'

/** 附件7, 事后: 13 items, one date line; the second sheet of the annex, without a mark of its own. */
export const annex7After = form({
  title: '附件7 竞赛督导记录表（事后竞赛结果督导）',
  code: 'A7P',
  official: true,
  facts: z.strictObject(contestFacts(AFTER_CONTEST_ITEMS)),
  head: CONTEST_HEAD,
  from: { contest: contestHead },
  draw: facts => ({
    page: A4_PORTRAIT,
    body: [
      ...heading([CONTEST_TITLE], '（事后竞赛结果督导）'),
      contestTable(facts, {
        items: AFTER_CONTEST_ITEMS,
        content: [{ text: '竞赛结果' }],
        itemHeight: 8.4,
        dates: 1,
        signer: '竞赛主办单位负责人签字：',
      }),
    ],
  }),
})
