/** What the enumerations are called, on screens, in PDFs and in exports alike. */
import type { AgeReading } from './domain/age.ts'
import type { StaffRole } from './domain/assignment.ts'
import type { CardState } from './domain/card.ts'
import type { OrgKind } from './domain/code.ts'
import type { ContestState } from './domain/contest.ts'
import type { RecordPhase } from './domain/coverage.ts'
import type { DeadlineState } from './domain/deadline.ts'
import type { AttestationKey } from './domain/eligibility.ts'
import type { AssessmentForm, SlotState } from './domain/evidence.ts'
import type { CheckResult as FourResult } from './domain/fourChecks.ts'
import type { Phase } from './domain/order.ts'
import type { RectificationState } from './domain/rectify.ts'
import type { Severity } from './domain/rules.ts'
import type { Outcome } from './domain/score.ts'
import type { RecordKind } from './domain/seal.ts'
import type { State } from './domain/standing.ts'
import type { CheckResult, CheckState, DifferenceKind, FilingState, VenueFileKind } from './domain/venue.ts'

export type BackupKind = 'auto' | 'manual' | 'before-upgrade' | 'before-restore' | 'file'
export type CardPrintKind = 'first' | 'reissue' | 'reprint'
export type CodeMode = 'auto' | 'manual'

export const STATE: Record<State, string> = {
  candidate: '候选',
  trained: '培训',
  qualified: '考核合格',
  appointed: '聘任',
  suspended: '暂停',
  expired: '届满',
  dismissed: '解聘',
}

export const SEVERITY: Record<Severity, string> = { block: '不允许', warn: '提醒', todo: '待办', info: '说明' }

export const ORG_KIND: Record<OrgKind, string> = { Y: '用人单位', S: '社会培训评价组织' }

export const CARD_STATE: Record<CardState, string> = {
  valid: '有效',
  ahead: '未到生效日',
  suspended: '暂停',
  lost: '挂失',
  expired: '已届满',
  dismissed: '已解聘',
  replaced: '已换发',
  void: '作废',
}

/** The word with what it asks for: a card of somebody who left is to be collected. */
export const cardWord = ({ state, returnedOn }: { state: CardState; returnedOn: string | null }): string =>
  returnedOn !== null && state !== 'void'
    ? `${CARD_STATE[state]}（已收回）`
    : state === 'dismissed'
      ? '已解聘（待收回）'
      : CARD_STATE[state]

export const CARD_PRINT_KIND: Record<CardPrintKind, string> = { first: '首次打印', reissue: '补发', reprint: '重印' }

export const CODE_MODE: Record<CodeMode, string> = { auto: '依次顺序取值', manual: '统筹赋码' }

export const AGE_READING: Record<AgeReading, string> = {
  A: '按周岁数：男至 66 周岁、女至 61 周岁生日的前一天',
  B: '从严：男至 65 周岁、女至 60 周岁生日当天',
}

/** 第十条（一）–（四） and the 身体健康 of （五）; the wording in short, the full text is in ARTICLES. */
export const ATTESTATION: Record<AttestationKey, string> = {
  c1: '（一）路线与相关工作',
  c2: '（二）政策与理论技术',
  c3: '（三）职业道德',
  c4: '（四）组织与表达能力',
  health: '（五）身体健康',
}

export const EDUCATION = ['初中', '高中', '中专', '技校', '大专', '本科', '硕士', '博士', '其他']

export const SOURCE = ['本机构选聘', '部门推荐', '本人申请', '外聘', '其他']

export const SIDE: Record<'front' | 'back', string> = { front: '正面', back: '反面' }

/** 备案状态 of a venue. */
export const FILING: Record<FilingState, string> = {
  none: '未备案',
  submitted: '已报送',
  filed: '已备案',
  expired: '备案已过期',
}

export const VENUE_FILE: Record<VenueFileKind, string> = { photo: '场地照片', paper: '备案材料', receipt: '备案回执' }

/** Today against what was filed. */
export const DIFFERENCE: Record<DifferenceKind, string> = {
  added: '新增',
  removed: '减少',
  quantity: '数量变化',
  model: '型号规格变化',
}

export const CHECK_RESULT: Record<CheckResult, string> = {
  match: '一致',
  short: '缺',
  over: '多',
  duplicate: '重复',
  model: '型号变',
}

/** Of a 四性检测. */
export const FOUR_RESULT: Record<FourResult, string> = {
  pass: '通过',
  fail: '不通过',
  warn: '告警',
  todo: '待确认',
  na: '不适用',
}

export const CHECK_STATE: Record<CheckState, string> = { open: '核查中', finished: '已完成', abandoned: '已放弃' }

/** Proposed levels, 新八级工 (人社部 2022-03); any other text is accepted. */
export const LEVELS = [
  '学徒工',
  '五级/初级工',
  '四级/中级工',
  '三级/高级工',
  '二级/技师',
  '一级/高级技师',
  '特级技师',
  '首席技师',
]

