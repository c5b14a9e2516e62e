/** resources/sample: the roster that the demo imports. Its README says what is pinned here. */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { PEOPLE } from '../../resources/sample/people.ts'
import { inspectPhoto, matchPhotos } from '../../src-main/photo/photo.ts'
import { type RosterRow, type RosterSheet, readRoster } from '../../src-main/sheet/read.ts'
import { type Attestations, checkAppointment } from '../../src-shared/domain/eligibility.ts'

const folder = join(import.meta.dirname, '../../resources/sample')
const TODAY = '2026-11-23'

let sheet: RosterSheet
beforeAll(async () => {
  sheet = await readRoster(join(folder, 'roster.xlsx'))
})

const isRefused = (row: RosterRow) => row.problems.some(p => p.level === 'error')

/** Rules that stand against appointing this person today, and those that only warn. */
function findings({ values }: RosterRow): string[] {
  const attested = values.attestedBy && values.attestedOn ? { by: values.attestedBy, on: values.attestedOn } : null
  const attestations: Attestations = { c1: attested, c2: attested, c3: attested, c4: attested, health: attested }
  const standing = {
    trainedOn: values.trainedOn ?? null,
    examPassedOn: values.examResult === '合格' ? (values.examOn ?? null) : null,
    termStart: null,
    termEnd: null,
    dismissedOn: null,
    suspendedFrom: null,
    suspendedUntil: null,
  }
  const { name = '', birth = '' } = values
  const sex = values.sex === '女' ? '女' : '男'
  return checkAppointment({ name, sex, birth, attestations, standing }, TODAY, TODAY, { reading: 'A' }).map(f =>
    f.severity === 'block' ? f.rule : `${f.rule} (${f.severity})`,
  )
}

describe('the sample roster', () => {
  it('71 people: 58 may be imported, 13 are refused; 47 may be appointed', () => {
    const ok = sheet.rows.filter(r => !isRefused(r))
    const able = ok.filter(r => findings(r).every(f => f.includes('(')))
    expect([sheet.rows.length, ok.length, able.length]).toEqual([71, 58, 47])
    expect(sheet).toMatchObject({ sheetName: '人员名册', headerRow: 3, unknownHeaders: ['序号', '政治面貌'] })
  })

  it('every trap has its message', () => {
    const problems = sheet.rows.flatMap(r => r.problems.map(p => [r.values.name ?? '', p.level, p.message]))
    expect(problems).toEqual([
      ['沈洁', 'warning', '第43行与第42行同名同生日、身份证号不同。请确认是两个人。'],
      ['叶青', 'warning', '第51行考核日期 2026-10-09 早于培训日期 2026-10-12。请核对。'],
      ['邹立群', 'error', '第63行身份证号被 Excel 存成了数字，后几位已丢失。请把该列设为文本后重新录入。'],
      ['熊国栋', 'error', '第64行身份证号有误：校验位不符，号码中有录入错误。请核对证件；该项可以不填。'],
      ['金玉洁', 'error', '第65行身份证号与填写的性别“女”不一致。请核对证件，改正其中一项。'],
      ['陆家豪', 'warning', '第66行手机“1390000123”不像手机号或带区号的座机，已留空。请核对后补填。'],
      ['陆家豪', 'error', '第66行“性别”填的是“不详”，只能填男或女。'],
      ['王建军', 'error', '第67行身份证号与第4行重复。请核对，只保留一行。'],
      ['刘志强', 'error', '第68行与第6行重复（姓名和出生日期相同）。请核对，只保留一行。'],
      ['', 'error', '第69行缺少姓名。请补填。'],
      ['白小川', 'error', '第70行“出生日期”不是完整的日期：1991.07。请写成 2026-11-03 这样的年月日。'],
      ['崔丽', 'error', '第71行“出生日期”不是完整的日期：1990-02-30。请写成 2026-11-03 这样的年月日。'],
      ['康健', 'error', '第72行填了考核结果，缺少考核日期。请补填考核日期，或清空考核结果。'],
      ['毛晓春', 'error', '第73行填了条件确认人，缺少确认日期。请补填，或清空确认人。'],
      ['邱明', 'error', '第74行“单位/部门”是 Excel 的错误值 #REF!。请改成实际内容，不要用公式。'],
      ['秦海', 'error', '第75行“考核结果”填的是“待定”，只能填合格或不合格。'],
    ])
  })

  it('who may not be appointed, and who is warned of', () => {
    const found = sheet.rows.filter(r => !isRefused(r)).map(r => [r.values.name, findings(r).join(', ')])
    expect(found.filter(([, rules]) => rules)).toEqual([
      ['傅宏伟', 'R-AGE-TERM (warn)'],
      ['彭桂芳', 'R-AGE-TERM (warn)'],
      ['丁新民', 'R-AGE-TERM (warn)'],
      ['蔡德厚', 'R-AGE'],
      ['潘淑珍', 'R-AGE'],
      ['田福来', 'R-AGE'],
      ['任志刚', 'R-EXAM'],
      ['姚莉', 'R-EXAM'],
      ['卢晓明', 'R-EXAM'],
      ['汪敏', 'R-EXAM'],
      ['范建业', 'R-EXAM'],
      ['石磊', 'R-COND'],
      ['贾文静', 'R-COND'],
      ['廖凯', 'R-COND, R-EXAM'],
    ])
  })

  it('every right row says what people.ts says, in whatever way it is written there', () => {
    const read = sheet.rows.filter(r => !isRefused(r)).map(({ values: v }) => [v.name, v.sex, v.birth, v.phone])
    const meant = PEOPLE.slice(0, 58).map(p => [p.name, p.sex, p.birth, p.phone])
    const odd = new Map([
      ['曹　卫 国', '曹卫国'],
      ['阿卜杜拉•买买提', '阿卜杜拉·买买提'],
      ['David  Chen', 'David Chen'],
    ])
    expect(read).toEqual(meant.map(([name = '', ...rest]) => [odd.get(name) ?? name, ...rest]))
    const dated = sheet.rows.filter(r => r.values.attestedOn)
    expect(new Set(dated.map(r => r.values.attestedOn))).toEqual(new Set(['2026-11-02']))
  })
})

