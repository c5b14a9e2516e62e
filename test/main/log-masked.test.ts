/** A number that somebody types into a reason stands in no log, and he is told. */
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { masked, maskedDeep } from '../../src-main/services/masked.ts'
import { addOrg, addPerson, idNumber } from './people.ts'
import { sql } from './planted.ts'
import { createWorld, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
  await addOrg(world)
})
afterEach(() => world.end())

const NUMBER = idNumber('1985-05-05', '男', 1)

test('typed into a reason: covered in the entry and in its detail, told to who typed it alone, the chain is whole', async () => {
  const { id } = await addPerson(world, { name: '误录' })
  const other = await world.backend.join('另一个', {
    dialogs: world.backend as never,
    openPath: async () => undefined,
    user: '别人',
  })
  const heard: string[] = []
  other.on(event => heard.push(event.type))
  world.events.length = 0
  await world.call(
    'supervisor.remove',
    { selection: { ids: [id] }, reason: `与 ${NUMBER}（139 1234 5678）重复` },
    'mine',
  )
  expect(world.events).toContainEqual({ type: 'masked', call: 'mine' })
  expect(heard).not.toContain('masked')
  const log = sql(world, db => JSON.stringify(db.prepare('SELECT * FROM audit_event').all()))
  expect(log).not.toContain(NUMBER)
  expect(log).not.toMatch(/139 ?1234 ?5678/)
  expect(log).toContain('重复')
  expect(await world.call('audit.verify', {})).toMatchObject({ broken: null })
  world.events.length = 0
  await world.call('supervisor.restore', { selection: { ids: [id] } })
  expect(world.events.map(event => event.type)).not.toContain('masked')
})

test.each([
  NUMBER,
  [...NUMBER].join(' '),
  `${NUMBER.slice(0, 6)}-${NUMBER.slice(6, 14)}-${NUMBER.slice(14)}`,
  NUMBER.replace(/\d/g, d => String.fromCharCode(0xff10 + Number(d))),
  '13912345678',
  '139-1234-5678',
  '+86 139 1234 5678',
])('%s is covered', written => {
  const said = masked(`原因：${written}，请核对`)
  expect(said).not.toContain(written)
  expect(said).toMatch(/^原因：.*，请核对$/)
})

test('what the program itself says stays: codes, dates, digests, anchors, sums', () => {
  for (const text of [
    '核发证卡 Y112001260001 给「王一」，核发日期 2026-11-23，依次取值',
    '从包「事后督导包_BDA-2026-031.zip」导入批次：47 个文件，导出时的日志链头 1381234567890a13',
    '导出名册 2026-11-23 至 2027-11-22，计划号 BDA-2026-031，委派单 WP-2026-0001',
    '备份 1099511627776 字节，2026-11-23T09:30:00.000Z',
  ])
    expect(masked(text)).toBe(text)
  const detail = { anchor: '1381-2345-6789-0123-45AB', digest: '13812345678a'.padEnd(64, '0'), code: 'Y112001260001' }
  expect(maskedDeep(detail)).toEqual(detail)
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
      d => maskedDeep(d) === d || !/[a-f]/.test(d),
    ),
  )
})
