/** 编码, 发证, 台账 and 备案 through routes: 附件1, rulings T6–T8. */
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addAppointed, addCarded, addOrg, addPhoto, addQualified, allCards, appoint, issue, rules } from './people.ts'
import { createWorld, TODAY, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
})
afterEach(() => world.end())

const codes = async () => (await allCards(world)).map(card => card.code)
const manual = (supervisorId: number, code: string, issuedOn = TODAY) =>
  ({ supervisorId, code, issuedOn, reason: '市中心统筹' }) as const

describe('附件1: automatic numbers', () => {
  test('run in the order of 拼音, per year of 核发, whatever the year of the term', async () => {
    const li = await addAppointed(world, { name: '李四' })
    const an = await addAppointed(world, { name: '安一' })
    world.today = '2026-12-31'
    const cards = await issue(world, [li.id, an.id])
    expect(cards.map(c => [c.name, c.code])).toEqual([
      ['安一', 'S112001260001'],
      ['李四', 'S112001260002'],
    ])
    world.today = '2027-01-01'
    const wu = await addAppointed(world, { name: '吴三' }, '2026-12-31')
    expect((await world.call('card.next', { issuedOn: '2027-01-01' })).code).toBe('S112001270001')
    expect((await world.call('card.next', { issuedOn: '2026-12-31' })).code).toBe('S112001260003')
    await issue(world, [wu.id], '2027-01-01')
    expect(await codes()).toEqual(['S112001260001', 'S112001260002', 'S112001270001'])
    expect((await allCards(world))[2]).toMatchObject({
      period: '2026.12-2029.12',
      termStart: '2026-12-31',
      termEnd: '2029-12-30',
    })
  })

  test('9999 is the last: the batch that needs one more is refused whole', async () => {
    const [one, two, three] = [
      await addAppointed(world, { name: '安一' }),
      await addAppointed(world, { name: '毕二' }),
      await addAppointed(world, { name: '蔡三' }),
    ]
    await world.call('card.issueManual', manual(one.id, 'S112001269998'))
    await world.call('card.void', { id: 1, reason: '试号' })
    // The automatic order goes on from its own last number, so the year is spent by hand-given ones in its way.
    expect((await world.call('card.next', { issuedOn: TODAY })).code).toBe('S112001260001')
    await spend(1, 9997)
    expect(await world.call('card.next', { issuedOn: TODAY })).toMatchObject({ code: 'S112001269999', left: 1 })
    const before = await world.call('audit.verify', {})
    const batch = { selection: { ids: [two.id, three.id] }, issuedOn: TODAY }
    expect((await world.refuse('card.issue', batch)).code).toBe('CODE_EXHAUSTED')
    expect((await world.call('card.list', { ...list, filter: { search: '毕二' } })).total).toBe(0)
    expect(await world.call('audit.verify', {})).toEqual(before)
    await issue(world, [two.id])
    expect(await world.call('card.next', { issuedOn: TODAY })).toMatchObject({ code: null, left: 0 })
    expect((await world.refuse('card.issue', { selection: { ids: [three.id] }, issuedOn: TODAY })).code).toBe(
      'CODE_EXHAUSTED',
    )
    world.today = '2027-01-01'
    await issue(world, [three.id]) // a new year begins at 0001
  })

  const list = { sort: { by: 'code', desc: false }, page: { offset: 0, limit: 1 } } as const

  /** Used numbers, straight into the file: ten thousand through routes would take minutes. */
  async function spend(from: number, to: number): Promise<void> {
    await world.close()
    const { default: Database } = await import('better-sqlite3')
    const file = new Database(`${world.dir}/data.sqlite`)
    const columns = (file.pragma('table_info(card)') as { name: string }[]).map(c => c.name).filter(c => c !== 'id')
    const given: Record<string, string> = {
      code: "printf('S11200126%04d', value)",
      seq: 'value',
      mode: "'auto'",
      state: "'valid'",
      previous_id: 'NULL',
    }
    file
      .prepare(
        `WITH RECURSIVE n(value) AS (SELECT ? UNION ALL SELECT value + 1 FROM n WHERE value < ?)
         INSERT INTO card (${columns}) SELECT ${columns.map(c => given[c] ?? c)} FROM n, (SELECT * FROM card LIMIT 1)`,
      )
      .run(from, to)
    file.close()
    await world.reopen()
  }

  test('a void number is never given again, and the gap report names voids and gaps apart', async () => {
    const { person, card } = await addCarded(world)
    await world.call('card.void', { id: card.id, reason: '写错名字' })
    await issue(world, [person.id])
    const other = await addAppointed(world, { name: '李四' })
    await world.call('card.issueManual', manual(other.id, 'S112001260007'))
    expect(await codes()).toEqual(['S112001260001', 'S112001260002', 'S112001260007'])
    expect(await world.call('card.gaps', { year: 2026 })).toEqual({
      used: 3,
      max: 7,
      gaps: [{ from: 3, to: 6, count: 4 }],
      voided: ['S112001260001'],
      findings: [expect.objectContaining({ rule: 'R-CODE-SEQ', message: expect.stringContaining('0003–0006') })],
    })
    expect((await world.refuse('card.issueManual', manual(other.id, 'S112001260001'))).findings).toMatchObject([
      { rule: 'R-CODE-DUP' },
      { rule: 'R-CODE-DUP' },
    ])
  })

  test('a 核发 date outside this century has no two-digit year of its own', async () => {
    const { id } = await addAppointed(world)
    for (const issuedOn of ['1926-11-23', '2126-11-23']) {
      expect((await world.refuse('card.issue', { selection: { ids: [id] }, issuedOn })).code).toBe('INPUT_INVALID')
      expect((await world.refuse('card.next', { issuedOn })).code).toBe('INPUT_INVALID')
      expect((await world.refuse('card.issueManual', manual(id, 'S112001260001', issuedOn))).code).toBe('INPUT_INVALID')
    }
  })
})

