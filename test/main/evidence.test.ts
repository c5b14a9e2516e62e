import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EvidenceFacts, EvidenceOwner, Taken } from '../../src-shared/contract/evidence.ts'
import { exe, zipFile } from '../unit/mediaFiles.ts'
import { addBatch } from './batch-office.ts'
import { type Card, createOffice, jpeg, newCard, type Office, pdf, png, withExif } from './evidence-files.ts'
import { addPerson } from './people.ts'
import { MAY_LINK } from './programs.ts'

let office: Office
let card: Card
beforeEach(async () => {
  office = await createOffice()
  card = newCard()
})
afterEach(async () => {
  await office.world.end()
  rmSync(card.path, { recursive: true, force: true })
})

const page = { offset: 0, limit: 50 }
const sort = { by: 'code', desc: false } as const

async function take(
  paths: string[] | 'folder',
  over: { owner?: EvidenceOwner; facts?: Partial<EvidenceFacts> } = {},
): Promise<Taken> {
  const { world, owner } = office
  world.answers.open.push(paths === 'folder' ? card.path : paths.join('\n'))
  const input = { owner, facts: {}, ...over, from: paths === 'folder' ? ('folder' as const) : ('files' as const) }
  const taken = await world.call('evidence.intake', input)
  if (!taken) throw new Error('the dialog was answered')
  return taken
}

const list = async () =>
  (await office.world.call('evidence.list', { filter: { batchId: office.batchId }, sort, page })).rows

const stored = (sha256: string) => join(office.world.dir, 'files', sha256.slice(0, 2), sha256)
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
/** Copies under way lie here; whatever happened, none may be left. */
const unfinished = () => readdirSync(join(office.world.dir, 'work', 'intake'))

