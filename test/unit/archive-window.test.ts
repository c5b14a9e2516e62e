import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sizeText, speedText } from '../../src-renderer/components/bytes.ts'
import { CODE_LENGTH, lengthOf } from '../../src-renderer/pages/archive/code.ts'
import { lastWhole, troubleOf, verdictOf } from '../../src-renderer/pages/archive/fixity/words.ts'
import { faultsOf, faultText } from '../../src-renderer/pages/archive/verify/faults.ts'
import { eventsOf } from '../../src-renderer/pages/batches/seal/events.ts'
import {
  askedBy,
  countsOf,
  gapsIn,
  needsCare,
  RESULTS,
  spanAt,
  summaryOf,
} from '../../src-renderer/pages/batches/seal/words.ts'
import type { CheckRow, FixityRun, Hold, Seal } from '../../src-shared/contract/seal.ts'

const row = (no: number, result: CheckRow['result'], group: CheckRow['group'] = '真实性'): CheckRow => ({
  no,
  group,
  item: `第 ${no} 项`,
  basis: 'DA/T 70',
  result,
  notes: [],
})
const anyRow = fc
  .tuple(
    fc.constantFrom<CheckRow['result']>(...RESULTS),
    fc.constantFrom<CheckRow['group']>('真实性', '完整性', '可用性', '安全性'),
  )
  .map(([result, group]) => row(1, result, group))

describe('the report of 四性检测', () => {
  test('is as bad as its worst row, and counts the worst first', () => {
    expect(summaryOf({ rows: [row(1, 'pass'), row(2, 'na')] })).toEqual({
      level: 'success',
      text: '2 项检测：通过 1 项，不适用 1 项',
    })
    expect(summaryOf({ rows: [row(1, 'pass'), row(2, 'todo'), row(3, 'warn')] })).toEqual({
      level: 'warning',
      text: '3 项检测：待确认 1 项，告警 1 项，通过 1 项',
    })
    expect(summaryOf({ rows: [row(1, 'warn'), row(2, 'fail')] }).level).toBe('error')
  })

  test('every row is counted once, and cared for unless it passed or does not apply', () => {
    fc.assert(
      fc.property(fc.array(anyRow), rows => {
        const counts = countsOf(rows)
        expect(RESULTS.reduce((sum, result) => sum + counts[result], 0)).toBe(rows.length)
        expect(rows.filter(needsCare).length).toBe(rows.length - counts.pass - counts.na)
      }),
    )
  })

  test('the cells of a group cover its rows and no others', () => {
    fc.assert(
      fc.property(fc.array(anyRow), rows => {
        const spans = rows.map((_, index) => spanAt(rows, index))
        expect(spans.reduce((sum, span) => sum + span, 0)).toBe(rows.length)
        for (const [index, span] of spans.entries()) {
          for (let at = index; at < index + span; at += 1) expect(rows[at]?.group).toBe(rows[index]?.group)
          if (span > 0) expect(rows[index + span]?.group).not.toBe(rows[index]?.group)
        }
      }),
    )
    expect(spanAt([], 0)).toBe(0)
  })
})

describe('what a row asks of a person', () => {
  test('skipped numbers by the names that the check gives them; explained and removed ones are not asked for', () => {
    const notes = [
      '漏号 G2_003，没有说明',
      '漏号 WP-2026-0005 至 WP-2026-0007，请说明原因',
      '漏号 评分表，第二页 第 2 页，没有说明',
      'G2_001：作废',
      'G2_004 已移除：重复',
      '另有 3 项',
    ]
    expect(gapsIn({ notes })).toEqual(['G2_003', 'WP-2026-0005 至 WP-2026-0007', '评分表，第二页 第 2 页'])
    expect(askedBy({ ...row(11, 'fail'), notes })?.kind).toBe('gap')
    expect(askedBy({ ...row(12, 'pass'), notes: ['G2_001：作废'] })).toBeNull()
  })

  test('counts and the virus check are always asked for, nothing else ever', () => {
    const asked = Array.from({ length: 24 }, (_, i) => askedBy(row(i + 1, 'pass'))?.kind)
    expect(asked.map((kind, i) => [i + 1, kind]).filter(([, kind]) => kind)).toEqual([
      [13, 'counts'],
      [24, 'virus'],
    ])
  })
})

describe('the history of 封存 and 冻结', () => {
  const seal = (version: number, sealedAt: string, openedAt: string | null): Seal => ({
    id: version,
    batchId: 1,
    version,
    sealedAt,
    sealedBy: '甲',
    files: 1,
    bytes: 1,
    digest: 'a'.repeat(64),
    logHead: 'b'.repeat(64),
    anchor: `CODE-${version}`,
    openedAt,
    openedBy: openedAt ? '乙' : '',
    openReason: openedAt ? '更正' : '',
  })
  const hold: Hold = {
    id: 1,
    reason: '举报',
    at: '2026-11-03T00:00:00.000Z',
    by: '丙',
    liftedAt: null,
    liftedBy: '',
    liftReason: '',
  }

  test('newest first, each act with its own person and reason', () => {
    const events = eventsOf(
      [seal(1, '2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z'), seal(2, '2026-11-04T00:00:00.000Z', null)],
      [hold],
    )
    expect(events.map(({ text, by, reason, anchor }) => [text, by, reason, anchor])).toEqual([
      ['封存第 2 版', '甲', '', 'CODE-2'],
      ['调查冻结', '丙', '举报', ''],
      ['解除第 1 版封存', '乙', '更正', ''],
      ['封存第 1 版', '甲', '', 'CODE-1'],
    ])
    expect(new Set(events.map(event => event.key)).size).toBe(events.length)
  })

  test('a lifted hold has both ends', () => {
    const lifted = { ...hold, liftedAt: '2026-11-05T00:00:00.000Z', liftedBy: '丁', liftReason: '结束' }
    expect(eventsOf([], [lifted]).map(event => [event.text, event.by, event.reason])).toEqual([
      ['解除冻结', '丁', '结束'],
      ['调查冻结', '丙', '举报'],
    ])
  })
})