describe('第十三条: who gets a card', () => {
  test('nobody before 聘任, one card per term, none after its end', async () => {
    const { id } = await addQualified(world)
    const selection = { ids: [id] }
    expect(rules((await world.call('card.issue', { selection, issuedOn: TODAY })).refused)).toEqual(['R-CARD-SCOPE'])
    await appoint(world, [id])
    const issuedOn = async (on: string) => rules((await world.call('card.issue', { selection, issuedOn: on })).refused)
    expect(await issuedOn('2026-11-24')).toEqual(['R-DT-FUTURE']) // 核发 has happened, or it has not
    expect(await issuedOn('2026-11-22')).toEqual(['R-DT-ISSUE']) // before the 聘任
    world.today = '2029-11-23'
    expect(await issuedOn('2029-11-23')).toEqual(['R-TERM-END'])
    world.today = TODAY
    await issue(world, [id])
    expect(rules((await world.call('card.issue', { selection, issuedOn: TODAY })).refused)).toEqual(['R-CODE-DUP'])
    await world.call('appointment.dismiss', { selection, on: TODAY, reason: '调离' })
    expect(rules((await world.call('card.issue', { selection, issuedOn: TODAY })).refused)).toEqual(['R-CARD-SCOPE'])
  })

  test('续聘 ahead: a new code, and the old card goes on to its own last day', async () => {
    const { person, card } = await addCarded(world)
    world.today = '2029-11-01'
    await appoint(world, [person.id], '2029-11-23')
    const [next] = await issue(world, [person.id])
    expect(next?.code).toBe('S112001290001')
    const [old, now] = await allCards(world)
    expect(old).toMatchObject({ code: card.code, state: 'valid', nextCode: next?.code })
    expect(now).toMatchObject({ code: next?.code, state: 'ahead', previousCode: card.code, period: '2029.11-2032.11' })
    const number = async () => (await world.call('supervisor.list', { ...list, filter: {} })).rows[0]?.code
    expect(await number()).toBe(card.code)
    // Filed and printed before the term begins: that is normal work.
    const ids = [now?.id ?? 0]
    expect(await world.call('filing.record', { selection: { ids }, filedOn: world.today, receipt: '' })).toMatchObject({
      done: 1,
    })
    await addPhoto(world, person.id)
    expect((await world.call('print.prepare', { selection: { ids }, layout: 'a4-4', start: 0 })).cards).toBe(1)
    world.today = '2029-11-22'
    expect(await allCards(world)).toMatchObject([{ state: 'valid' }, { state: 'ahead' }])
    expect(await number()).toBe(card.code)
    world.today = '2029-11-23'
    expect(await allCards(world)).toMatchObject([{ state: 'replaced', endedOn: '2029-11-23' }, { state: 'valid' }])
    expect(await number()).toBe(next?.code)
    const { events } = await world.call('card.history', { id: card.id })
    expect(events.map(e => e.kind)).toEqual(['replaced', 'issued'])
    for (const change of ['card.found', 'card.void'] as const) {
      expect((await world.refuse(change, { id: card.id, reason: '误操作' })).code).toBe('RULE_BLOCKED')
    }
  })

  test('解聘: not printed, not reissued, not in the 备案名册; collected, and reported as a change', async () => {
    const { person, card } = await addCarded(world)
    await addPhoto(world, person.id)
    const selection = { ids: [card.id] }
    await world.call('filing.record', { selection, filedOn: TODAY, receipt: '京鉴备1' })
    expect((await world.refuse('card.return', { id: card.id, on: TODAY, reason: '' })).findings).toMatchObject([
      { rule: 'R-CARD-STATE' },
    ])
    world.today = '2026-11-25'
    await world.call('appointment.dismiss', { selection: { ids: [person.id] }, on: '2026-11-26', reason: '调离' })
    expect((await allCards(world))[0]).toMatchObject({ state: 'valid', acts: expect.arrayContaining(['print']) })
    world.today = '2026-11-26'
    expect((await allCards(world))[0]).toMatchObject({ state: 'dismissed', endedOn: '2026-11-26', returnedOn: null })
    const refused = await world.refuse('print.prepare', { selection, layout: 'a4-4', start: 0 })
    expect(refused.findings).toMatchObject([{ rule: 'R-CARD-SCOPE', message: expect.stringContaining('解聘') }])
    const again = await world.refuse('card.reissue', { id: card.id, on: world.today, reason: '损坏' })
    expect(again.findings).toMatchObject([{ rule: 'R-CARD-SCOPE' }])
    expect((await world.refuse('filing.export', { selection: { ids: [person.id] }, reason: '' })).code).toBe(
      'NOT_FOUND',
    )
    // Its face for the archive is no print of it.
    const archive = await world.call('print.prepare', { selection, layout: 'a4-4', start: 0, archive: true })
    expect((await world.refuse('print.record', { jobId: archive.jobId, printer: '', spoiled: [] })).code).toBe(
      'STATE_BLOCKED',
    )
    expect(await world.call('home.todo', {})).toMatchObject({ toReturn: 1, toReport: 1, unfiled: 0, unprinted: 0 })
    const back = await world.call('card.return', { id: card.id, on: world.today, reason: '交回' })
    expect(back).toMatchObject({ state: 'dismissed', returnedOn: '2026-11-26' })
    expect((await world.refuse('card.return', { id: card.id, on: world.today, reason: '' })).code).toBe('RULE_BLOCKED')
    const early = { selection, on: '2026-11-25', receipt: '' }
    expect(rules((await world.call('filing.recordChange', early)).refused)).toEqual(['R-CARD-FILE'])
    expect((await world.call('filing.recordChange', { ...early, on: world.today })).done).toBe(1)
    expect(await world.call('home.todo', {})).toMatchObject({ toReturn: 0, toReport: 0 })
    // Each entry has its way back.
    expect(await world.call('card.unreturn', { id: card.id, reason: '误登' })).toMatchObject({ returnedOn: null })
    expect(await world.call('filing.clearChange', { id: card.id, reason: '误登' })).toMatchObject({ changedOn: null })
    expect(await world.call('home.todo', {})).toMatchObject({ toReturn: 1, toReport: 1 })
    expect((await world.refuse('card.unreturn', { id: card.id, reason: '再次' })).code).toBe('STATE_BLOCKED')
  })

  test('the 备案 that was sent before somebody left is judged on its own day', async () => {
    const { person, card } = await addCarded(world)
    world.today = '2026-11-30'
    await world.call('appointment.dismiss', { selection: { ids: [person.id] }, on: '2026-11-28', reason: '调离' })
    const file = (filedOn: string) =>
      world.call('filing.record', { selection: { ids: [card.id] }, filedOn, receipt: '' })
    expect(rules((await file('2026-11-28')).refused)).toEqual(['R-CARD-SCOPE'])
    expect((await file('2026-11-27')).done).toBe(1)
  })

  const list = { sort: { by: 'name', desc: false }, page: { offset: 0, limit: 9 } } as const
})

