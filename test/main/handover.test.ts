/** 岗位交接包: what is in the folder, the container against passwords, damage and curious eyes, and the import on another PC. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readContainer, unlock, writeContainer } from '../../src-main/handover/container.ts'
import { openPdf } from '../print/raster.ts'
import { digests } from './files.ts'
import { pc } from './pc.ts'
import { addCarded, addOrg, addPerson, addPhoto, idNumber } from './people.ts'
import { createWorld, newFolder, type World } from './world.ts'

const PASSWORD = '交接口令2026'
const NUMBER = idNumber('1985-05-05', '男', 1)
const confirm = '恢复' as const

let base: string
let home: World
let folder: string // the 岗位交接包
let person: number
beforeAll(async () => {
  base = newFolder('handover')
  home = await createWorld({ secrets: pc('old') })
  await addOrg(home)
  const { person: carded } = await addCarded(home, { name: '张三', idNumber: NUMBER })
  person = carded.id
  await addPhoto(home, person)
  home.answers.open.push(base)
  const saved = await home.call('handover.export', {
    from: '刘老师',
    to: '单老师',
    witness: '王主任',
    password: PASSWORD,
  })
  folder = saved?.path ?? ''
})
afterAll(async () => {
  await home.end()
  rmSync(base, { recursive: true, force: true })
})

const container = () => join(folder, '备份.ndbak')
const input = { from: '甲', to: '乙', witness: '', password: PASSWORD }

test('the folder holds the five files; the list names counts, people and digests; the log names no password', async () => {
  expect(readdirSync(folder).sort()).toEqual(
    ['交接清单.pdf', '备份.ndbak', '待办与期限.xlsx', '证卡台账.xlsx', '说明.txt'].sort(),
  )
  const pdf = await openPdf(join(folder, '交接清单.pdf'))
  let text = ''
  for (let i = 1; i <= pdf.numPages; i++) {
    const content = await (await pdf.getPage(i)).getTextContent()
    text += content.items.map(item => ('str' in item ? item.str : '')).join('')
  }
  await pdf.loadingTask.destroy()
  for (const words of ['刘老师', '单老师', '王主任', '1 人', '在聘 1 人', '还没有报备案', '（签字）'])
    expect(text).toContain(words)
  expect(text.replace(/\s/g, '')).toContain(digests(folder)['备份.ndbak'] ?? '?')
  const { rows } = await home.call('audit.list', { search: '交接包', page: { offset: 0, limit: 5 } })
  expect(rows.map(row => row.text)).toEqual(['导出岗位交接包：刘老师 移交 单老师'])
  for (const path of [join(home.dir, 'data.sqlite'), join(folder, '说明.txt'), container()])
    expect(readFileSync(path).includes(PASSWORD)).toBe(false)
})

test('nothing of the data can be read in the container', () => {
  const bytes = readFileSync(container())
  for (const secret of ['SQLite format', '张三', NUMBER, '北京亦庄', '"keys"'])
    expect(bytes.includes(secret), secret).toBe(false)
})

describe('on another PC', () => {
  test('an empty folder becomes what was handed over: rows, photos, log, and the numbers open', async () => {
    const other = await createWorld({ secrets: pc('new'), user: '新用户' })
    other.answers.open.push(container())
    const found = await other.call('handover.open', { password: PASSWORD })
    expect(found).toMatchObject({
      org: '北京亦庄技能评价中心',
      from: '刘老师',
      to: '单老师',
      counts: { people: 1, cards: 1 },
      empty: true,
    })
    const result = await other.call('handover.import', { token: found?.token ?? '', confirm })
    expect(result).toMatchObject({ before: null, missing: 0 })
    expect(digests(join(other.dir, 'files'))).toEqual(digests(join(home.dir, 'files')))
    expect((await other.call('supervisor.revealId', { id: person, reason: '核对' })).idNumber).toBe(NUMBER)
    await expect(addPerson(other, { name: '又一个', idNumber: NUMBER })).rejects.toThrow('ID_TAKEN')
    expect((await other.call('app.info', {})).operator).toBe('单老师')
    expect(await other.call('audit.verify', {})).toMatchObject({ broken: null })
    expect(readFileSync(join(other.dir, 'key.json'), 'utf8')).not.toContain('"file"') // wrapped by this PC
    await other.reopen()
    expect((await other.call('supervisor.revealId', { id: person, reason: '核对' })).idNumber).toBe(NUMBER)
    expect((await other.refuse('handover.import', { token: found?.token ?? '', confirm })).code).toBe('NOT_FOUND')
    await other.end()
  })

  test('data that are there are saved first, and come back by undoing', async () => {
    const other = await createWorld({ secrets: pc('new') })
    await addOrg(other, { name: '另一机构' })
    const mine = idNumber('1990-01-01', '女', 2)
    const { id } = await addPerson(other, { name: '李四', sex: '女', birth: '1990-01-01', idNumber: mine })
    other.answers.open.push(container())
    const found = await other.call('handover.open', { password: PASSWORD })
    expect(found?.empty).toBe(false)
    const { before } = await other.call('handover.import', { token: found?.token ?? '', confirm })
    expect((await other.call('org.get', {}))?.name).toBe('北京亦庄技能评价中心')
    await other.call('restore.run', { source: 'here', name: before ?? '', confirm })
    expect((await other.call('org.get', {}))?.name).toBe('另一机构')
    expect((await other.call('supervisor.revealId', { id, reason: '核对' })).idNumber).toBe(mine)
    await other.end()
  })
})

describe('refused, with everything as it was', () => {
  const spoilt = (spoil: (bytes: Buffer) => Buffer): string => {
    const path = join(base, '备份.ndbak')
    writeFileSync(path, spoil(Buffer.from(readFileSync(container()))))
    return path
  }
  const flip = (at: number) => (bytes: Buffer) => {
    bytes[at] = (bytes[at] ?? 0) ^ 1
    return bytes
  }

  test.each<[string, (bytes: Buffer) => Buffer, string]>([
    ['no container', () => Buffer.from('PK\x03\x04'.padEnd(200)), 'HANDOVER_NOT_OURS'],
    ['an empty file', () => Buffer.alloc(0), 'HANDOVER_NOT_OURS'],
    ['a cut header', bytes => bytes.subarray(0, 40), 'HANDOVER_DAMAGED'],
    ['another salt', flip(10), 'HANDOVER_DAMAGED'],
    ['no frame at all', bytes => bytes.subarray(0, 64), 'HANDOVER_DAMAGED'],
    ['a flipped bit at the beginning', flip(70), 'HANDOVER_DAMAGED'],
    ['a flipped bit at the end', bytes => flip(bytes.length - 1)(bytes), 'HANDOVER_DAMAGED'],
    ['cut off', bytes => bytes.subarray(0, bytes.length - 1000), 'HANDOVER_DAMAGED'],
    ['something appended', bytes => Buffer.concat([bytes, Buffer.alloc(100)]), 'HANDOVER_DAMAGED'],
  ])('%s', async (_, spoil, code) => {
    const other = await createWorld()
    const before = digests(other.dir)
    other.answers.open.push(spoilt(spoil))
    expect((await other.refuse('handover.open', { password: PASSWORD })).code).toBe(code)
    expect(digests(other.dir)).toEqual(before)
    await other.end()
  })

  test('a wrong password is called one; an equal one in full-width digits is right', async () => {
    home.answers.open.push(container(), container(), container())
    for (const password of ['交接口令2027', ''])
      expect((await home.refuse('handover.open', { password })).code).toBe('HANDOVER_PASSWORD')
    expect((await home.call('handover.open', { password: '交接口令２０２６' }))?.to).toBe('单老师')
  })

  test('damaged after it was opened: the import stops and replaces nothing', async () => {
    const other = await createWorld()
    await addOrg(other, { name: '另一机构' })
    const path = spoilt(bytes => bytes)
    other.answers.open.push(path)
    const found = await other.call('handover.open', { password: PASSWORD })
    spoilt(bytes => flip(bytes.length - 5)(bytes))
    expect((await other.refuse('handover.import', { token: found?.token ?? '', confirm })).code).toBe(
      'HANDOVER_DAMAGED',
    )
    expect((await other.call('org.get', {}))?.name).toBe('另一机构')
    expect(readdirSync(other.dir)).not.toContain('backups')
    expect(readdirSync(join(other.dir, 'work'))).toEqual([])
    await other.end()
  })

  test('a short password, the data folder as the place, 取消', async () => {
    expect((await home.refuse('handover.export', { ...input, password: '1234567' })).fields?.password).toContain('8')
    home.answers.open.push(home.dir)
    expect((await home.refuse('handover.export', input)).code).toBe('FILE_NOT_WRITTEN')
    const place = join(base, 'cancelled')
    mkdirSync(place)
    home.answers.open.push(place)
    const off = home.backend.on(event => {
      if (event.type === 'progress' && event.call === 'h') void home.call('job.cancel', { call: 'h' })
    })
    expect((await home.refuse('handover.export', input, 'h')).code).toBe('CANCELLED')
    off()
    expect(readdirSync(place)).toEqual([])
    home.answers.open.push(null)
    expect(await home.call('handover.export', input)).toBeNull()
  })
})

test('a second package of the day gets its own folder', async () => {
  home.answers.open.push(base)
  const again = await home.call('handover.export', input)
  expect(again?.path).toBe(`${folder}_2`)
})

test('what was written is read back, whatever its size and however it is cut', async () => {
  const frame = 1 << 20
  for (const size of [0, 1, frame - 1, frame, frame + 1, 2 * frame]) {
    const path = join(base, `container-${size}`)
    const bytes = Buffer.alloc(size, fc.sample(fc.uint8Array({ minLength: 97, maxLength: 97 }), 1)[0] ?? Buffer.of(1))
    const file = await open(path, 'wx')
    const writer = await writeContainer(file, 'secret-pass')
    for (let at = 0; at < size; at += 300_007) await writer.write(bytes.subarray(at, at + 300_007))
    await writer.finish()
    await file.close()
    const pieces: Buffer[] = []
    for await (const piece of readContainer(path, await unlock(path, 'secret-pass'))) pieces.push(piece)
    expect(Buffer.concat(pieces).equals(bytes), String(size)).toBe(true)
    if (size < frame) continue
    // A frame less, or two frames changed for each other, is damage.
    const written = readFileSync(path)
    for (const spoilt of [
      written.subarray(0, 64 + frame + 16),
      Buffer.concat([written.subarray(0, 64), written.subarray(64 + frame + 16)]),
    ]) {
      if (spoilt.length === written.length) continue
      writeFileSync(path, spoilt)
      const reading = async () => {
        for await (const _ of readContainer(path, writer.keys)) pieces.pop()
      }
      await expect(reading()).rejects.toMatchObject({ code: 'HANDOVER_DAMAGED' })
    }
  }
})
