/**
 * 四性检测 (requirements §8): a batch on which nothing is at fault, and for each of the 24 checks one thing that is: exactly that row turns,
 * and says by name what is wrong.
 */
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dataVersion } from '../../src-main/db/version.ts'
import { anchorOf } from '../../src-main/package/anchor.ts'
import { canonical } from '../../src-main/services/archive/sealManifest.ts'
import type { Output } from '../../src-shared/contract/index.ts'
import { CHECKS } from '../../src-shared/domain/fourChecks.ts'
import { addScene, candidateLines, EXAM, NO_DATES, PLAN, type Scene, sealed, startRecord } from './batch-office.ts'
import { barePdf, docx, emptyPdf, jpeg, mp4, pdf, png, program, zipOf } from './check-files.ts'
import { addOrg } from './people.ts'
import { lose, type Planted, plant, plantFile, spoil, sql, storePath, text } from './planted.ts'
import { xlsx } from './sheets.ts'
import { createWorld, newFolder, type World } from './world.ts'

type Row = Output<'check.run'>['rows'][number]

const CHECKED_ON = '2026-12-20'
const CANDIDATES = 6
const DATES = {
  ...NO_DATES,
  filedOn: '2026-10-08',
  plannedOn: '2026-10-20',
  announcedOn: '2026-10-21',
  signupFrom: '2026-10-22',
  signupTo: '2026-11-05',
  reviewedOn: '2026-11-10',
  examFrom: EXAM,
  examTo: '2026-11-29',
  scoredOn: '2026-12-01',
  publicFrom: '2026-12-03',
  publicTo: '2026-12-09',
  certifiedOn: '2026-12-15',
}
const VIRUS = {
  kind: 'virus',
  software: '某杀毒',
  definitions: '2026-12-19',
  by: '刘志强',
  on: CHECKED_ON,
  clean: true,
} as const
const MEDIA = { recorder: '刘志强', place: '一考场', subject: '考试', category: '照片' }

let base: string
let scene: Scene
let batchId: number
let sheet: Planted

