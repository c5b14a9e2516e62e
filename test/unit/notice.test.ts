import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { YEARS } from '../../src-shared/domain/calendar.ts'
import { type ParsedNotice, parseNotice } from '../../src-shared/domain/notice.ts'
import { noticeOf } from './notices.ts'

const read = (text: string) => {
  const parsed = parseNotice(text)
  if (!parsed.ok) throw new Error(`${parsed.message}: ${parsed.sentence}`)
  return parsed
}
const refused = (text: string): Extract<ParsedNotice, { ok: false }> => {
  const parsed = parseNotice(text)
  if (parsed.ok) throw new Error('was read')
  return parsed
}

describe('real notices', () => {
  test.each([2025, 2026] as const)('%i reads as what ships', year => {
    expect(read(noticeOf(year))).toEqual({ ok: true, year: YEARS[year], doubts: [] })
  })

  test('2024: without weekdays in ranges, 与周末连休, a wish about 除夕 that is no arrangement', () => {
    const { year, doubts } = read(noticeOf(2024))
    expect(doubts).toEqual([])
    expect(year.source).toBe('国办发明电〔2023〕7号')
    expect(year.holidays).toEqual([
      { name: '元旦', from: '2024-01-01', to: '2024-01-01' },
      { name: '春节', from: '2024-02-10', to: '2024-02-17' },
      { name: '清明节', from: '2024-04-04', to: '2024-04-06' },
      { name: '劳动节', from: '2024-05-01', to: '2024-05-05' },
      { name: '端午节', from: '2024-06-10', to: '2024-06-10' },
      { name: '中秋节', from: '2024-09-15', to: '2024-09-17' },
      { name: '国庆节', from: '2024-10-01', to: '2024-10-07' },
    ])
    expect(year.workdays).toEqual([
      '2024-02-04',
      '2024-02-18',
      '2024-04-07',
      '2024-04-28',
      '2024-05-11',
      '2024-09-14',
      '2024-09-29',
      '2024-10-12',
    ])
  })

  test('2023: 元旦 begins in the December before', () => {
    const { year, doubts } = read(noticeOf(2023))
    expect(doubts).toEqual([])
    expect(year.holidays[0]).toEqual({ name: '元旦', from: '2022-12-31', to: '2023-01-02' })
    expect(year.holidays.find(h => h.name === '清明节')).toEqual({
      name: '清明节',
      from: '2023-04-05',
      to: '2023-04-05',
    })
    expect(year.holidays.at(-1)).toEqual({ name: '中秋节、国庆节', from: '2023-09-29', to: '2023-10-06' })
  })

  test('2017: 补休', () => {
    const { year, doubts } = read(noticeOf(2017))
    expect(doubts).toEqual([])
    expect(year.holidays.slice(0, 2)).toEqual([
      { name: '元旦', from: '2017-01-01', to: '2017-01-01' },
      { name: '元旦', from: '2017-01-02', to: '2017-01-02' },
    ])
  })
})

describe('as people paste it', () => {
  const text = noticeOf(2026)
  test.each([
    ['half-width punctuation', text.replace(/[（）：，]/g, c => '():,'['（）：，'.indexOf(c)] ?? c)],
    ['line breaks inside sentences', text.replace(/放假/g, '放\n 假').replace(/（/g, ' （ ')],
    [
      'a web page around it',
      `首页 > 正文\n来源：新华网2025-11-04 22:15\n${text}\n[责编：张倩]\n春节：去哪儿？1月1日抢票攻略。国务院办公厅关于2025年部分节假日安排的通知`,
    ],
    ['without ordinals, as bullets', text.replace(/[一二三四五六七]、(?=[\u4e00-\u9fa5、]+：)/g, '- ')],
    ['星期 for 周', text.replace(/周(?=[一二三四五六日]）)/g, '星期')],
    ['zero-width characters', text.replace(/放假/g, '放\u200b假')],
  ])('%s', (_, pasted) => {
    expect(read(pasted).year).toEqual(YEARS[2026])
  })

  test('without 文号 the title is the source', () => {
    expect(read(text.replace('国办发明电〔2025〕7号', '')).year.source).toBe(
      '国务院办公厅关于2026年部分节假日安排的通知',
    )
  })
})

