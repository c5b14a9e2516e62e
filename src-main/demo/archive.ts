import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { FOUR_RESULT } from '../../src-shared/labels.ts'
import { type Office, refused, title } from './call.ts'
import { drawEvidence } from './evidence.ts'

const NOT_HERE: Record<string, string> = {
  T2: '机考，没有印制试卷',
  T3: '机考，没有试卷交接',
  T5: '机考，没有试卷回收',
  C2: '证书由申领人线上领取',
}

/** Evidence → slots → 四性检测 → 封存 → package/: full folder and 脱敏 zip with their papers; verified, and the code compared. */
export async function runArchive({ call, at, open, save, goTo }: Office): Promise<void> {
  title('归档（资料、影像、槽位）')
  goTo('2026-12-30')
  await mkdir(at('package'), { recursive: true })
  const { rows } = await call('batch.list', {
    filter: { search: 'JH-2026-12' },
    sort: { by: 'planNo', desc: false },
    page: { offset: 0, limit: 1 },
  })
  const [batch] = rows
  if (!batch) throw new Error('the batch step left no batch')
  const batchId = batch.id
  const card = at('package/资料来源')
  let bytes = 0
  for (const slot of await drawEvidence(card)) {
    open(join(card, slot))
    const facts = { author: '考务组', secrecy: slot === 'Q2' ? ('含个人信息' as const) : ('内部' as const) }
    const taken = await call('evidence.intake', { owner: { kind: 'batch', id: batchId, slot }, from: 'folder', facts })
    bytes += taken?.bytes ?? 0
  }
  for (const [slot, reason] of Object.entries(NOT_HERE))
    await call('slot.setNa', { batchId, slot, seen: 'none', reason })
  const evidence = await call('evidence.list', {
    filter: { batchId, slot: 'X6' },
    sort: { by: 'code', desc: false },
    page: { offset: 0, limit: 100 },
  })
  const photos = evidence.rows.filter(row => row.type === 'image/jpeg')
  for (const { id, seen } of photos)
    await call('evidence.mark', { id, seen, boxes: [{ x: 0.4, y: 0.14, width: 0.14, height: 0.2 }] })
  const slots = await call('slot.list', { batchId })
  const media = await call('media.coverage', { batchId })
  console.log(
    `收入 ${(bytes / 2 ** 20).toFixed(1)} MB；必备材料 ${slots.percent}%，缺 ${slots.missing.join('、') || '无'}`,
  )
  for (const session of media.sessions) console.log(`  ${session.title}：${session.uncoveredMinutes} 分钟没有影像`)

  title('四性检测和封存（第二十一条（四））')
  const report = await call('check.run', { batchId })
  const of = (result: keyof typeof FOUR_RESULT) => report.rows.filter(row => row.result === result)
  console.log(
    Object.keys(FOUR_RESULT)
      .map(key => `${FOUR_RESULT[key as keyof typeof FOUR_RESULT]} ${of(key as keyof typeof FOUR_RESULT).length}`)
      .join('，'),
  )
  await refused('封存（没有写明缺项的原因）', call('seal.close', { batchId, reason: '' }))
  const seal = await call('seal.close', { batchId, reason: '发证材料待市中心回执，补齐后重新封存。' })
  console.log(`封存第 ${seal.version} 版：${seal.files} 个文件，锚定码 ${seal.anchor}`)
  await refused(
    '封存后修改',
    call('slot.clearNa', { batchId, slot: 'T2', seen: slots.slots.find(row => row.slot === 'T2')?.seen ?? '' }),
  )
  save(at('package/纸面锚定单_封存.pdf'))
  await call('anchor.slip', { of: 'seal', id: seal.id })

  title('事后督导包 package/（第二十九条）')
  for (const [kind, form, name] of [
    ['full', 'folder', '完整包'],
    ['masked', 'zip', '脱敏包.zip'],
  ] as const) {
    save(at(`package/${name}`))
    const made = await call('package.export', { batchId, kind, form, receiver: '经开区社会事业局' })
    if (!made) throw new Error('the demo answered the dialog')
    console.log(`${name}：${made.files} 个文件，${(made.bytes / 2 ** 20).toFixed(1)} MB，锚定码 ${made.anchor}`)
    for (const line of made.leftOut) console.log(`  未列入：${line}`)
    for (const note of made.notes) console.log(`  ${note}`)
    open(at(`package/${name}`))
    const checked = await call('package.verify', { from: form })
    console.log(
      `  校验${checked?.ok ? '通过' : '未通过'}；${(await call('anchor.check', { code: made.anchor })).message}`,
    )
    if (kind !== 'full') continue
    save(at('package/交付清单.pdf'))
    await call('package.receipt', { id: made.id })
    save(at('package/纸面锚定单_完整包.pdf'))
    await call('anchor.slip', { of: 'export', id: made.id })
  }
}
