import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ARTICLES, LEGAL_BASIS, REGULATION } from '../../src-shared/domain/articles.ts'
import { RULES } from '../../src-shared/domain/rules.ts'

const regulation = readFileSync(new URL('../fixtures/实施细则.txt', import.meta.url), 'utf8')

test.each(
  Object.values(ARTICLES)
    .filter(a => a.id !== 'own')
    .map(a => [a.label, a] as const),
)('%s stands in the regulation, word for word', (_, a) => {
  expect(a.text.length).toBeGreaterThan(8)
  expect(regulation).toContain(a.text)
})

test('whole articles are quoted whole, from their number to the next one', () => {
  const whole = ['7', '8', '9', '10', '11', '13', '14', '15', '17', '19', '22', '23', '24', '26', '27', '30'] as const
  for (const id of whole) {
    const { label, text } = ARTICLES[id]
    const at = regulation.indexOf(`\n${label} ${text}\n`)
    expect(at, label).toBeGreaterThan(0)
    const next = regulation.slice(at + `\n${label} ${text}\n`.length)
    expect(next, label).toMatch(/^第[一二三四五六七八九十]+(?:条|章)/)
  }
})

test('the clauses of 第十条 carry their own number', () => {
  for (const [id, number] of [
    ['10(1)', '（一）'],
    ['10(2)', '（二）'],
    ['10(3)', '（三）'],
    ['10(4)', '（四）'],
    ['10(5)', '（五）'],
  ] as const) {
    expect(ARTICLES[id].label).toBe(`第十条${number}`)
    expect(ARTICLES['10'].text).toContain(`${number}${ARTICLES[id].text}`)
  }
})

test('the legal basis is what 第一条 names, all five (A01)', () => {
  const first = /第一条 (.*)/.exec(regulation)?.[1] ?? ''
  expect(LEGAL_BASIS).toHaveLength(5)
  for (const { title, number } of LEGAL_BASIS) {
    expect(first).toContain(`《${title}》`)
    expect(first).toContain(number)
  }
  expect(first.match(/〔\d{4}〕\d+号/g)).toEqual(LEGAL_BASIS.map(b => b.number.replace(/^[^〔]+/, '')))
  expect(regulation.startsWith(REGULATION)).toBe(true)
})

test('every rule cites an article that exists, and carries its own ID', () => {
  for (const [id, rule] of Object.entries(RULES)) {
    expect(rule.id).toBe(id)
    const article = ARTICLES[rule.article]
    expect(article.id).toBe(rule.article)
    if (article.id !== 'own') expect(article.basis).toContain('人社职司便函〔2020〕53号')
  }
})

test('rules cite the article that requirements §9 gives', () => {
  const cited = Object.fromEntries(Object.values(RULES).map(r => [r.id, `${ARTICLES[r.article].label} ${r.severity}`]))
  expect(cited).toEqual({
    'R-COND': '第十条 block',
    'R-AGE': '第十条（五） block',
    'R-AGE-TERM': '第十条（五） warn',
    'R-EXAM': '第十一条 block',
    'R-TERM-END': '第十四条 block',
    'R-TERM-90': '第十四条 warn',
    'R-CODE-FMT': '附件1（一） block',
    'R-CODE-DUP': '附件1 第10–13位 block',
    'R-CODE-SEQ': '附件1 第10–13位 warn',
    'R-CODE-YEAR': '附件1 第8–9位 block',
    'R-CARD-SCOPE': '第十三条 block',
    'R-CARD-FILE': '第十三条 todo',
    'R-CARD-STATE': '本机构制度 block',
    'R-ROSTER': '第七条 warn',
    'R-VENUE-FILED': '第二十三条 warn',
    'R-VENUE-LIST': '第二十三条（一） warn',
    'R-VENUE-CHG': '第二十三条（一） warn',
    'R-VENUE-COUNT': '第二十三条（一） warn',
    'R-VENUE-PHOTO': '第二十条（五） warn',
    'R-VENUE-SCOPE': '附件5 warn',
    'R-SAME-SESSION': '第九条 block',
    'R-AVOID': '第九条 block',
    'R-AVOID-WORK': '第九条 block',
    'R-AVOID-NAME': '第九条 block',
    'R-ROTATE': '第九条 warn',
    'R-STANDING': '第十一条 block',
    'R-CLASH': '第十七条 block',
    'R-ASSIGN': '第十五条 block',
    'R-BADGE': '第十七条 warn',
    'R-UNTICK': '附件3 注1 block',
    'R-NOTE': '附件3 注1 block',
    'R-COVER': '第二十四条 todo',
    'R-STAFF': '第二十条（六） warn',
    'R-PLAN': '第二十条（三） warn',
    'R-ORDER': '第二十一条（六） warn',
    'R-PUB': '第二十一条（七） warn',
    'R-EXT-2': '第十九条 info',
    'R-EXT-200': '第十九条 info',
    'R-EXT-26': '第二十六条 info',
    'R-SIGN': '第二十二条 todo',
    'R-DL5': '第二十二条 warn',
    'R-DLWD5': '附件3 注2 warn',
    'R-DL-YEAR': '附件3 注2 todo',
    'R-FIX': '第三十条（三） warn',
    'R-MEDIA': '第二十条（五） warn',
    'R-HOLD': '第二十一条（九） block',
    'R-KEEP': '第二十一条（四） block',
    'R-DT-SESSION': '第十七条 block',
    'R-DT-AFTER': '第十七条 block',
    'R-DT-ASSIGN': '第十五条 block',
    'R-DT-OFFICE': '第十一条 block',
    'R-DT-LATE': '第十五条 block',
    'R-DT-ISSUE': '第十三条 block',
    'R-DT-FUTURE': '第四条 block',
    'R-DT-SEAL': '第二十一条（四） warn',
    'R-DT-OLD': '第十一条 warn',
    'R-CMP-STAFF': '第八条 block',
    'R-CMP-RATIO': '附件7 事后第12项 block',
  })
})