describe('the portraits', () => {
  const files = readdirSync(join(folder, 'portraits'))

  it('all 55 find their person; 3 who may be appointed have none', () => {
    const right = sheet.rows.filter(r => !isRefused(r))
    const people = right.map(({ row, values: v }) => ({
      key: row,
      name: v.name ?? '',
      phone: v.phone,
      photoName: v.photoName,
    }))
    const { matched, ambiguous, unmatched } = matchPhotos(files, people)
    expect([matched.length, ambiguous, unmatched]).toEqual([55, [], []])
    const photos = new Map(PEOPLE.map(p => [p.phone, p.photo]))
    for (const { key, file } of matched) expect(photos.get(people.find(p => p.key === key)?.phone ?? '')).toBe(file)
    const without = people.filter(p => !matched.some(m => m.key === p.key)).map(p => p.name)
    expect(without).toEqual(['魏东升', '薛晓梅', '叶青'])
  })

  it('are small, and nothing is wrong with them', () => {
    const sizes = files.map(name => {
      const bytes = readFileSync(join(folder, 'portraits', name))
      expect(inspectPhoto(bytes, name)).toEqual({ type: 'jpeg', width: 413, height: 578, warnings: [] })
      return bytes.length
    })
    expect(Math.max(...sizes)).toBeLessThan(20_000)
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThan(1_500_000)
  })
})

it('npm run sample makes these very files', () => {
  const made = mkdtempSync(join(tmpdir(), 'sample-'))
  try {
    execFileSync(process.execPath, [join(folder, 'make.ts'), made], { stdio: 'pipe' })
    expect(readFileSync(join(made, 'roster.xlsx')).equals(readFileSync(join(folder, 'roster.xlsx')))).toBe(true)
    expect(readdirSync(join(made, 'portraits'))).toEqual(readdirSync(join(folder, 'portraits')))
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
})