describe('intake', () => {
  test('a folder with its folders, in name order; each file is in the store under its digest, said by a line of the log', async () => {
    card.put('DCIM/IMG_10.JPG', jpeg(10))
    card.put('DCIM/IMG_2.JPG', withExif(jpeg(2), '2026:11:20 09:30:15', 'Canon', 'Canon EOS 80D'))
    card.put('说明.pdf', pdf(1))
    for (const system of [
      'Thumbs.db',
      '.DS_Store',
      'DCIM/desktop.ini',
      'DCIM/._IMG_2.JPG',
      'System Volume Information/x',
    ]) {
      card.put(system, 'system')
    }
    const taken = await take('folder')
    expect(taken).toMatchObject({ refused: [], skipped: 5, stopped: null, rest: 0 })
    expect(taken.taken.map(file => [file.code, file.fileName, file.duplicate, file.warnings])).toEqual([
      ['X6_001', '说明.pdf', false, []], // Han before Latin, as zh-CN sorts
      ['X6_002', 'IMG_2.JPG', false, []],
      ['X6_003', 'IMG_10.JPG', false, []],
    ])
    const rows = await list()
    expect(rows.map(row => row.id)).toEqual(taken.taken.map(file => file.id))
    expect(rows[1]).toMatchObject({
      owner: office.owner,
      ownerName: '2026年第七批电工',
      code: 'X6_002',
      title: 'IMG_2',
      type: 'image/jpeg',
      secrecy: '内部',
      width: 64,
      height: 48,
      takenAt: '2026-11-20T09:30:15',
      camera: 'Canon EOS 80D',
      on: '2026-11-20',
      thumbnail: null,
      frozen: null,
      destroyed: false,
      addedBy: '测试员',
    })
    expect(rows[0]?.on).toBeNull()
    for (const row of rows) expect(digest(readFileSync(stored(row.file)))).toBe(row.file)
    expect(taken.bytes).toBe(rows.reduce((sum, row) => sum + row.bytes, 0))
    expect(unfinished()).toEqual([])
    const { rows: log } = await office.world.call('audit.list', { search: '存入', page })
    expect(log.map(event => event.text)).toEqual(['批次「2026年第七批电工」X6 存入 3 个文件：X6_001–X6_003'])
  })

  test('what is given for all goes into every row', async () => {
    const facts: EvidenceFacts = {
      title: '第一考场',
      author: '考务办',
      on: '2026-11-20',
      category: '照片',
      secrecy: '公开',
      recorder: '王明',
      place: '亦新校区',
      subject: '考中巡视',
      pageNo: 1,
      pageCount: 2,
    }
    await take([card.put('a.jpg', jpeg(1)), card.put('b.jpg', jpeg(2))], { facts })
    expect(await list()).toMatchObject([facts, facts])
  })

  test('every kind of owner has its own numbers; papers with 身份 start as 含个人信息', async () => {
    const { world, batchId } = office
    const person = await addPerson(world)
    const venue = await world.call('venue.save', venueInput)
    const owners: [EvidenceOwner, string, string][] = [
      [{ kind: 'batch', id: batchId, slot: 'Q2' }, 'Q2_001', '含个人信息'],
      [{ kind: 'batch', id: batchId, slot: 'G2' }, 'G2_001', '内部'],
      [{ kind: 'venue', id: venue.id }, 'V_001', '内部'],
      [{ kind: 'supervisor', id: person.id }, 'P_001', '含个人信息'],
    ]
    const path = card.put('a.pdf', pdf(1))
    for (const [i, [owner, code, secrecy]] of owners.entries()) {
      const { taken } = await take([path], { owner })
      expect(taken).toMatchObject([{ code, duplicate: i > 0 }])
      expect(await world.call('evidence.get', { id: taken[0]?.id ?? 0 })).toMatchObject({
        owner,
        code,
        secrecy,
        file: digest(pdf(1)),
      })
    }
    expect(readdirSync(join(world.dir, 'files', digest(pdf(1)).slice(0, 2)))).toEqual([digest(pdf(1))])
  })

  test('dropped files and folders come in as chosen ones do; nothing dropped is nothing taken', async () => {
    office.world.dropped.push(card.put('in/b.jpg', jpeg(1)), card.put('a.jpg', jpeg(2)))
    const input = { owner: office.owner, from: 'drop', facts: {} } as const
    expect((await office.world.call('evidence.intake', input))?.taken).toHaveLength(2)
    expect((await office.world.call('evidence.intake', input))?.taken).toEqual([])
  })

  test('a dialog that is cancelled takes nothing', async () => {
    office.world.answers.open.push(null, null)
    for (const from of ['files', 'folder'] as const) {
      expect(await office.world.call('evidence.intake', { owner: office.owner, from, facts: {} })).toBeNull()
    }
  })

  test('hundreds of files in one go keep their order and numbers', async () => {
    const size = 300
    for (let i = 0; i < size; i++) card.put(`p/${i}.pdf`, pdf(i))
    const taken = await take('folder')
    expect(taken.taken.map(file => file.fileName)).toEqual(Array.from({ length: size }, (_, i) => `${i}.pdf`))
    expect(taken.taken.map(file => file.code)).toEqual(
      Array.from({ length: size }, (_, i) => `X6_${String(i + 1).padStart(3, '0')}`),
    )
    expect(new Set(taken.taken.map(file => file.id)).size).toBe(size)
  })

  test('the same content twice in a slot is said to be there; elsewhere it is a second row for the one file', async () => {
    const first = await take([card.put('a.jpg', jpeg(1)), card.put('copy.jpg', jpeg(1))])
    expect(first.taken.map(file => file.code)).toEqual(['X6_001'])
    expect(first.refused).toEqual([{ fileName: 'copy.jpg', reason: '同样的内容已经存入，编号 X6_001' }])
    const again = await take([card.put('again.jpg', jpeg(1))])
    expect([again.taken, again.refused]).toEqual([
      [],
      [{ fileName: 'again.jpg', reason: '同样的内容已经存入，编号 X6_001' }],
    ])
    const other = await addBatch(office.world, { planNo: 'BDA-2026-032' })
    const there = await take([join(card.path, 'a.jpg')], { owner: { kind: 'batch', id: other.id, slot: 'X6' } })
    expect(there.taken).toMatchObject([{ code: 'X6_001', duplicate: true }])
  })

  test('a stored file that was damaged is mended by the same content coming in again', async () => {
    await take([card.put('a.jpg', jpeg(1))])
    const path = stored(digest(jpeg(1)))
    writeFileSync(path, 'short')
    await take([join(card.path, 'a.jpg')], { owner: { kind: 'batch', id: office.batchId, slot: 'R7' } })
    expect(readFileSync(path).equals(jpeg(1))).toBe(true)
  })
})

