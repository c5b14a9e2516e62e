import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { FORM_KEYS, FORMS, type FormKey } from '../../src-shared/forms/index.ts'
import type { FOUR_RESULT } from '../../src-shared/labels.ts'
import { formFonts } from '../print/fonts.ts'
import { printForms, saveDocx } from './print.ts'

/** What is typed into a form. */
type SampleOf<K extends FormKey> = z.input<(typeof FORMS)[K]['factsSchema']>

const ORG = '北京亦庄示范职业技能评价中心'
const PLAN = '2026年第四季度电工职业技能等级认定（第12批次）'
const VENUE = '亦庄实训基地一号楼'
const ADDRESS = '北京经济技术开发区荣华南路8号院3号楼二层'
const OCCUPATIONS = '电工（五级/初级工、四级/中级工、三级/高级工）、焊工（五级/初级工、四级/中级工）'

const DIGEST = '3f7a9c0d51e2b846'.repeat(4)

const answered = (count: number, findings: Record<number, string>, missing: number[] = []) =>
  Array.from({ length: count }, (_, i) => i + 1)
    .filter(no => !missing.includes(no))
    .map(no => ({ no, result: no in findings ? ('no' as const) : ('yes' as const), remark: findings[no] }))

const record = { org: ORG, plan: PLAN, form: '理论知识考试、技能操作考核' }
const SITE_FINDINGS = {
  8: '二号考场安全出口标识被设备遮挡，已当场要求移开。',
  12: '一名考务人员入场时未佩带工作证卡，9时10分补戴。',
}
const AFTER_FINDINGS = { 14: '第3组实操评分表第2页缺一名考评人员签名，待补签并说明。' }

/** What the sample of 四性检测报告 finds. */
const FOUND_BY_CHECK: Record<number, { result: keyof typeof FOUR_RESULT; notes: string[] }> = {
  2: { result: 'pass', notes: ['126 个文件的 SHA-256 全部一致'] },
  4: { result: 'fail', notes: ['G2_003 实操评分表：文件名是「评分表.pdf」，内容是「JPEG 图片」'] },
  6: { result: 'warn', notes: ['X6_014 二号考场：拍摄于 2020-01-01 00:00:12，早于批次的第一天 2026-08-03'] },
  9: { result: 'pass', notes: ['完整率 100%', 'P5 应急预案不适用：与机构总预案合并执行'] },
  12: { result: 'todo', notes: ['漏号 WP-2026-0017，请说明原因'] },
  13: { result: 'pass', notes: ['名册 48＝签到 47＋缺考 1；成绩 47 人（不含缺考）'] },
  17: { result: 'warn', notes: ['G7_001 公示：字体没有嵌入（SimSun）'] },
  19: { result: 'na', notes: ['没有视频和录音'] },
  24: { result: 'pass', notes: ['2026-10-19 刘志强 用某杀毒软件检查，病毒库 2026-10-18：没有发现病毒'] },
}

const session = {
  ownHead: '北京亦庄示范职业技能评价中心　质量体系文件 QP-07-03',
  ownNote: '本表一式一份，随批次归档。',
  org: ORG,
  plan: PLAN,
  occupation: '电工 三级/高级工',
  subject: '理论知识考试',
  time: '2026-11-28 09:00–10:30',
  place: '亦庄实训基地一号楼 一号考场',
  expected: 18,
}
const ofPlan = {
  ownHead: session.ownHead,
  org: ORG,
  plan: PLAN,
  planNo: 'JH-2026-0012',
  occupation: session.occupation,
  exam: '2026-11-28',
}
const CANDIDATES = '吴刚 郑丽 钱小芳 冯军 陈静 褚强 卫东 蒋平 沈红 韩雪 杨帆 朱伟 秦岚 尤勇 许诺 何健 吕萍 施文'.split(
  ' ',
)
const seats = CANDIDATES.map((name, i) => ({
  row: Math.floor(i / 5) + 1,
  column: (i % 5) + 1,
  no: String(i + 1).padStart(2, '0'),
  name,
  number: `20260700${String(i + 1).padStart(2, '0')}`,
}))
const examinee = (i: number) => ({
  number: `20260700${String(i + 1).padStart(2, '0')}`,
  name: CANDIDATES[i],
  level: session.occupation,
})
const SCORED = [
  { name: '安全文明操作', points: '10', standard: '穿戴防护用品，工位整洁；违反一项扣 2 分' },
  { name: '电路安装', points: '50', standard: '按图接线，牢固、无裸露；每处错误扣 5 分' },
  { name: '通电调试', points: '40', standard: '一次成功 40 分；二次成功 25 分' },
]
const contest = {
  host: '北京经开区某某行业协会',
  contest: '第三届经开区职业技能竞赛电工项目',
  places: [{ place: '亦庄实训基地', occupation: '电工', time: '2026-10-17 08:30 至 17:30', people: 24 }],
}