describe('附件1: 统筹赋码', () => {
  test.each([
    ['s112001260001x', 'R-CODE-FMT'],
    ['S11200126000', 'R-CODE-FMT'],
    ['S112001260000', 'R-CODE-FMT'],
    ['S11200126000A', 'R-CODE-FMT'],
    ['Y112001260001', 'R-CODE-FMT'], // another kind of organisation
    ['S122001260001', 'R-CODE-FMT'], // another place
    ['S112002260001', 'R-CODE-FMT'], // another organisation
    ['S112001250001', 'R-CODE-YEAR'],
  ])('%s is refused by %s, and nothing is written', async (code, rule) => {
    const { id } = await addAppointed(world)
    const error = await world.refuse('card.issueManual', manual(id, code))
    expect([error.code, error.findings]).toMatchObject(['RULE_BLOCKED', [{ rule, severity: 'block' }]])
    expect(await codes()).toEqual([])
  })

  test('its reason is on file; the automatic order steps over it; the mode change is logged', async () => {
    const [a, b] = [await addAppointed(world, { name: '安一' }), await addAppointed(world, { name: '毕二' })]
    const card = await world.call('card.issueManual', manual(a.id, 's112001260001'))
    expect(card).toMatchObject({ code: 'S112001260001', mode: 'manual' })
    expect((await world.call('card.history', { id: card.id })).events[0]?.text).toContain('市中心统筹')
    expect((await issue(world, [b.id]))[0]?.code).toBe('S112001260002')
    await addOrg(world, { codeMode: 'manual' })
    const log = await world.call('audit.list', { page: { offset: 0, limit: 1 } })
    expect(log.rows[0]?.text).toContain('赋码方式「依次顺序取值」→「统筹赋码」')
    expect((await world.refuse('card.issue', { selection: { ids: [b.id] }, issuedOn: TODAY })).code).toBe(
      'STATE_BLOCKED',
    )
  })

  test('the same number under another prefix is taken too', async () => {
    const [a, b] = [await addAppointed(world, { name: '安一' }), await addAppointed(world, { name: '毕二' })]
    await issue(world, [a.id])
    await addOrg(world, { number: '1110002' })
    expect((await world.refuse('card.issueManual', manual(b.id, 'S110002260001'))).code).toBe('CODE_TAKEN')
    expect((await issue(world, [b.id]))[0]?.code).toBe('S110002260002')
  })
})