/** 认定形式 (第二十、二十一条, 附件3 item 3). */
export const ASSESSMENT_FORM: Record<AssessmentForm, string> = {
  theory: '理论知识考试',
  skill: '操作技能考核',
  review: '综合评审',
  process: '过程化考核',
  performance: '业绩评价',
  direct: '直接认定',
}

export const OUTCOME: Record<Outcome, string> = { passed: '合格', failed: '不合格', absent: '缺考', missing: '未登记' }

/** Phases of a 认定批次. */
export const PHASE: Record<Phase, string> = {
  filing: '备案',
  plan: '计划',
  signup: '报名',
  before: '考前',
  during: '考中',
  scoring: '评分',
  public: '公示',
  certified: '发证',
  archived: '归档',
}

export const STAFF_ROLE: Record<StaffRole, string> = {
  examiner: '考评人员',
  affairs: '考务人员',
  invigilator: '监考人员',
  head: '负责人',
}

export const RECORD_KIND: Record<RecordKind, string> = { onsite: '现场督导', afterwards: '事后资料督导' }

export const RECORD_PHASE: Record<RecordPhase, string> = { before: '考前', during: '考中', after: '考后' }

export const BACKUP_KIND: Record<BackupKind, string> = {
  auto: '自动备份',
  manual: '手工备份',
  'before-upgrade': '升级前的状态',
  'before-restore': '恢复前的状态',
  file: '备份文件',
}

export const DEADLINE_STATE: Record<DeadlineState, string> = {
  done: '已提交',
  late: '逾期提交',
  overdue: '已逾期',
  soon: '即将到期',
  open: '待提交',
  unknown: '未装载',
}

export const RECTIFICATION_STATE: Record<RectificationState, string> = {
  open: '待整改',
  replied: '待复核',
  closed: '已关闭',
  overdue: '已逾期',
}

export const CONTEST_STATE: Record<ContestState, string> = {
  preparing: '筹备',
  ready: '就绪',
  running: '进行中',
  ended: '已结束',
}

export const CONTEST_VISIT: Record<'during' | 'after', string> = { during: '事中督导', after: '事后督导' }

/** A slot of the archive (requirements §7); none: optional, and empty. */
export const SLOT_STATE: Record<SlotState, string> = { archived: '已归档', na: '不适用', missing: '缺失', none: '可选' }

/** A date by where it is kept (migration 0015). */
export const DOUBTFUL_DATE: Record<string, string> = {
  'supervisor.birth': '出生日期',
  'training.on_date': '培训完成日期',
  'exam.on_date': '考核日期',
  'attestation.on_date': '条件确认日期',
  'appointment.start_date': '聘期开始日期',
  'appointment.dismissed_on': '解聘日期',
  'suspension.from_date': '暂停开始日期',
  'suspension.until_date': '暂停最后一天',
  'relation.on_date': '回避关系登记日期',
  'card.issued_on': '核发日期',
  'card.filed_on': '备案日期',
  'venue.filed_on': '备案日期',
  'venue.valid_until': '备案有效期至',
  'baseline.on_date': '备案清单留存日期',
  'venue_file.typed_on': '拍摄日期',
  'venue_check_outcome.on_date': '核查结论日期',
  'batch_session.date': '场次日期',
  "batch_session.actual ->> '$.date'": '场次实际日期',
  'batch_staff.valid_to': '证书有效期至',
  'assignment.issued_on': '委派日期',
  'supervision.on_date': '督导日期',
  'visit.on_date': '外督日期',
  'visit.ended_on': '外督结束日期',
  'rectification.due': '整改期限',
  'rectification.replied_on': '整改回复日期',
  'rectification.closed_on': '整改关闭日期',
  'deadline.due': '期限最后一天',
  'deadline.submitted_on': '报送日期',
  'contest.from_on': '竞赛开始日期',
  'contest.to_on': '竞赛结束日期',
  'contest_place.from_on': '竞赛场次开始日期',
  'contest_place.to_on': '竞赛场次结束日期',
  'contest_staff.valid_to': '资质有效期至',
  'contest_visit.on_date': '竞赛外督日期',
  'contest_visit.ended_on': '竞赛外督完成日期',
  'evidence.on_date': '资料日期',
  "batch.dates ->> '$.filedOn'": '备案日期',
  "batch.dates ->> '$.plannedOn'": '计划日期',
  "batch.dates ->> '$.announcedOn'": '公告日期',
  "batch.dates ->> '$.signupFrom'": '报名开始',
  "batch.dates ->> '$.signupTo'": '报名结束',
  "batch.dates ->> '$.reviewedOn'": '资格审核日期',
  "batch.dates ->> '$.examFrom'": '考试开始',
  "batch.dates ->> '$.examTo'": '考试结束',
  "batch.dates ->> '$.scoredOn'": '评分日期',
  "batch.dates ->> '$.publicFrom'": '公示开始',
  "batch.dates ->> '$.publicTo'": '公示结束',
  "batch.dates ->> '$.certifiedOn'": '发证日期',
  "batch.dates ->> '$.archivedOn'": '归档日期',
}