const venueInput = {
  name: '亦新校区实训楼',
  address: '经海三路 8 号',
  contact: '',
  phone: '',
  purpose: '',
  scope: [],
  note: '',
}

describe('bad input', () => {
  test('programs, scripts and what is renamed are named; the good ones go in', async () => {
    card.put('照片.jpg', exe())
    card.put('网页.txt', '<!DOCTYPE html><script>alert(1)</script>')
    card.put('宏.docx', zipFile(['[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin']))
    card.put('工具.bat', 'dir')
    card.put('好.png', png(1))
    card.put('其实是图.jpg', png(2))
    card.put('包.zip', zipFile(['x.exe']))
    card.put('空.txt', '')
    const { taken, refused } = await take('folder')
    expect(refused.sort((a, b) => a.fileName.localeCompare(b.fileName, 'zh-CN'))).toEqual([
      { fileName: '工具.bat', reason: '「工具.bat」是程序、脚本或网页一类的文件（.bat），没有存入' },
      { fileName: '宏.docx', reason: '「宏.docx」其实是带宏的 Office 文件，没有存入' },
      { fileName: '网页.txt', reason: '「网页.txt」其实是网页或脚本，没有存入' },
      { fileName: '照片.jpg', reason: '「照片.jpg」其实是程序文件，没有存入' },
    ])
    expect(Object.fromEntries(taken.map(file => [file.fileName, file.warnings]))).toEqual({
      '好.png': [],
      '其实是图.jpg': ['扩展名是 .jpg，内容其实是PNG 图片，按内容登记'],
      '包.zip': ['压缩包内容不能逐项检查'],
      '空.txt': ['文件是空的（0 字节）'],
    })
    expect(unfinished()).toEqual([])
  })

  test.skipIf(process.platform === 'win32')(
    'names of every kind come in, and are shown without what deceives the eye',
    async () => {
      const long = `${'长'.repeat(80)}.jpg` // 243 bytes: as long as a Linux name may be
      const names = [
        'a b%20c.jpg',
        'CON.jpg',
        '尾点...jpg',
        '照片.JPG',
        '照片.jpg',
        'e\u0301te\u0301.jpg',
        '假\u202egpj.exe.jpg',
        long,
        '-rf.jpg',
        'x\ny.jpg',
        '😀.jpg',
      ]
      for (const [i, name] of names.entries()) card.put(name, jpeg(i))
      const { taken, refused } = await take('folder')
      expect(refused).toEqual([])
      const shown = taken.map(file => file.fileName)
      expect(shown.sort()).toEqual(
        [
          'a b%20c.jpg',
          'CON.jpg',
          '尾点...jpg',
          '照片.JPG',
          '照片.jpg',
          'été.jpg',
          '假gpj.exe.jpg',
          long,
          '-rf.jpg',
          'x y.jpg',
          '😀.jpg',
        ].sort(),
      )
      for (const row of await list())
        expect([row.title, row.title.length <= 120]).toEqual([row.fileName.slice(0, -4), true])
    },
  )

  test.runIf(process.platform === 'linux')('a name in another encoding is refused, not guessed', async () => {
    writeFileSync(
      Buffer.concat([Buffer.from(`${card.path}/`), Buffer.from([0xd5, 0xd5, 0x2e, 0x6a, 0x70, 0x67])]),
      jpeg(1),
    )
    const { taken, refused } = await take('folder')
    expect([taken, refused.map(file => file.reason)]).toEqual([[], ['文件名的编码有误，请改名后再存入']])
  })

  test.skipIf(!MAY_LINK)('links are not followed, neither out of the folder nor within it', async () => {
    const inside = card.put('a.jpg', jpeg(1))
    const outside = newCard('outside')
    outside.put('secret.jpg', jpeg(2))
    symlinkSync(join(outside.path, 'secret.jpg'), join(card.path, 'out.jpg'))
    symlinkSync(outside.path, join(card.path, 'folder'))
    symlinkSync(inside, join(card.path, 'in.jpg'))
    symlinkSync(card.path, join(card.path, 'loop'))
    const { taken, refused } = await take('folder')
    expect(taken.map(file => file.fileName)).toEqual(['a.jpg'])
    expect(refused.map(file => file.fileName).sort()).toEqual(['folder', 'in.jpg', 'loop', 'out.jpg'])
    expect(new Set(refused.map(file => file.reason))).toEqual(new Set(['这是指向别处的链接，没有存入；请选择文件本身']))
    rmSync(outside.path, { recursive: true })
  })

  test.skipIf(!MAY_LINK)('the data folder is not taken into itself, also not by another way there', async () => {
    const { dir } = office.world
    symlinkSync(dir, join(card.path, 'data'))
    for (const path of [join(dir, 'data.sqlite'), join(card.path, 'data', 'data.sqlite')]) {
      const { taken, refused } = await take([path])
      expect([taken, refused]).toEqual([
        [],
        [{ fileName: 'data.sqlite', reason: '这是程序自己的数据文件夹，不能存入' }],
      ])
    }
  })

  test('what vanished is named, the others go in', async () => {
    expect(await take([join(card.path, 'gone.jpg'), card.put('a.jpg', jpeg(1))])).toMatchObject({
      taken: [{ fileName: 'a.jpg' }],
      refused: [{ fileName: 'gone.jpg', reason: '文件或文件夹不存在' }],
      rest: 0,
    })
  })

  test.runIf(process.platform === 'linux')(
    'what cannot be read, and what is no file, is named and holds nobody up',
    async () => {
      execFileSync('mkfifo', [join(card.path, 'pipe.jpg')])
      expect((await take('folder')).refused).toEqual([{ fileName: 'pipe.jpg', reason: '这不是普通文件' }])
      const { refused } = await take(['/proc/self/mem']) // a file by its look, an error to whoever reads it
      expect(refused).toEqual([{ fileName: 'mem', reason: '磁盘读写出错' }])
    },
  )

  test.runIf(process.platform === 'linux' && process.getuid?.() !== 0)(
    'a file without permission is named',
    async () => {
      chmodSync(card.put('locked.jpg', jpeg(3)), 0)
      const reason = '没有访问权限，或文件正被其他程序占用'
      expect((await take('folder')).refused).toEqual([{ fileName: 'locked.jpg', reason }])
    },
  )

  test.each([
    ['grows', (path: string) => appendFileSync(path, Buffer.alloc(10))],
    ['shrinks', (path: string) => truncateSync(path, 5 << 20)],
    ['is replaced by another one of the same size', (path: string) => writeFileSync(path, Buffer.alloc(40 << 20, 1))],
  ])('a file that %s while it is read is refused and named', async (_, change) => {
    const big = Buffer.concat([jpeg(1), Buffer.alloc((40 << 20) - jpeg(1).length)])
    const path = card.put('a-big.jpg', big)
    card.put('b.jpg', jpeg(2))
    let changed = false
    const stop = office.world.backend.on(event => {
      if (event.type !== 'progress' || changed || event.done === 0) return
      changed = true
      change(path)
    })
    const { taken, refused } = await take('folder')
    stop()
    expect(changed).toBe(true)
    expect(refused).toEqual([{ fileName: 'a-big.jpg', reason: '文件正在被写入或刚刚改动，请等它写完后再存入' }])
    expect(taken.map(file => file.fileName)).toEqual(['b.jpg'])
    expect(unfinished()).toEqual([])
  })

  test('owners and slots that are not there, and facts that cannot be, are refused before anything is read', async () => {
    const { world, batchId } = office
    const path = card.put('a.jpg', jpeg(1))
    const refuse = async (owner: EvidenceOwner, facts: Partial<EvidenceFacts> = {}) => {
      world.answers.open.push(path)
      return (await world.refuse('evidence.intake', { owner, from: 'files', facts })).message
    }
    expect(await refuse({ kind: 'batch', id: 999, slot: 'X6' })).toContain('该批次不存在')
    expect(await refuse({ kind: 'batch', id: batchId, slot: 'Z9' })).toContain('没有编号为「Z9」的档案项')
    expect(await refuse({ kind: 'contest', id: 1, slot: 'K99' })).toContain('没有编号为「K99」的竞赛档案项')
    expect(await refuse({ kind: 'venue', id: 999 })).toContain('该场地不存在')
    expect(await refuse({ kind: 'visit', id: 999 })).toContain('这次督导不存在')
    expect(await refuse(office.owner, { on: '2026-11-24' })).toContain('不能晚于今天')
    expect(await refuse(office.owner, { title: '\u200b' })).toContain('此项必填')
    expect(await refuse(office.owner, { pageNo: 3, pageCount: 2 })).toContain('第 3 页超过了总页数 2')
    await world.call('batch.remove', { id: batchId, reason: '登记错误' })
    expect(await refuse(office.owner)).toContain('该批次不存在')
    expect(existsSync(stored(digest(jpeg(1))))).toBe(false)
  })
})