describe('补发, 挂失, 作废', () => {
  test('补发 keeps the code and is counted; a card of the same term is not issued beside it', async () => {
    const { person, card } = await addCarded(world)
    await world.call('card.lost', { id: card.id, on: TODAY, reason: '出差遗失' })
    expect((await allCards(world))[0]?.state).toBe('lost')
    expect(
      rules((await world.call('card.issue', { selection: { ids: [person.id] }, issuedOn: TODAY })).refused),
    ).toEqual(['R-CODE-DUP'])
    const again = await world.call('card.reissue', { id: card.id, on: TODAY, reason: '遗失补发' })
    expect(again).toMatchObject({ code: card.code, state: 'valid', reissues: 1 })
    expect(await codes()).toEqual([card.code])
  })

  test('lost → found; each change only from its own state, never dated ahead', async () => {
    const { card } = await addCarded(world)
    const change = { id: card.id, reason: '误' }
    expect((await world.refuse('card.found', change)).code).toBe('RULE_BLOCKED')
    const ahead = await world.refuse('card.lost', { ...change, on: '2026-11-24' })
    expect([ahead.code, Object.keys(ahead.fields ?? {})]).toEqual(['INPUT_INVALID', ['on']])
    await world.call('card.lost', { ...change, on: TODAY })
    expect((await world.call('card.found', change)).state).toBe('valid')
    expect((await world.call('card.void', change)).state).toBe('void')
    for (const route of ['card.void', 'card.found'] as const) {
      expect((await world.refuse(route, change)).code).toBe('RULE_BLOCKED')
    }
    expect((await world.refuse('card.reissue', { ...change, on: TODAY })).code).toBe('RULE_BLOCKED')
    expect((await world.refuse('card.void', { id: 99, reason: '无' })).code).toBe('NOT_FOUND')
    const { events } = await world.call('card.history', { id: card.id })
    expect(events.map(e => e.kind)).toEqual(['voided', 'found', 'lost', 'issued'])
  })
})