const course = {
  org: ORG,
  name: '2026年第二期内督员培训班',
  subject: '质量督导政策与实务',
  organizer: ORG,
  teacher: '周玉梅',
  place: '亦庄实训基地三层会议室',
  days: '2026-09-01 至 2026-09-02',
  hours: '16',
}

/** Facts that fill each form as an office would: for the demo, and for looking at a form while it is made. */
export const SAMPLES: { [K in FormKey]: SampleOf<K> } = {
  annex3Site: {
    ...record,
    items: answered(17, SITE_FINDINGS, [15]),
    problems: '1.二号考场安全出口标识被遮挡，已整改。\n2.个别考务人员证卡佩带不及时，请评价机构加强考前检查。',
  },
  annex3After: {
    ...record,
    items: answered(16, AFTER_FINDINGS),
    problems: '第3组实操评分表缺签名一处，请于5个工作日内补正。',
  },
  annex4: {
    org: ORG,
    inspector: '周玉梅',
    arrived: '2026年9月24日 8:20',
    left: '2026年9月24日 16:40',
    feedback:
      '外督员全程佩戴督导员证卡，按时到场，认真查阅资料、巡视考场，对发现的问题当场指出并说明依据。\n工作中自觉遵守廉洁纪律，未接受宴请和礼品。',
  },
  annex5: { org: ORG, venue: VENUE, address: ADDRESS, occupations: OCCUPATIONS },
  annex6: {
    entries: [
      {
        kind: 'during',
        contest: '第三届经开区职业技能竞赛电工项目',
        place: '亦庄实训基地',
        occupation: '电工',
        people: 186,
        from: '2026-10-17 8:30',
        to: '2026-10-17 17:30',
        inspectors: '周玉梅 郑红霞',
      },
      {
        kind: 'during',
        contest: '第三届经开区职业技能竞赛工业机器人系统操作员项目',
        place: '智能制造产业园A座三层',
        occupation: '工业机器人系统操作员',
        people: 64,
        from: '2026-10-18 9:00',
        to: '2026-10-18 16:00',
        inspectors: '何春梅 高燕',
        note: '分两个场次',
      },
      {
        kind: 'after',
        contest: '第三届经开区职业技能竞赛',
        place: '竞赛组委会办公室',
        occupation: '电工等2个',
        people: 250,
        from: '2026-11-05 9:00',
        to: '2026-11-05 12:00',
        inspectors: '周玉梅 何春梅',
      },
    ],
  },
  annex7During: {
    org: '北京亦庄智能制造产业联盟',
    contest: '第三届经开区职业技能竞赛电工项目',
    parts: ['theory', 'skill'],
    items: answered(11, { 7: '1号赛场一名选手未带身份证原件，核对电子证照后入场。' }),
    opinion: '竞赛组织有序，过程符合规定；建议加强入场证件提示。',
    reply: '已在选手须知中补充证件要求。',
  },
  annex7After: {
    org: '北京亦庄智能制造产业联盟',
    contest: '第三届经开区职业技能竞赛电工项目',
    items: answered(13, {}),
    opinion: '资料齐全，竞赛过程符合相关规定。',
    reply: '无异议。',
  },
  internalSite: {
    ...record,
    assignment: 'WP2026-018',
    on: '2026-09-24',
    supervisors: '丁新民、于海洋',
    badge: true,
    items: answered(17, SITE_FINDINGS, [15]),
    problems: '二号考场安全出口标识被遮挡，已当场整改。',
  },
  internalAfter: {
    ...record,
    assignment: 'WP2026-021',
    on: '2026-10-09',
    supervisors: '丁新民、𠮷冈娜',
    badge: true,
    items: answered(16, AFTER_FINDINGS),
    problems: '评分表缺签名一处，已通知考评组补正。',
  },
  venueSheet: {
    org: ORG,
    venue: VENUE,
    address: ADDRESS,
    purpose: '电工、焊工实操考核',
    contact: '刘志强',
    phone: '010-67880000',
    occupations: OCCUPATIONS,
    filedOn: '2026-03-12',
    validUntil: '2029-03-11',
    receipt: '京职鉴场备〔2026〕31号',
    equipment: [
      { name: '电工实训考核装置', model: 'THWD-1C', spec: '380V 三相五线', quantity: 12, unit: '台' },
      { name: '数字万用表', model: 'UT61E+', spec: '22000 字', quantity: 30, unit: '块' },
      {
        name: '接地电阻测试仪',
        model: 'ZC29B-1',
        spec: '0～10/100/1000Ω',
        quantity: 6,
        unit: '台',
        note: '检定至2027-02',
      },
      { name: '直流弧焊机', model: 'ZX7-400', spec: '400A', quantity: 8, unit: '台' },
      { name: '焊接烟尘净化器', model: 'HY-2400', spec: '2400m³/h', quantity: 4, unit: '台' },
      { name: '安全工器具柜', model: '', spec: '2000×1100×600mm', quantity: 2, unit: '个' },
    ],
  },
  venueDiff: {
    org: ORG,
    venue: VENUE,
    address: ADDRESS,
    filedOn: '2026-03-12',
    receipt: '京职鉴场备〔2026〕31号',
    countedOn: '2026-09-20',
    differences: [
      {
        name: '数字万用表',
        model: 'UT61E+',
        spec: '22000 字',
        room: '实操一室',
        filed: 30,
        found: 28,
        difference: '缺 2',
        explanation: '送检 2 块，10月8日前返回',
      },
      {
        name: '直流弧焊机',
        model: 'ZX7-400',
        spec: '400A',
        room: '焊接间',
        filed: 8,
        found: 8,
        difference: '型号变',
        explanation: '其中 2 台更新为 ZX7-400S',
      },
    ],
  },
  dossier: {
    org: ORG,
    name: '丁新民',
    sex: '男',
    birth: '1975-06-18',
    age: 51,
    education: '本科',
    department: '质量管理部',
    position: '主任',
    phone: '13800000000',
    source: '本机构选聘',
    state: '聘任',
    attestations: [
      '（一）路线与相关工作',
      '（二）政策与理论技术',
      '（三）职业道德',
      '（四）组织与表达能力',
      '（五）身体健康',
    ].map(clause => ({ clause, by: '王建国', on: '2026-11-02' })),
    trainings: [
      { on: '2026-11-05', subject: '质量督导政策法规与案例', organizer: ORG, hours: '16' },
      { on: '2026-11-12', subject: '现场督导实务', organizer: '北京市职业技能鉴定管理中心', hours: '8' },
    ],
    exams: [{ on: '2026-11-13', score: '92', result: '合格' }],
    appointments: [{ start: '2026-11-23', end: '2029-11-22', document: '评价中心聘〔2026〕8号' }],
    cards: [{ code: 'S112001260001', issuedOn: '2026-11-23', period: '2026.11-2029.11', state: '有效' }],
    duties: [{ on: '2026-12-05', number: 'WP2026-031', plan: PLAN, content: '现场督导' }],
  },
  assignment: {
    org: ORG,
    number: 'WP2026-018',
    plan: PLAN,
    kind: '现场督导',
    on: '2026-09-20',
    content: '按《实施细则》第二十条的内容，对本批次认定的考前、考中各环节进行现场督导，并填写内部质量督导记录。',
    sessions: [
      { time: '2026年9月24日 9:00–11:00', place: `${VENUE}201`, occupation: '电工 四级/中级工', people: '48' },
      { time: '2026年9月24日 13:30–16:30', place: `${VENUE}实操一室`, occupation: '电工 四级/中级工', people: '48' },
    ],
    people: [
      { name: '丁新民', code: 'S112001260001', duty: '考前检查、理论考场' },
      { name: '于海洋', code: 'S112001260002', duty: '实操考场、影像核对' },
    ],
  },
  makingSheet: {
    org: ORG,
    batch: '2026-11 首批',
    on: '2026-11-23',
    perSheet: 4,
    done: [0, 1],
    cards: ['丁新民', '于海洋', '任志刚', '何春梅', '冯丽娟', '刘志强', '单雅文', '周玉梅', '姚莉'].map((name, i) => ({
      name,
      code: `S11200126${String(i + 1).padStart(4, '0')}`,
    })),
  },
  avoidance: {
    org: ORG,
    name: '丁新民',
    code: 'S112001260001',
    plan: PLAN,
    number: 'WP-2026-0018',
    on: '2026-09-24',
    relations: [{ name: '孙立', kind: '师徒', note: '考评人员，2015年前带教，已申请不进入其所在考场' }],
  },
  sampleList: {
    org: ORG,
    plan: PLAN,
    seed: '20260924-01',
    total: 48,
    drawnAt: '2026-09-24 8:40',
    drawnBy: '丁新民',
    candidates: ['陈晓东', '李红梅', '王志强', '赵丽娜', '周文斌'].map((name, i) => ({
      number: `2026120${i + 1}`,
      name,
      sex: i % 2 === 0 ? '男' : '女',
      occupation: '电工',
      level: '四级/中级工',
      unit: '亦新培训学校',
    })),
  },
  rectifyNotice: {
    org: ORG,
    number: 'ZG-12',
    plan: PLAN,
    source: '内部质量督导记录第8项',
    openedOn: '2026-09-24',
    responsible: '刘志强',
    due: '2026-10-08',
    problem: SITE_FINDINGS[8],
    measure: '移开遮挡设备，重新核对各考场安全出口标识，考前由场地负责人逐项签字确认。',
  },
  rectifyReply: {
    org: ORG,
    number: 'ZG-12',
    plan: PLAN,
    source: '内部质量督导记录第8项',
    openedOn: '2026-09-24',
    responsible: '刘志强',
    due: '2026-10-08',
    problem: SITE_FINDINGS[8],
    measure: '移开遮挡设备，重新核对各考场安全出口标识。',
    reply: '遮挡设备已移至库房，四个考场的安全出口标识逐一核对，考前检查表增加该项。',
    repliedOn: '2026-09-28',
    evidence: '整改前后照片4张；考前检查表（修订）。',
  },
  handover: {
    org: ORG,
    on: '2026-11-23',
    from: '刘志强',
    to: '单雅文',
    witness: '王建国',
    items: [
      { name: '内督员名册', count: '36 人', note: '在聘 28 人，届满 3 人，解聘 2 人，其余 3 人' },
      { name: '证卡', count: '41 张', note: '有效 28 张，其余已换发或作废' },
      { name: '认定批次', count: '12 个' },
      { name: '内部督导记录', count: '31 份', note: '已封存' },
      { name: '照片、扫描件和证据', count: '1286 个', note: '均在加密备份内' },
    ],
    openCount: 214,
    open: [
      { kind: '整改', what: '安全出口标识被遮挡（第12批次）', due: '2026-11-20', who: '刘志强' },
      { kind: '提交期限', what: '附件4 提交社会事业局（第12批次）', due: '2026-11-26', who: '' },
      { kind: '证卡备案', what: '证卡 S112001260028 还没有报备案', due: '', who: '' },
    ],
    files: [
      {
        name: '备份.ndbak',
        size: '1.8 GB',
        digest: 'd8f3a1c90b47e2665f10a9b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7',
      },
      {
        name: '待办与期限.xlsx',
        size: '24 KB',
        digest: '0b47e2665f10a9b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7d8f3a1c9',
      },
      {
        name: '证卡台账.xlsx',
        size: '12 KB',
        digest: '5f10a9b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7d8f3a1c90b47e266',
      },
    ],
  },
  overview: {
    org: ORG,
    plan: PLAN,
    planNo: 'JH-2026-12',
    state: '封存第 1 版',
    forms: '理论知识考试、操作技能考核',
    items: '电工 四级/中级工：计划 48 人，实际 47 人',
    place: VENUE,
    dates:
      '公告 2026-10-26；报名 2026-10-27 至 2026-11-06；考试 2026-11-28；公示 2026-12-05 至 2026-12-11；发证 2026-12-18',
    candidates: 48,
    staff: '考评人员 2 名、考务人员 1 名、负责人 1 名',
    sessions: [
      { time: '2026-11-28 09:00–11:00', room: '机房201', subject: '理论知识', planned: 48, actual: '47' },
      { time: '2026-11-28 13:30–16:30', room: '实操一室', subject: '操作技能', planned: 48, actual: '47' },
    ],
    assignments: 'WP-2026-0018',
    records: [{ on: '2026-11-28', kind: '现场督导', supervisor: '丁新民', phases: '考前、考中', no: '8' }],
    visits: [{ on: '2026-12-29', kind: '事后认定资料督导', inspectors: '周玉梅、郑红霞' }],
    problems: '1 个，已关闭 1 个',
    percent: '96%',
    missing: 'G6 成绩复核记录',
  },
  catalogue: {
    org: ORG,
    plan: PLAN,
    planNo: 'JH-2026-12',
    state: '封存第 1 版（脱敏）',
    count: 3,
    size: '3.4 MB',
    entries: [
      {
        code: 'G2_001',
        title: '实操评分表 第1组',
        author: '考评组',
        on: '2026-11-28',
        pages: '1/2',
        size: '812 KB',
        digest: DIGEST,
      },
      {
        code: 'G2_002',
        title: '实操评分表 第1组',
        author: '考评组',
        on: '2026-11-28',
        pages: '2/2',
        size: '790 KB',
        digest: DIGEST,
      },
      {
        code: 'X6_001',
        title: '考场全景',
        author: '郭敏',
        on: '2026-11-28',
        size: '1.8 MB',
        digest: DIGEST,
        source: DIGEST,
      },
    ],
  },
  receipt: {
    org: ORG,
    plan: PLAN,
    planNo: 'JH-2026-12',
    name: '北京亦庄示范职业技能评价中心_事后督导包_JH-2026-12_2026-12-30.zip',
    kind: '完整包（zip 文件）',
    state: '封存第 1 版',
    files: 58,
    size: '412.6 MB',
    digest: DIGEST,
    logHead: DIGEST,
    anchor: '0XJ4-7K2M-9QRT-V5WB-3DHC',
    at: '2026-12-30 10:20',
    by: '刘志强',
    receiver: '经开区社会事业局',
    entries: [
      { name: 'data/evidence/G2_001.jpg', digest: DIGEST },
      { name: 'data/forms/IRS-R1.pdf', digest: DIGEST },
      { name: 'data/index.json', digest: DIGEST },
    ],
  },
  anchorSlip: {
    org: ORG,
    plan: PLAN,
    planNo: 'JH-2026-12',
    what: '封存第 1 版',
    at: '2026-12-21 16:05',
    by: '刘志强',
    files: 52,
    size: '398.1 MB',
    digest: DIGEST,
    logHead: DIGEST,
    anchor: '0XJ4-7K2M-9QRT-V5WB-3DHC',
  },
  withheld: {
    org: ORG,
    plan: PLAN,
    code: 'Q2_003',
    title: '考生资格佐证材料',
    reason: '密级为「含个人信息」',
    size: '2.1 MB',
    source: DIGEST,
  },
  fourChecks: {
    org: ORG,
    plan: PLAN,
    form: '理论知识考试、技能操作考核',
    checkedAt: '2026-10-20 09:30',
    checkedBy: '丁新民',
    checks: Array.from({ length: 24 }, (_, i) => ({ no: i + 1, result: 'pass', notes: [], ...FOUND_BY_CHECK[i + 1] })),
  },
  slotList: {
    org: ORG,
    plan: PLAN,
    form: record.form,
    percent: 93.7,
    rows: [
      {
        phase: '备案',
        slot: 'P1',
        name: '备案回执、职业范围',
        required: true,
        state: 'archived',
        files: 2,
        retention: '30年',
      },
      {
        phase: '备案',
        slot: 'R5',
        name: '场地备案（基本信息表、附件5）',
        required: true,
        state: 'archived',
        records: 3,
        retention: '场地有效期后5年',
      },
      { phase: '计划', slot: 'P5', name: '应急预案', required: false, state: 'none', retention: '5年' },
      { phase: '考试', slot: 'X6', name: '影像资料', required: true, state: 'archived', files: 128, retention: '5年' },
      {
        phase: '评分',
        slot: 'G1',
        name: '理论答卷或机考记录',
        required: true,
        state: 'na',
        reason: '本批次只考操作技能',
        retention: '5年',
      },
      { phase: '结果', slot: 'C3', name: '结果上报回执', required: true, state: 'missing', retention: '30年' },
    ],
  },
  destruction: {
    org: ORG,
    number: 'XH-2031-0001',
    reason: '保管期限已满，经鉴定无继续保存价值。',
    on: '2031-11-24',
    proposedBy: '周晓梅',
    approvedBy: '王建国',
    witnessedBy: '丁新民',
    count: 2,
    size: '1.8 GB',
    items: [
      {
        code: 'X6_001',
        title: '理论考场录像（上午）',
        batch: PLAN,
        size: '1.8 GB',
        digest: '3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea',
      },
      {
        code: 'Q2_014',
        title: '学历证明复印件',
        batch: PLAN,
        size: '412 KB',
        digest: '2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6',
      },
    ],
  },
  deviceCheck: {
    ...session,
    devices: [
      { name: '电工实训台', model: 'DGT-3A', assetNo: 'SB1001', quantity: 10, unit: '台' },
      { name: '数字万用表', model: 'UT61E', assetNo: 'SB1017', quantity: 12, unit: '只' },
    ],
  },
  seatPlan: { ...session, order: '随机，种子 20261128', columns: 5, seats },
  doorLabel: { ...session, from: '2026070001', to: '2026070018' },
  deskLabels: { subject: session.subject, place: session.place, seats },
  examinerSignIn: {
    ...session,
    people: [{ name: '孙立', role: '考评人员', certificate: 'KP11-2023-00871', validTo: '2027-05-31' }],
  },
  affairsSignIn: {
    ...session,
    people: [
      { name: '赵敏', role: '监考人员' },
      { name: '阿卜杜热合曼·买买提依明·吐尔逊江', role: '考务人员', certificate: 'KW-2026-003' },
    ],
  },
  candidateSignIn: {
    ...session,
    candidates: CANDIDATES.map((name, i) => ({
      seat: String(i + 1).padStart(2, '0'),
      number: `20260700${String(i + 1).padStart(2, '0')}`,
      name,
      idNumber: '1****2X',
      unit: '北京某某汽车职业技能培训学校有限责任公司',
    })),
  },
  paperHandover: session,
  paperOpening: session,
  roomRecord: session,
  skillScore: { ...session, name: '钱小芳', number: '2026070003', seat: '03', items: SCORED },
  reviewScore: { ...session, name: '钱小芳', number: '2026070003', seat: '03', items: SCORED.slice(0, 2) },
  paperReturn: session,
  workRecord: {
    ...session,
    name: '赵敏',
    role: '监考人员',
    certificate: '',
    duties: '核对考生证件和座位；启封和回收试卷；维持考场秩序；如实填写考场情况记录单。',
  },
  paperDraw: { ...ofPlan, subjects: ['理论知识考试', '操作技能考核'] },
  paperKeeping: { ...ofPlan, subjects: ['理论知识考试', '操作技能考核'] },
  headRecord: {
    ownHead: session.ownHead,
    org: ORG,
    plan: PLAN,
    planNo: ofPlan.planNo,
    exam: '2026-11-28',
    place: VENUE,
    name: '张宏',
  },
  scoreSummary: {
    ...ofPlan,
    rule: '理论知识考试占 30%，合格线 60；操作技能考核占 70%，合格线 60；总成绩合格线 60',
    people: 4,
    passed: 2,
    failed: 1,
    absent: 1,
    missing: 0,
    parts: ['理论知识考试', '操作技能考核'],
    rows: [
      { scores: '86.5|91', total: '89.65', outcome: '合格' },
      { scores: '72|缺考', outcome: '缺考' },
      { scores: '60|58.5', total: '58.95', outcome: '不合格' },
      { scores: '100|60', total: '72', outcome: '合格' },
    ].map((row, i) => ({ ...row, ...examinee(i) })),
  },
  scoreRecheck: { ...ofPlan, rows: [{ number: '2026070003', name: '钱小芳', was: '58.5' }] },
  publicNotice: {
    ...ofPlan,
    from: '2026-12-07',
    to: '2026-12-11',
    contact: '李主任',
    phone: '010-67880000',
    rows: [0, 3].map(i => ({ ...examinee(i), unit: '北京亦庄某某科技有限公司' })),
  },
  certificateReceipt: {
    ...ofPlan,
    rows: [0, 3].map(i => ({ ...examinee(i), unit: '北京亦庄某某科技有限公司' })),
  },
  boxCover: {
    org: ORG,
    plan: PLAN,
    planNo: ofPlan.planNo,
    span: '2026-08-03 至 2027-01-12',
    keep: '长期（30 年）',
    files: 126,
    box: '2',
  },
  boxSpine: { org: ORG, plan: PLAN, planNo: ofPlan.planNo, year: '2026', keep: '长期（30 年）', box: '2' },
  volumeList: {
    org: ORG,
    plan: PLAN,
    planNo: ofPlan.planNo,
    box: '2',
    pieces: [
      {
        title: '备案回执、职业范围',
        code: 'P1_001',
        author: '北京经开区社会事业局',
        on: '2026-08-03',
        pages: 2,
        at: '1–2',
      },
      { title: '考生名册', code: 'Q4_001', author: ORG, on: '2026-11-20', pages: 3, at: '3–5' },
      { title: '一号考场理论考试签到表', code: 'X3_001', author: '赵敏', on: '2026-11-28', pages: 1, at: '6' },
      { title: '一号考场全景录像', code: 'X6_014', author: '赵敏', on: '2026-11-28', at: '7–' },
    ].map((piece, i) => ({ no: String(i + 1), ...piece })),
  },
  volumeCatalogue: {
    org: ORG,
    plan: PLAN,
    planNo: ofPlan.planNo,
    box: '2',
    volumes: [
      { no: '1', title: '备案材料', span: '2026-08-03', pieces: 1, pages: 2, keep: '长期（30 年）' },
      { no: '2', title: '考试材料', span: '2026-11-28 至 2026-11-29', pieces: 18, keep: '5 年' },
    ],
  },
  boxNote: {
    org: ORG,
    plan: PLAN,
    planNo: ofPlan.planNo,
    files: 126,
    missing: '无',
    notApplicable: 'P5 应急预案（与机构总预案合并执行）',
  },
  appointmentLetter: {
    org: ORG,
    name: '冯玉兰',
    start: '2026-11-23',
    end: '2029-11-22',
    document: '亦评字〔2026〕12号',
    code: 'S112001260001',
    on: '2026-11-23',
  },
  dismissalNotice: {
    org: ORG,
    name: '冯玉兰',
    dismissedOn: '2027-03-01',
    reason: '调离本机构',
    code: 'S112001260001',
    on: '2027-03-01',
  },
  secrecyPledge: { org: ORG, name: '冯玉兰', department: '质量管理部', position: '主管' },
  cardReceipt: {
    org: ORG,
    on: '2026-11-23',
    cards: [
      { name: '冯玉兰', code: 'S112001260001' },
      { name: '刘志强', code: 'S112001260002', note: '补发' },
    ],
  },
  accessList: {
    org: ORG,
    plan: PLAN,
    form: '理论知识考试、操作技能考核',
    on: '2026-11-28',
    inspectors: '周玉梅、郑红霞',
    people: [0, 1, 2].map(i => ({ ...examinee(i), unit: '北京亦庄某某科技有限公司', phone: `138****80${i}${i}` })),
  },
  handedReceipt: {
    org: ORG,
    plan: PLAN,
    form: '理论知识考试、操作技能考核',
    on: '2026-11-28',
    inspectors: '周玉梅、郑红霞',
    papers: [{ what: '考生名册、签到表', way: '查阅', by: '赵敏', at: '2026-11-28 09:10', to: '周玉梅' }],
  },
  playerSignIn: contest,
  judgeSignIn: contest,
  arbiterSignIn: contest,
  courseSignIn: {
    ...course,
    people: [
      { name: '冯玉兰', department: '质量管理部' },
      { name: '刘志强', department: '评价中心' },
    ],
  },
  courseScores: {
    ...course,
    paper: '内督员考核卷 A',
    mark: '60',
    people: [
      { name: '冯玉兰', department: '质量管理部', hours: '16', score: '92', result: '合格' },
      { name: '刘志强', department: '评价中心', hours: '12', score: '缺考' },
    ],
  },
  courseCertificate: {
    org: ORG,
    name: course.name,
    subject: course.subject,
    days: course.days,
    people: [{ name: '冯玉兰', hours: '16', score: '92' }],
    on: '2026-09-02',
  },
  yearReport: {
    org: ORG,
    period: '2026-01-01 至 2026-12-31',
    about: '场地：亦庄实训基地一号楼',
    summary:
      '2026-01-01 至 2026-12-31，组织认定批次 12 个，场次 46 场，名册考生 1286 人次。\n参加督导的内督员 8 人，封存内部督导记录 52 份，覆盖率：考前 100%，考中 100%，考后 91.6%。',
    opinion: '考后资料归集偏慢，第四季度起由专人在考后五个工作日内完成归集。',
    figures: [
      { label: '认定批次', value: '12 个', basis: '逐个登记' },
      { label: '考后覆盖率', value: '91.6%', basis: '12 个中' },
      { label: '整改用时（平均）', value: '6.4 天', basis: '9 个的平均' },
    ],
    noes: [{ kind: '现场督导', text: '14.签到表、考场记录单等资料齐全规范情况', count: '3 次' }],
    on: '2026-12-28',
  },
  workloadTable: {
    org: ORG,
    period: '2026-01-01 至 2026-12-31',
    people: [
      {
        ...{ name: '冯玉兰', assignments: '9', batches: '8', sessions: '21', hours: '46.5', records: '20' },
        ...{ noes: '4', late: '1', lastOn: '2026-11-28', together: '孙立，6 场' },
      },
    ],
  },
}

/**
 * Writes every form to `dir`, blank and filled, as PDF and as Word file, named by its title. `photo` (JPEG or PNG) goes into the 个人档案.
 * Throws what printForms and saveDocx throw.
 */
export async function writeSamples(
  dir: string,
  { fonts = formFonts(), photo }: { fonts?: ReturnType<typeof formFonts>; photo?: Uint8Array } = {},
): Promise<{ files: number; pages: number }> {
  await mkdir(dir, { recursive: true })
  const sum = { files: 0, pages: 0 }
  for (const form of FORM_KEYS) {
    for (const mode of ['blank', 'filled'] as const) {
      const facts = form === 'dossier' ? { ...SAMPLES.dossier, photo } : SAMPLES[form]
      const name = join(dir, `${FORMS[form].title}_${mode === 'blank' ? '空白' : '填写'}`)
      const item = { form, mode, facts, code: mode === 'filled' ? { row: 1, mark: 'DEMO' } : undefined }
      const { pages } = await printForms([item], `${name}.pdf`, { fonts, pageNumbers: 'each' })
      await saveDocx(item, `${name}.docx`, { pageNumbers: true })
      sum.files += 2
      sum.pages += pages
    }
  }
  return sum
}
