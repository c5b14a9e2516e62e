import { z } from 'zod'
import type { VenueFacts } from '../contract/venue.ts'
import { line } from './facts.ts'
import { form } from './form.ts'
import { annexMark, heading } from './heading.ts'
import { A4_PORTRAIT, paragraph, type TextRun } from './model.ts'

/**
 * 附件5: one sheet per venue. The sentence's own words for what is to be named stay where nothing is known. 是□、否□, signature, seal and
 * date are the inspector's: no fact reaches them (A45).
 */
export const annex5 = form({
  title: '附件5 场地核查单',
  code: 'A5',
  official: true,
  facts: z.strictObject({
    org: line('社会培训评价组织名称'),
    venue: line('场地名称'),
    address: line('场地地址'),
    occupations: line('职业名称及等级'),
  }),
  head: ['org', 'venue', 'address', 'occupations'],
  from: { venue: facts, check: facts },
  draw: facts => ({
    page: { ...A4_PORTRAIT, margin: { top: 20, right: 26, bottom: 20, left: 26 } },
    body: [
      annexMark('附件 5'),
      ...heading(['北京市社会培训评价组织职业技能', '等级认定场地核查单']),
      paragraph([known('社会培训评价组织名称', facts.org), { text: '（盖章）' }], { ...BODY, before: 12 }),
      paragraph(
        [
          { text: '现对你机构申报的职业技能等级认定场地进行实地核查。经核查，' },
          known('场地名称', facts.venue),
          { text: '（' },
          known('场地地址', facts.address),
          { text: '）所涉及的' },
          known('职业名称及等级', facts.occupations),
          { text: '的场地相关信息与备案材料（是' },
          { ticked: false },
          { text: '、否' },
          { ticked: false },
          { text: '）相符。' },
        ],
        { ...BODY, first: 2, after: 120 },
      ),
      ...['核查人员（签字）：', '核查机构（盖章）：', '核查日期：'].map(words =>
        paragraph(words, { ...BODY, indent: 62 }),
      ),
    ],
  }),
})

function facts(venue: VenueFacts) {
  return { org: venue.orgName, venue: venue.name, address: venue.address, occupations: venue.occupationText }
}

/** 三号 with 28 磅 between lines, as official letters are set. */
const BODY = { style: { size: 16, face: 'fang' }, leading: 32 } as const

/** What the sentence leaves to be named, underlined once it is named; the name goes without the brackets of the sentence's own word. */
const known = (words: string, name: string | undefined): TextRun =>
  name ? { text: name, field: words, underline: true } : { text: words }