describe('第十三条: 备案', () => {
  const file = (ids: number[], filedOn = TODAY) =>
    world.call('filing.record', { selection: { ids }, filedOn, receipt: '京鉴备2026-1' })

  test('is due from the issue on, done with the receipt, and refused where it does not fit', async () => {
    const { person, card } = await addCarded(world)
    expect((await world.call('home.todo', {})).unfiled).toBe(1)
    expect((await world.call('supervisor.get', { id: person.id })).findings.map(f => f.rule)).toContain('R-CARD-FILE')
    expect(rules((await file([card.id], '2026-11-22')).refused)).toEqual(['R-CARD-FILE']) // before the issue
    expect(
      (await world.refuse('filing.record', { selection: { ids: [card.id] }, filedOn: '2026-11-24', receipt: '' })).code,
    ).toBe('INPUT_INVALID')
    expect((await file([card.id])).done).toBe(1)
    expect((await world.call('home.todo', {})).unfiled).toBe(0)
    expect(rules((await file([card.id])).refused)).toEqual(['R-CARD-FILE']) // a second time
    expect((await world.call('filing.clear', { id: card.id, reason: '回执有误' })).filedOn).toBeNull()
    expect((await world.refuse('filing.clear', { id: card.id, reason: '再次' })).code).toBe('STATE_BLOCKED')
    await world.call('card.void', { id: card.id, reason: '换号' })
    expect(rules((await file([card.id])).refused)).toEqual(['R-CARD-STATE'])
  })
})

test('an issued card keeps what is printed on it, whatever becomes of the organisation and the person', async () => {
  const { person, card } = await addCarded(world)
  await addPhoto(world, person.id)
  // An imprint left blank follows the name that the organisation has at the issue.
  expect((await addOrg(world, { name: '改名后的机构' })).printedBy).toBe('')
  await addOrg(world, { name: '改名后的机构', number: '990099', kind: 'Y' })
  await world.call('supervisor.save', {
    id: person.id,
    name: '张三丰',
    sex: '男',
    birth: person.birth,
    phone: '',
    department: '',
    position: '',
    education: '',
    source: '',
    note: '',
  })
  expect((await allCards(world))[0]).toMatchObject({ code: card.code, name: '张三', orgName: '北京亦庄技能评价中心' })
  await world.call('card.void', { id: card.id, reason: '改名换证' })
  expect((await issue(world, [person.id]))[0]?.code).toBe('Y110099260002')
  expect((await allCards(world))[1]).toMatchObject({ name: '张三丰', orgName: '改名后的机构', previousCode: card.code })
  await world.close()
  const file = new Database(`${world.dir}/data.sqlite`, { readonly: true })
  const imprints = file.prepare('SELECT printed_by FROM card ORDER BY id').pluck().all()
  file.close()
  expect(imprints).toEqual(['北京亦庄技能评价中心', '改名后的机构'])
})