describe('a changed text is refused with the sentence at fault', () => {
  const cases: [what: string, from: string, to: string, message: string][] = [
    ['weekday of a worked day', '1月4日（周日）上班', '1月4日（周六）上班', '2026-01-04 是周日，不是周六'],
    ['weekday in a range', '5月1日（周五）至5日（周二）', '5月1日（周五）至5日（周三）', '2026-05-05 是周二，不是周三'],
    ['weekday behind a lunar date', '正月初七、周一', '正月初七、周二', '2026-02-23 是周一，不是周二'],
    ['number of days', '放假调休，共9天', '放假调休，共8天', '是 9 天，不是 8 天'],
    ['a day that does not exist', '2月28日（周六）', '2月30日（周六）', '没有「2月30日」这一天'],
    ['another year', '5月9日（周六）', '2025年5月9日（周五）', '不在 2026 年内'],
    ['a worked day that is none', '5月9日（周六）上班', '5月8日（周五）上班', '不是周末'],
    ['off and worked', '5月9日（周六）上班', '5月3日（周日）上班', '2026-05-03 既放假又上班'],
    ['worked twice', '2月14日（周六）、2月28日', '2月28日（周六）、2月28日', '写了两次'],
    ['overlapping holidays', '9月25日（周五）至27日（周日）放假，共3天', '6月21日（周日）放假，共1天', '重叠'],
    ['a range backwards', '4月4日（周六）至6日（周一）放假，共3天', '4月6日（周一）至4日（周六）放假', '早于'],
    ['no month', '6月19日（周五）至21日', '19日（周五）至21日', '没有写明月份'],
    ['words that change the sense', '5月9日（周六）上班', '5月9日（周六）不上班', '看不懂这一句'],
    ['an unknown sentence with a date', '5月9日（周六）上班', '5月9日（周六）待定', '看不懂这一句'],
  ]
  test.each(cases)('%s', (_, from, to, message) => {
    const text = noticeOf(2026)
    expect(text).toContain(from)
    const { message: said, sentence } = refused(text.replace(from, to))
    expect(said).toContain(message)
    expect(text.replace(from, to).replace(/\s/g, '')).toContain(sentence)
    expect(sentence.length).toBeLessThan(60)
    expect(sentence).toContain(to.slice(0, 3))
  })

  test('a missing item', () => {
    const { message } = refused(noticeOf(2026).replace(/　　四、.*\n/, ''))
    expect(message).toContain('劳动节')
  })

  test('two different years', () => {
    expect(refused(noticeOf(2026).replace('现将2026年', '现将2027年')).message).toContain('不同的年份')
  })

  test.each(['', '   \n', '通知', '今天天气很好。', '国务院办公厅关于2026年部分节假日安排的通知'])(
    '%j is no notice',
    text => {
      expect(parseNotice(text).ok).toBe(false)
    },
  )
})

test('a lost 上班 sentence does not refuse, but is doubted', () => {
  const { doubts } = read(noticeOf(2026).replace('9月20日（周日）、10月10日（周六）上班。', ''))
  expect(doubts).toHaveLength(1)
  expect(doubts[0]).toContain('15 天')
  expect(doubts[0]).toContain('13 天')
})

test('changing any one weekday of the 2026 notice is refused', () => {
  const text = noticeOf(2026)
  const places = [...text.matchAll(/周([一二三四五六日])(?=）)/g)]
  expect(places.length).toBe(20)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: places.length - 1 }), fc.constantFrom(...'一二三四五六日'), (i, day) => {
      const at = (places[i]?.index ?? 0) + 1
      fc.pre(text[at] !== day)
      const { message } = refused(text.slice(0, at) + day + text.slice(at + 1))
      expect(message).toContain(`不是周${day}`)
    }),
  )
})

test('any text is read or refused, never thrown at', () => {
  const word = fc.constantFrom(
    '一、',
    '元旦',
    '：',
    '1月1日',
    '（周一）',
    '至',
    '3日',
    '放假',
    '上班',
    '，共3天',
    '。',
    '关于2026年部分节假日',
    '鼓励',
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), words => {
      expect(typeof parseNotice(words.join('')).ok).toBe('boolean')
    }),
  )
})
