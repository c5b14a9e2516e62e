import { mkdir } from 'node:fs/promises'
import { writeTable } from '../sheet/write.ts'
import { explain, type Office, refused, title } from './call.ts'

const DATES = {
  filedOn: '2026-10-10',
  plannedOn: '2026-10-20',
  announcedOn: '2026-10-26',
  signupFrom: '2026-10-27',
  signupTo: '2026-11-06',
  reviewedOn: '2026-11-10',
  examFrom: '2026-11-28',
  examTo: '2026-11-28',
  scoredOn: null,
  publicFrom: null,
  publicTo: null,
  certifiedOn: null,
  archivedOn: null,
}

/** 认定批次: plan → staff and candidates → 委派 → internal record → 整改; a visit and its deadlines; 模拟督导; the papers in batch/. */
export async function runBatch({ call, at, open, save, goTo }: Office): Promise<void> {
  await mkdir(at('batch'), { recursive: true })
  const papers: { form: string; subject: Parameters<typeof print>[2]; name: string }[] = []

  title('认定批次（计划、场次、人员、考生）')
  const venues = await call('venue.list', { filter: {}, page: { offset: 0, limit: 1 } })
  const batch = await call('batch.save', {
    planNo: 'JH-2026-12',
    name: '2026年第四季度电工职业技能等级认定（第12批次）',
    org: '',
    forms: ['theory', 'skill'],
    items: [{ occupation: '电工', trade: '', level: '四级/中级工', planned: 48, actual: null }],
    venueId: venues.rows[0]?.id ?? null,
    place: '',
    contact: '刘志强',
    phone: '010-67880000',
    dates: DATES,
    note: '',
  })
  const common = { batchId: batch.id, date: '2026-11-28', count: 48, actual: null, explanation: '' }
  await call('session.save', { ...common, from: '09:00', to: '11:00', room: '机房201', subject: '理论知识' })
  const { sessions } = await call('session.save', {
    ...common,
    from: '13:30',
    to: '16:30',
    room: '实操一室',
    subject: '操作技能',
  })
  const all = sessions.map(session => session.id)
  const people = await call('supervisor.list', {
    filter: { states: ['appointed'] },
    sort: { by: 'name', desc: false },
    page: { offset: 0, limit: 10 },
  })
  const [examiner, related] = people.rows
  if (!examiner || !related) throw new Error('the roster step left nobody to work with')
  const staff = { batchId: batch.id, sessionIds: all, phone: '', supervisorId: null }
  await call('staff.save', {
    ...staff,
    role: 'examiner',
    name: examiner.name,
    supervisorId: examiner.id,
    certificate: 'KP20240117',
    validTo: '2027-12-31',
  })
  await call('staff.save', {
    ...staff,
    role: 'examiner',
    name: '孙立',
    certificate: 'KP20220031',
    validTo: '2026-10-31',
  })
  await call('staff.save', { ...staff, role: 'affairs', name: '郭敏', certificate: '', validTo: null })
  await call('staff.save', { ...staff, role: 'head', name: '张宏', certificate: '', validTo: null })
  const shown = await call('batch.get', { id: batch.id })
  for (const member of shown.staff.filter(member => member.expired))
    console.log(`  ! ${member.name}的资格证 ${member.certificate} 在考试日已过期`)

  await writeCandidates(at('batch/考生名册.xlsx'))
  open(at('batch/考生名册.xlsx'))
  const candidates = await call('candidate.import', { batchId: batch.id, seen: 'none', confirm: true })
  const sample = await call('sample.draw', { batchId: batch.id, size: 5, seed: '20261128' })
  console.log(
    `${shown.name}：${sessions.length} 个场次，考生 ${candidates?.written} 人，抽查 ${sample.candidates.map(c => c.name).join('、')}（种子 ${sample.seed}）`,
  )
  papers.push({ form: 'sampleList', subject: { kind: 'sample', id: sample.id }, name: '考生身份抽查名单' })

  title('委派（第九、十五条）')
  await call('relation.add', {
    supervisorId: related.id,
    withName: '孙立',
    withSupervisorId: null,
    kind: '师徒',
    declaredBy: 'self',
    on: '2026-11-20',
    note: '',
  })
  const [first] = all
  if (first === undefined) throw new Error('the batch has no session')
  const ranked = await call('assign.rank', { sessionId: first })
  for (const person of ranked.people.filter(p => p.rank === null)) {
    for (const finding of person.findings.filter(f => f.severity === 'block')) explain(person.name, finding)
  }
  const issue = {
    batchId: batch.id,
    content: '考前检查、考场巡视、影像核对，填写内部质量督导记录。',
    issuer: '张宏',
    issuedOn: '2026-11-23',
  }
  await refused(
    `委派「${examiner.name}」`,
    call('assign.issue', { ...issue, people: [{ supervisorId: examiner.id, sessionIds: all, override: '人手不足' }] }),
  )
  const proposal = await call('assign.propose', { batchId: batch.id, perSession: 1 })
  const chosen = proposal.sessions.flatMap(({ sessionId, people: best }) =>
    best.map(p => ({ supervisorId: p.id, sessionIds: [sessionId], override: null })),
  )
  const assignment = await call('assign.issue', { ...issue, people: chosen })
  console.log(`签发委派单 ${assignment.number}：${assignment.people.map(p => p.name).join('、')}`)
  const supervisor = assignment.people[0]
  if (!supervisor) throw new Error('the 委派单 names nobody')
  papers.push({ form: 'assignment', subject: { kind: 'assignment', id: assignment.id }, name: '委派单' })
  papers.push({
    form: 'avoidance',
    subject: { kind: 'assignment', id: assignment.id, person: supervisor.supervisorId },
    name: '回避声明',
  })

  title('内部督导记录（第二十四条）')
  goTo('2026-11-28')
  const record = await call('supervision.start', {
    assignmentId: assignment.id,
    supervisorId: supervisor.supervisorId,
    kind: 'onsite',
    phases: ['before', 'during'],
    sessionIds: supervisor.sessionIds,
    on: '2026-11-28',
  })
  const answers = (remark: string) =>
    record.items.map(({ number }) =>
      number === '8' ? { number, answer: 'no' as const, remark } : { number, answer: 'yes' as const, remark: '' },
    )
  const draft = {
    badge: 'yes' as const,
    opinion: '安全出口标识被遮挡，已要求整改。',
    phases: record.phases,
    on: record.on,
  }
  const { badge, items, opinion, phases, on } = record
  const unexplained = { ...draft, items: answers('') }
  let saved = await call('supervision.save', {
    ...unexplained,
    id: record.id,
    was: { badge, items, opinion, phases, on },
  })
  await refused('封存', call('supervision.seal', { id: record.id, seen: saved.seen }))
  const explained = { ...draft, items: answers('序号8:二号考场安全出口标识被设备遮挡。') }
  saved = await call('supervision.save', { ...explained, id: record.id, was: unexplained })
  await call('supervision.seal', { id: record.id, seen: saved.seen })
  papers.push({ form: 'internalSite', subject: { kind: 'record', id: record.id }, name: '内部质量督导记录_现场' })

  title('整改（第三十条（三））')
  const { rows } = await call('rectification.list', { batchId: batch.id, page: { offset: 0, limit: 10 } })
  const [item] = rows
  if (!item) throw new Error('a 否 opened no 问题')
  const { id, batchId, recordId, visitId, number, problem } = item
  let fix = await call('rectification.save', {
    id,
    seen: item.seen,
    batchId,
    recordId,
    visitId,
    number,
    problem,
    measure: '移开遮挡设备，逐室核对标识。',
    responsible: '刘志强',
    due: '2026-12-04',
  })
  goTo('2026-12-08')
  const late = await call('rectification.list', { batchId: batch.id, page: { offset: 0, limit: 10 } })
  for (const finding of late.rows[0]?.findings ?? []) explain('', finding)
  fix = await call('rectification.reply', {
    id,
    seen: fix.seen,
    reply: '设备已移走，四个考场的标识逐一核对。',
    on: '2026-12-08',
    evidence: [{ name: '整改后.jpg', bytes: new Uint8Array([0xff, 0xd8, 0xff]) }],
  })
  await refused(
    '由责任人自己复核',
    call('rectification.close', { id, seen: fix.seen, reviewer: '刘志强', on: '2026-12-08' }),
  )
  await call('rectification.close', { id, seen: fix.seen, reviewer: '张宏', on: '2026-12-08' })
  papers.push({ form: 'rectifyNotice', subject: { kind: 'rectification', id }, name: '整改通知' })
  papers.push({ form: 'rectifyReply', subject: { kind: 'rectification', id }, name: '整改回复' })

  title('外督员督导与期限（第二十二条、附件3 注2）')
  goTo('2026-12-29')
  const visit = await call('visit.save', {
    batchId: batch.id,
    kind: '事后认定资料督导',
    on: '2026-12-29',
    endedOn: '2026-12-29',
    endReason: '',
    inspectors: [
      { name: '周玉梅', number: 'R11000021', unit: '经开区社会事业局', from: '08:30', to: '12:30' },
      { name: '郑红霞', number: 'R11000037', unit: '经开区社会事业局', from: '08:30', to: '12:31' },
    ],
    opinion: '资料基本齐全。',
  })
  for (const { name, reference } of visit.hours) console.log(`  ${name}：${reference}`)
  visit.inspectors.forEach((inspector, i) => {
    papers.push({
      form: 'annex4',
      subject: { kind: 'visit', id: visit.id, inspector: i },
      name: `附件4_${inspector.name}`,
    })
  })
  const deadlines = await call('deadline.list', { batchId: batch.id, page: { offset: 0, limit: 20 } })
  for (const d of deadlines.rows.filter(row => row.source === 'visit')) console.log(`  ${d.basis}`)
  save(at('batch/期限.ics'))
  await call('deadline.ics', {})

  title('模拟督导（附件3 事后，按现在的登记）')
  const mock = await call('mock.run', { batchId: batch.id, kind: 'afterwards' })
  for (const { number, answer, lacks } of mock.items.filter(i => i.answer === 'no').slice(0, 6))
    console.log(`  第 ${number} 项 ${answer === 'yes' ? '是' : '否'}：${lacks.join('；')}`)
  const coverage = await call('coverage.matrix', {})
  console.log(`全过程覆盖 ${coverage.met}/${coverage.due}`)

  for (const { form, subject, name } of papers) await print({ call, save, at }, form, subject, name)
  console.log(`  batch/：${papers.map(paper => paper.name).join('、')}`)
}