/** A batch with everything that 理论+技能 asks for. */
beforeAll(async () => {
  base = newFolder('check')
  const world = await createWorld({ dir: join(base, 'whole') })
  await addOrg(world)
  scene = await addScene(world)
  batchId = scene.batch.id
  const { id, seen } = await world.call('batch.get', { id: batchId })
  await world.call('batch.save', { ...PLAN, id, seen, dates: DATES })
  await world.call('candidate.import', { batchId, file: xlsx(candidateLines(CANDIDATES)), confirm: true })
  world.today = CHECKED_ON
  await sealed(world, scene, { 8: '安全出口被挡' }, { phases: ['before', 'during', 'after'] })
  for (const slot of (await world.call('slot.list', { batchId })).slots) {
    if (slot.state === 'missing') plant(world, batchId, slot.slot, text(`${slot.slot} 资料`))
  }
  sheet = plant(world, batchId, 'G2', text('八十分'), { title: '实操评分表' })
  for (const page of [1, 2])
    plant(world, batchId, 'X4', text(`第 ${page} 页`), { title: '考场情况', page_no: page, page_count: 2 })
  await world.call('check.input', { batchId, input: VIRUS })
  await world.call('check.input', { batchId, input: { kind: 'counts', signed: 5, absent: 1, scored: 5 } })
  await world.close()
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The whole batch in a folder of its own, something done to it, and what the checks say then. */
async function report(name: string, harm: (world: World) => unknown): Promise<Row[]> {
  const dir = join(base, name)
  cpSync(join(base, 'whole'), dir, { recursive: true })
  const world = await createWorld({ dir, today: CHECKED_ON })
  try {
    await harm(world)
    return (await world.call('check.run', { batchId })).rows
  } finally {
    await world.end()
  }
}

/** Optional slots take whatever a test puts there. */
const SLOT = 'G8'
const seal = (world: World) => world.call('seal.close', { batchId, reason: '' })

interface Case {
  no: number
  what: string
  result: Row['result']
  /** In one of its notes. */
  says: string
  harm: (world: World) => unknown
  /** Other rows that are bound to differ: of a sealed batch 8 is judged. */
  also?: number[]
}

const CASES: Case[] = [
  {
    no: 1,
    what: '密级不在值域',
    result: 'fail',
    says: 'G8_001 G8资料：密级',
    harm: w => plant(w, batchId, SLOT, text('甲'), { secrecy: '绝密' }),
  },
  {
    no: 1,
    what: '没有这一天',
    result: 'fail',
    says: '日期',
    harm: w => plant(w, batchId, SLOT, text('甲'), { on_date: '2026-02-30' }),
  },
  {
    no: 1,
    what: '题名过长',
    result: 'fail',
    says: '题名最多 120 个字',
    harm: w => plant(w, batchId, SLOT, text('甲'), { title: '长'.repeat(121) }),
  },
  {
    no: 2,
    what: '内容被改，长度不变',
    result: 'fail',
    says: '内容与入库时不同',
    harm: w => spoil(w, plant(w, batchId, SLOT, text('八十')).sha256, text('九十')),
  },
  {
    no: 3,
    what: '登记的大小不符',
    result: 'fail',
    says: '登记 5 字节，实际 6 字节',
    harm: w => plant(w, batchId, SLOT, text('八十'), { bytes: 5 }),
  },
  {
    no: 4,
    what: 'PNG 叫作 jpg',
    result: 'fail',
    says: '内容是「PNG 图片」',
    harm: w => plant(w, batchId, SLOT, png(), { ...MEDIA, type: 'image/png', file_name: '甲.jpg' }),
  },
  {
    no: 4,
    what: '登记的类型不符',
    result: 'fail',
    says: '登记为 image/jpeg',
    harm: w => plant(w, batchId, SLOT, png(), { ...MEDIA, type: 'image/jpeg', file_name: '甲.png' }),
  },
  { no: 5, what: '文件不在', result: 'fail', says: 'G2_002 实操评分表', harm: w => lose(w, sheet.sha256) },
  {
    no: 6,
    what: '拍摄时间在将来',
    result: 'warn',
    says: '晚于现在',
    harm: w =>
      plant(w, batchId, SLOT, png(801), {
        ...MEDIA,
        type: 'image/png',
        file_name: '甲.png',
        taken_at: '2030-01-01T00:00:00',
      }),
  },
  {
    no: 6,
    what: '修改时间早于批次',
    result: 'warn',
    says: '早于批次的第一天 2026-10-08',
    harm: w => plant(w, batchId, SLOT, text('甲'), { modified_at: '2020-05-05T01:00:00.000Z' }),
  },
  { no: 7, what: '日志被改', result: 'fail', says: '第 3 条日志', harm: w => forge(w) },
  {
    no: 8,
    what: '封存清单被改',
    result: 'fail',
    says: '第 1 版封存清单',
    harm: async w => spoil(w, (await seal(w)).digest, text('{}')),
  },
  {
    no: 8,
    what: '封存清单由更新的程序写成',
    result: 'todo',
    says: `数据版本 ${dataVersion() + 1}，本程序支持到 ${dataVersion()}），请更新程序后再检测`,
    harm: sealedLater,
  },
  {
    no: 8,
    what: '绕过封存增加一件',
    result: 'fail',
    says: 'G8_001 G8资料：不在清单上',
    harm: w => smuggle(w, () => plant(w, batchId, SLOT, text('甲'))),
  },
  {
    no: 8,
    what: '绕过封存改了名册',
    result: 'fail',
    says: '考生名册与封存时不同',
    harm: w => smuggle(w, () => sql(w, db => db.exec(`UPDATE batch_candidate SET name = '替考' WHERE id = 1`))),
  },
  { no: 9, what: '缺必备材料', result: 'fail', says: '缺 X4', harm: w => strike(w, 'X4'), also: [15] },
  {
    no: 10,
    what: '没有责任者',
    result: 'fail',
    says: 'G8_001 G8资料：没有填写责任者',
    harm: w => plant(w, batchId, SLOT, text('甲'), { author: ' ' }),
  },
  {
    no: 10,
    what: '影像没有摄录者',
    result: 'fail',
    says: '没有填写摄录者、地点、事由',
    harm: w => plant(w, batchId, SLOT, png(), { type: 'image/png', file_name: '甲.png' }),
  },
  {
    no: 11,
    what: '件号跳号',
    result: 'fail',
    says: '漏号 G8_001 至 G8_004',
    harm: w => plant(w, batchId, SLOT, text('甲'), { seq: 5 }),
  },
  {
    no: 11,
    what: '移走一件',
    result: 'fail',
    says: '漏号 G2_002',
    harm: w => sql(w, db => db.exec(`UPDATE evidence SET slot = 'G8', seq = 1 WHERE id = ${sheet.id}`)),
  },
  {
    no: 11,
    what: '页号跳号',
    result: 'fail',
    says: '第 2 页',
    harm: w => [1, 3].map(n => plant(w, batchId, SLOT, text(`${n}`), { title: '异议登记', page_no: n })),
  },
  {
    no: 12,
    what: '计划号跳号',
    result: 'todo',
    says: '漏号 BDA-2026-032',
    harm: w => w.call('batch.save', { ...PLAN, planNo: 'BDA-2026-033' }),
  },
  {
    no: 12,
    what: '委派单跳号',
    result: 'todo',
    says: '漏号 WP-2026-0002',
    harm: w =>
      sql(w, db =>
        db.exec(`INSERT INTO assignment (batch_id, number, year, seq, content, issued_on, issuer, state, recorded_by, recorded_at)
      VALUES (${batchId}, 'WP-2026-0003', 2026, 3, '', '2026-11-24', '', 'void', '', '')`),
      ),
  },
  {
    no: 13,
    what: '人数不等',
    result: 'fail',
    says: '签到 5 人加缺考 2 人为 7 人',
    harm: w => w.call('check.input', { batchId, input: { kind: 'counts', signed: 5, absent: 2, scored: 5 } }),
  },
  {
    no: 13,
    what: '成绩人数不等',
    result: 'fail',
    says: '成绩 4 人',
    harm: w => w.call('check.input', { batchId, input: { kind: 'counts', signed: 5, absent: 1, scored: 4 } }),
  },
  { no: 14, what: '督导记录是草稿', result: 'fail', says: '还是草稿', harm: w => startRecord(w, scene) },
  {
    no: 15,
    what: '缺页',
    result: 'fail',
    says: 'G8 异议登记共 3 页，缺第 2、3 页',
    harm: w => plant(w, batchId, SLOT, text('甲'), { title: '异议登记', page_no: 1, page_count: 3 }),
  },
  {
    no: 16,
    what: '没有发证日期',
    result: 'fail',
    says: '没有登记发证的日期',
    harm: w => redate(w, { certifiedOn: null }),
  },
  {
    no: 16,
    what: '公示未完即发证',
    result: 'warn',
    says: '公示到 2026-12-09 才结束',
    harm: w => redate(w, { certifiedOn: '2026-12-05' }),
  },
  { no: 16, what: '日期倒置', result: 'warn', says: '早于', harm: w => redate(w, { announcedOn: '2026-10-30' }) },
  { no: 17, what: 'PDF 无法解析', result: 'fail', says: 'PDF 无法解析', harm: w => plantPdf(w, text('%PDF-1.7\n空')) },
  { no: 17, what: 'PDF 没有页', result: 'fail', says: '没有页', harm: async w => plantPdf(w, await emptyPdf()) },
  { no: 17, what: '字体没有嵌入', result: 'warn', says: 'Helvetica', harm: async w => plantPdf(w, await barePdf()) },
  { no: 18, what: '图片不完整', result: 'fail', says: '图片不完整', harm: w => plantPng(w, png().subarray(0, -100)) },
  { no: 18, what: '图片太小', result: 'warn', says: '320×200 像素', harm: w => plantPng(w, png(320, 200)) },
  {
    no: 19,
    what: '视频没有录完',
    result: 'fail',
    says: '无法读出时长',
    harm: w => plant(w, batchId, SLOT, mp4(0), { ...MEDIA, type: 'video/mp4', file_name: '甲.mp4' }),
  },
  {
    no: 20,
    what: '空文件',
    result: 'fail',
    says: '空文件',
    harm: w => plant(w, batchId, SLOT, text(''), { type: 'application/x-empty' }),
  },
  {
    no: 20,
    what: '不认得的格式',
    result: 'fail',
    says: '不认得的文件类型',
    harm: w => plant(w, batchId, SLOT, Buffer.from([1, 2, 3, 0, 5]), { file_name: '甲.dat' }),
  },
  {
    no: 20,
    what: '不是长期保存的格式',
    result: 'warn',
    says: 'ZIP 压缩包',
    harm: w => plant(w, batchId, SLOT, zipOf('a.txt'), { type: 'application/zip', file_name: '甲.zip' }),
  },
  {
    no: 21,
    what: 'PDF 有口令',
    result: 'fail',
    says: '设有口令',
    harm: async w => plantPdf(w, await pdf({ userPassword: '1' })),
  },
  {
    no: 22,
    what: 'Windows 的保留名',
    result: 'warn',
    says: '「CON.txt」',
    harm: w => plant(w, batchId, SLOT, text('甲'), { file_name: 'CON.txt' }),
  },
  {
    no: 23,
    what: '程序',
    result: 'fail',
    says: '是程序文件',
    harm: w => plant(w, batchId, SLOT, program(), { type: 'application/octet-stream', file_name: '甲.exe' }),
  },
  {
    no: 24,
    what: '发现病毒',
    result: 'fail',
    says: '发现病毒',
    harm: w => w.call('check.input', { batchId, input: { ...VIRUS, clean: false } }),
  },
  {
    no: 24,
    what: '病毒库过旧',
    result: 'warn',
    says: '超过 30 天',
    harm: w => w.call('check.input', { batchId, input: { ...VIRUS, definitions: '2026-11-01' } }),
  },
  {
    no: 24,
    what: '检查以后又有入库',
    result: 'todo',
    says: '请再检查一次',
    harm: w => plant(w, batchId, SLOT, text('甲'), { recorded_at: '2026-12-21T01:30:00.000Z' }),
  },
  { no: 24, what: '没有登记', result: 'todo', says: '请用杀毒软件检查', harm: w => forget(w, 'virus') },
]

const plantPdf = (world: World, bytes: Uint8Array) =>
  plant(world, batchId, SLOT, bytes, { type: 'application/pdf', file_name: '甲.pdf' })
const plantPng = (world: World, bytes: Uint8Array) =>
  plant(world, batchId, SLOT, bytes, { ...MEDIA, type: 'image/png', file_name: '甲.png' })

async function redate(world: World, over: Partial<typeof NO_DATES>): Promise<void> {
  const { id, seen } = await world.call('batch.get', { id: batchId })
  await world.call('batch.save', { ...PLAN, id, seen, dates: { ...DATES, ...over } })
}

const strike = (world: World, slot: string) =>
  sql(world, db =>
    db.prepare(`UPDATE evidence SET struck_at = '2026-12-20', strike_reason = '误传' WHERE slot = ?`).run(slot),
  )

const without = (world: World, triggers: string, work: () => unknown) => {
  const dropped = sql(world, db => {
    const rows = db.prepare(`SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE ?`).all(triggers)
    for (const { name } of rows as { name: string }[]) db.exec(`DROP TRIGGER "${name}"`)
    return rows as { sql: string }[]
  })
  work()
  sql(world, db => {
    for (const { sql: statement } of dropped) db.exec(statement)
  })
}

/** As somebody does who opens the file with another program. */
const forge = (world: World) =>
  without(world, '%audit%', () => sql(world, db => db.exec(`UPDATE audit_event SET text = text || '。' WHERE id = 3`)))

async function smuggle(world: World, work: () => unknown): Promise<void> {
  await seal(world)
  without(world, 'seal_freezes%', work)
}

/** As a later version would have sealed it: with a manifest that says its own version, and a field that this one does not know. */
async function sealedLater(world: World): Promise<void> {
  const { digest, logHead } = await seal(world)
  const manifest = JSON.parse(readFileSync(storePath(world, digest), 'utf8'))
  const later = { ...manifest, data: dataVersion() + 1, frozen: { ...manifest.frozen, moons: [1] } }
  const sha256 = plantFile(world, text(canonical(later)))
  without(world, '%seal%', () =>
    sql(world, db => db.prepare('UPDATE seal SET manifest = ?, anchor = ?').run(sha256, anchorOf(sha256, logHead))),
  )
}

const forget = (world: World, kind: string) =>
  without(world, 'stay_check_input', () =>
    sql(world, db => db.prepare('DELETE FROM check_input WHERE kind = ?').run(kind)),
  )

let whole: Row[]
beforeAll(async () => {
  whole = await report('base', () => undefined)
})

const NOTHING_YET = [
  [8, 'na', '尚未封存'],
  [17, 'na', '没有 PDF'],
  [18, 'na', '没有图片'],
  [19, 'na', '没有视频和录音'],
]

test('on the whole batch nothing is at fault', () => {
  const rest = whole.filter(row => row.result !== 'pass')
  expect(rest.map(({ no, result, notes }) => [no, result, ...notes])).toEqual(NOTHING_YET)
  expect(whole.map(({ no, group, item, basis }) => ({ no, group, item, basis }))).toEqual(CHECKS)
})

test('with a photo, a video, a PDF and a Word file in order, sealed: every row passes', async () => {
  const rows = await report('media', async world => {
    const time = { ...MEDIA, taken_at: `${EXAM}T09:30:00` }
    plant(world, batchId, 'X6', jpeg(), { ...time, type: 'image/jpeg', file_name: '考场.JPG' })
    plant(world, batchId, 'X6', mp4(90), { ...time, type: 'video/mp4', file_name: '考场.mp4' })
    plant(world, batchId, 'G2', await pdf(), { type: 'application/pdf', file_name: '评分表.pdf' })
    plant(world, batchId, 'P3', docx(), { type: DOCX, file_name: '方案.docx' })
    await seal(world)
  })
  expect(rows.filter(row => row.result !== 'pass')).toEqual([])
})

test('every check has a failing case', () => {
  expect([...new Set(CASES.map(c => c.no))]).toEqual(CHECKS.map(check => check.no))
})

describe.each(CASES)('$no $what', ({ no, what, result, says, harm, also = [] }) => {
  test(`turns ${result}, and no other row does`, async () => {
    const rows = await report(`${no}-${what}`, harm)
    const row = rows[no - 1]
    expect(row?.result).toBe(result)
    expect(row?.notes.join('\n')).toContain(says)
    const turned = rows.filter(
      (other, i) => other.result !== whole[i]?.result && ['fail', 'warn', 'todo'].includes(other.result),
    )
    expect(turned.map(other => other.no).filter(n => !also.includes(n))).toEqual([no])
  })
})