describe('ended half way', () => {
  const many = 60
  const fill = () => {
    const body = Buffer.alloc(2 << 20)
    for (let i = 0; i < many; i++) card.put(`${String(i).padStart(3, '0')}.jpg`, Buffer.concat([jpeg(i), body]))
  }
  /** Does it once so many bytes are copied. */
  const when = (bytes: number, work: () => void) => {
    let done = false
    return office.world.backend.on(event => {
      if (event.type !== 'progress' || done || event.done < bytes) return
      done = true
      work()
    })
  }

  async function expectWhole(taken: Taken, stopped: string): Promise<void> {
    expect(taken.stopped).toBe(stopped)
    expect(taken.taken.length).toBeGreaterThan(0)
    expect(taken.rest).toBeGreaterThan(0)
    expect(taken.taken.length + taken.refused.length + taken.rest).toBe(many)
    const { rows, total } = await office.world.call('evidence.list', {
      filter: { batchId: office.batchId },
      sort,
      page: { offset: 0, limit: 100 },
    })
    expect([total, rows.map(row => row.id)]).toEqual([taken.taken.length, taken.taken.map(file => file.id)])
    for (const row of rows) expect(digest(readFileSync(stored(row.file)))).toBe(row.file)
    expect(unfinished()).toEqual([])
  }

  test('取消: what is whole stays, the rest can be taken later', async () => {
    fill()
    const stop = when(50 << 20, () => void office.world.call('job.cancel', { call: 'now' }))
    office.world.answers.open.push(card.path)
    const taken = await office.world.call('evidence.intake', { owner: office.owner, from: 'folder', facts: {} }, 'now')
    stop()
    if (!taken) throw new Error('the dialog was answered')
    await expectWhole(taken, '已取消')
    const rest = await take('folder')
    expect([rest.taken.length, rest.refused.length, rest.stopped]).toEqual([taken.rest, taken.taken.length, null])
  })

  test('meanwhile other calls are answered', async () => {
    fill()
    await office.world.call('audit.list', { page }) // loads its module
    const order: string[] = []
    const stop = when(1, () => void office.world.call('audit.list', { page }).then(() => order.push('answered')))
    await take('folder')
    order.push('taken')
    stop()
    expect(order).toEqual(['answered', 'taken'])
  })

  test('a batch that is frozen after the intake began: nothing more goes in, and it says why', async () => {
    fill()
    const none = { batchId: office.batchId, reason: '没有冻结' }
    expect((await office.world.refuse('hold.lift', none)).code).toBe('STATE_BLOCKED') // an area's first call loads its module: now, not below
    // Said while it looks at the files: behind its own question whether the batch is frozen, before its first write.
    const stop = when(0, () => void office.world.call('hold.set', { batchId: office.batchId, reason: '调查' }))
    const taken = await take('folder')
    stop()
    expect(taken).toMatchObject({ taken: [], refused: [], bytes: 0, rest: many })
    expect(taken.stopped).toBe('批次「2026年第七批电工」正在调查冻结，不能修改、解除封存或销毁。')
    expect([await list(), unfinished()]).toEqual([[], []])
  })

  test('a card that is pulled out', async () => {
    fill()
    const stop = when(50 << 20, () => renameSync(card.path, `${card.path}-away`))
    const taken = await take('folder')
    stop()
    await expectWhole(taken, '存储卡或文件夹已经断开')
    rmSync(`${card.path}-away`, { recursive: true })
  })
})