async function print(
  { call, save, at }: Pick<Office, 'call' | 'save' | 'at'>,
  form: string,
  subject: {
    kind: 'assignment' | 'record' | 'visit' | 'rectification' | 'sample'
    id: number
    person?: number
    inspector?: number
  },
  name: string,
): Promise<void> {
  const { jobId } = await call('form.prepare', {
    items: [{ form, mode: 'filled', subject: subject as never }],
    code: true,
    pageNumbers: true,
  })
  save(at(`batch/${name}.pdf`))
  await call('form.savePdf', { jobId })
}

const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'
const GIVEN = '建国志强丽娜文斌晓东红梅海燕'

/** 48 invented candidates, as an office would list them. */
async function writeCandidates(path: string): Promise<void> {
  await writeTable(path, {
    title: '考生名册',
    orgName: '北京亦庄示范职业技能评价中心',
    date: '2026-11-10',
    columns: [
      { header: '准考证号', width: 16, text: true },
      { header: '姓名', width: 12 },
      { header: '性别', width: 6 },
      { header: '职业', width: 12 },
      { header: '等级', width: 14 },
      { header: '单位', width: 20 },
    ],
    rows: Array.from({ length: 48 }, (_, i) => {
      const name = `${SURNAMES[i % SURNAMES.length]}${GIVEN.slice((i * 2) % 14, ((i * 2) % 14) + 2)}`
      return [
        `202612${String(i + 1).padStart(3, '0')}`,
        name,
        i % 3 === 0 ? '女' : '男',
        '电工',
        '四级/中级工',
        '亦新培训学校',
      ]
    }),
  })
}