describe('完好性检查 in words', () => {
  const run = (more: Partial<FixityRun>): FixityRun => ({
    id: 1,
    batchId: null,
    batchName: '',
    at: '2026-11-23T00:00:00.000Z',
    by: '甲',
    scheduled: false,
    files: 9,
    bytes: 9,
    changed: [],
    missing: [],
    unread: [],
    complete: true,
    ...more,
  })

  test.each([
    [{}, 'success', '完好'],
    [{ changed: ['a', 'b'], missing: ['c'] }, 'error', '被改动 2 件，缺失 1 件'],
    [{ complete: false }, 'default', '未查完'],
    [{ complete: false, missing: ['c'] }, 'error', '缺失 1 件，未查完'],
  ] as const)('%j', (more, color, word) =>
    expect(
      verdictOf(
        run({
          ...more,
          changed: [...('changed' in more ? more.changed : [])],
          missing: [...('missing' in more ? more.missing : [])],
        }),
      ),
    ).toEqual([color, word]),
  )

  test('trouble stands until a run over everything was carried through and finds all whole', () => {
    const runs = [
      run({ id: 4, complete: false, changed: ['P2_001'], missing: ['G2_001'] }),
      run({ id: 3, batchId: 7 }),
      run({ id: 2, missing: ['G2_001'] }),
      run({ id: 1, missing: ['old'] }),
    ]
    expect(lastWhole(runs)?.id).toBe(2)
    expect(troubleOf(runs)).toEqual(['被改动：P2_001', '缺失：G2_001'])
    expect(troubleOf([run({ id: 5, batchId: 7 }), ...runs])).toHaveLength(2)
    expect(troubleOf([run({ id: 6 }), ...runs])).toEqual([])
    expect(troubleOf([run({ id: 1, batchId: 7, changed: ['a'] })])).toEqual(['被改动：a'])
    expect(troubleOf([])).toEqual([])
  })
})

describe('a verified package in words', () => {
  test('every fault is named, and counted by kind', () => {
    const found = {
      changed: ['data/a'],
      missing: ['data/b', 'data/c'],
      additional: [],
      problems: ['bagit.txt 缺少版本'],
    }
    expect(faultsOf(found).map(({ kind, name }) => `${kind}：${name}`)).toEqual([
      '被改动：data/a',
      '缺失：data/b',
      '缺失：data/c',
      '包的问题：bagit.txt 缺少版本',
    ])
    expect(faultText(found)).toBe('被改动 1 个，缺失 2 个，包的问题 1 处')
  })
})

describe('a typed anchor code', () => {
  test.each([
    ['', 0],
    ['  - ', 0],
    ['ABCD-EFGH-JKMN-PQRS-TVWX', CODE_LENGTH],
    ['abcd efgh jkmn pqrs tvwx', CODE_LENGTH],
    ['ＡＢＣＤ－ＥＦＧＨ', 8],
    ['abcd—efgh_', 8],
  ])('「%s」 has %i characters', (typed, length) => expect(lengthOf(typed)).toBe(length))
})

describe('sizes', () => {
  test.each([
    [0, '0 字节'],
    [1, '1 字节'],
    [1024, '1 KB'],
    [1536, '2 KB'],
    [1024 * 1024 - 1, '1.0 MB'],
    [1024 * 1024, '1.0 MB'],
    [5.25 * 1024 ** 3, '5.25 GB'],
    [3 * 1024 ** 5, '3072.00 TB'],
  ])('%d bytes are %s', (bytes, text) => expect(sizeText(bytes)).toBe(text))

  test('more bytes never read as fewer', () => {
    const rank = (text: string) => {
      const [value = '', unit = ''] = text.split(' ')
      return Number(value) * 1024 ** ['字节', 'KB', 'MB', 'GB', 'TB'].indexOf(unit)
    }
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.nat(2 ** 31 - 1), (a, b) => {
        expect(rank(sizeText(Math.max(a, b)))).toBeGreaterThanOrEqual(rank(sizeText(Math.min(a, b))))
      }),
    )
  })

  test('a speed is said once there is enough to tell', () => {
    expect(speedText(1024, 100)).toBe('')
    expect(speedText(0, 5000)).toBe('')
    expect(speedText(200 * 1024 * 1024, 2000)).toBe('100.0 MB/s')
  })
})
