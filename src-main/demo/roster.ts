import { explain, type Office, title } from './call.ts'

const NAMES = {
  single: () => 'cards-single.pdf',
  'a4-4': (file: string) => `cards-a4-${file}.pdf`,
  'a4-5': (file: string) => `cards-a4-5up-${file}.pdf`,
}

/** 名册 → 证卡: import, judge, appoint, number, print, 备案. */
export async function runRoster({ call, at, sample, open, save }: Office): Promise<void> {
  open(sample('roster.xlsx'))
  open(sample('portraits'))
  save(at('import-errors.xlsx'))

  title('机构')
  await call('app.setOperator', { name: '王小梅' })
  const org = await call('org.save', {
    name: '北京亦庄示范职业技能评价中心',
    kind: 'S',
    number: 'S000011002001',
    place: '11',
    printedBy: '',
    logoPlace: 'none',
    rulesFrom: null,
    ageReading: 'A',
    codeMode: 'auto',
    filingContact: '北京市职业技能鉴定管理中心',
  })
  console.log(`${org.name}，编号末四位 ${org.digits}，今天按 2026-11-23 演示`)

  title('导入名册 resources/sample/roster.xlsx')
  const preview = await call('roster.preview', { duplicates: 'skip' })
  if (!preview) throw new Error('no roster was opened')
  const { importId, counts } = preview
  console.log(`共 ${counts.total} 行：可导入 ${counts.new} 行，有误 ${counts.error} 行，提醒 ${counts.warning} 行`)
  const wrong = await call('roster.rows', { importId, verdicts: ['error'], page: { offset: 0, limit: 500 } })
  for (const row of wrong.rows) {
    for (const problem of row.problems.filter(p => p.level === 'error')) console.log(`  ✗ ${problem.message}`)
  }
  await call('roster.saveErrors', { importId })
  const written = await call('roster.commit', { importId })
  console.log(`写入 ${written.added} 人；错误行已退回到 import-errors.xlsx`)

  title('导入照片 resources/sample/portraits')
  const photos = await call('supervisor.importPhotos', {})
  if (!photos) throw new Error('no folder was opened')
  console.log(`${photos.files} 个文件，对上 ${photos.stored.length} 人`)
  for (const { name, warnings } of photos.stored) for (const warning of warnings) console.log(`  ! ${name}：${warning}`)
  for (const { file, reason } of photos.failed) console.log(`  ✗ ${file}：${reason}`)

  title('聘任（自 2026-11-23 起，聘期三年，第十四条）')
  const everyone = { filter: {}, except: [] }
  const appointed = await call('appointment.appoint', {
    selection: everyone,
    start: '2026-11-23',
    document: '评价中心聘〔2026〕8号',
  })
  console.log(`聘任 ${appointed.done} 人，不能聘任 ${appointed.refused.length} 人：`)
  for (const { name, findings } of appointed.refused) {
    for (const finding of findings.filter(f => f.severity === 'block')) explain(name, finding)
  }

  title('编码发证（附件1）')
  const { issued, refused } = await call('card.issue', {
    selection: { filter: { states: ['appointed'] }, except: [] },
    issuedOn: '2026-11-23',
  })
  console.log(
    `发证 ${issued.length} 张：${issued[0]?.code} … ${issued.at(-1)?.code}${refused.length > 0 ? `，未发 ${refused.length} 人` : ''}`,
  )

  title('打印（附件2）')
  const cards = await call('card.list', {
    filter: { states: ['valid'] },
    sort: { by: 'code', desc: false },
    page: { offset: 0, limit: 500 },
  })
  const withPhoto = cards.rows.filter(card => card.photo !== null)
  for (const card of cards.rows.filter(card => card.photo === null))
    console.log(`  ! ${card.name} ${card.code}：还没有照片，先不打印`)
  const selection = { ids: withPhoto.map(card => card.id) }
  for (const layout of ['single', 'a4-4', 'a4-5'] as const) {
    const job = await call('print.prepare', { selection, layout, start: 0 })
    for (const { file, pages, bytes } of job.files) {
      const name = NAMES[layout](file)
      save(at(name))
      await call('print.savePdf', { jobId: job.jobId, file, printer: null })
      console.log(`  ${name}：${pages} 页，${(bytes / 1024).toFixed(0)} KB`)
    }
    if (layout === 'a4-4') await call('print.record', { jobId: job.jobId, printer: '', spoiled: [] })
  }
  save(at('calibration.pdf'))
  await call('calibration.saveTarget', { paper: 'A4', side: 'front' })

  title('备案（第十三条）')
  save(at('备案名册.xlsx'))
  await call('filing.export', { selection: everyone, reason: '' })
  const todo = await call('home.todo', {})
  console.log(`备案名册.xlsx 已导出，待备案 ${todo.unfiled} 张`)
}
