import { mkdir } from 'node:fs/promises'
import { type Office, title } from './call.ts'

const DEVICES = [
  ['电工实训考核装置', 'THWD-1C', '380V 三相五线', 12, '台', '实操一室'],
  ['数字万用表', 'UT61E+', '22000 字', 30, '块', '实操一室'],
  ['接地电阻测试仪', 'ZC29B-1', '0～1000Ω', 6, '台', '实操一室'],
  ['直流弧焊机', 'ZX7-400', '400A', 8, '台', '焊接间'],
  ['焊接烟尘净化器', 'HY-2400', '2400m³/h', 4, '台', '焊接间'],
  ['考试用计算机', 'OptiPlex 7010', 'i5/16G', 48, '台', '机房201'],
] as const

/** 场地: equipment → 备案 baseline → changes → count → 附件5, 差异附页, 场地基本信息表. */
export async function runVenue({ call, at, save }: Office): Promise<void> {
  title('场地与设备（第二十三条）')
  const venue = await call('venue.save', {
    name: '亦庄实训基地一号楼',
    address: '北京经济技术开发区荣华南路8号院3号楼二层',
    purpose: '电工、焊工理论与实操考核',
    contact: '刘志强',
    phone: '010-67880000',
    note: '',
    scope: [
      { code: '6-31-01-03', occupation: '电工', trade: '', levels: ['五级/初级工', '四级/中级工', '三级/高级工'] },
      { code: '6-18-02-04', occupation: '焊工', trade: '', levels: ['五级/初级工', '四级/中级工'] },
    ],
  })
  for (const [name, model, spec, quantity, unit, room] of DEVICES) {
    await call('equipment.save', { venueId: venue.id, name, model, spec, quantity, unit, room, assetNo: '', note: '' })
  }
  const filing = { validUntil: '2029-03-11', receipt: '京职鉴场备〔2026〕31号', attachment: null }
  await call('venue.setFiling', {
    id: venue.id,
    seen: venue.seen,
    status: 'filed',
    filedOn: '2026-03-12',
    ...filing,
    baseline: true,
  })
  console.log(`${venue.name}：设备 ${DEVICES.length} 种，已按备案清单留底`)

  // Two multimeters are away for calibration, a welder was replaced.
  const { rows } = await call('equipment.list', {
    filter: { venueId: venue.id },
    sort: { by: 'room', desc: false },
    page: { offset: 0, limit: 50 },
  })
  for (const device of rows.filter(row => row.name === '数字万用表')) {
    const { id, seen, venueId, name, model, spec, unit, room, assetNo, note } = device
    await call('equipment.save', { id, seen, venueId, name, model, spec, unit, room, assetNo, note, quantity: 28 })
  }
  const ready = await call('venue.readiness', { id: venue.id })
  for (const finding of ready.findings) console.log(`  ! ${finding.rule} ${finding.message}。${finding.remedy}`)

  title('核查（按备案清单逐项清点）')
  let check = await call('venueCheck.start', { venueId: venue.id, room: null, source: 'baseline' })
  const { rows: lines } = await call('venueCheck.lines', { checkId: check.id, page: { offset: 0, limit: 100 } })
  for (const line of lines) {
    const step = { checkId: check.id, no: line.no, seen: line.seen }
    if (line.name === '数字万用表')
      await call('venueCheck.set', { ...step, result: 'short', counted: 28, note: '2 块送检' })
    else if (line.name === '直流弧焊机')
      await call('venueCheck.set', { ...step, result: 'model', foundModel: 'ZX7-400S' })
    else await call('venueCheck.set', { ...step, result: 'match' })
  }
  check = await call('venueCheck.finish', { checkId: check.id, seen: check.seen, rest: 'refuse', note: '' })
  const { lines: listed, match, short, model } = check.summary
  console.log(`清点 ${listed} 项：一致 ${match}，缺 ${short}，型号变 ${model}`)

  await mkdir(at('venue'), { recursive: true })
  const forms = [
    ['annex5', { kind: 'venue', id: venue.id }, '附件5_场地核查单'],
    ['venueDiff', { kind: 'check', id: check.id }, '场地差异附页'],
    ['venueSheet', { kind: 'venue', id: venue.id }, '场地基本信息表'],
  ] as const
  for (const [form, subject, name] of forms) {
    const item = { form, mode: 'filled', subject } as const
    const { jobId, pages } = await call('form.prepare', { items: [item], code: true, pageNumbers: true })
    save(at(`venue/${name}.pdf`))
    await call('form.savePdf', { jobId })
    save(at(`venue/${name}.docx`))
    await call('form.saveDocx', { item, code: false })
    console.log(`  venue/${name}.pdf：${pages} 页（另有 .docx）`)
  }
}
