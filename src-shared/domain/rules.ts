import type { ArticleId } from './articles.ts'

export type RuleId =
  | 'R-COND'
  | 'R-AGE'
  | 'R-AGE-TERM'
  | 'R-EXAM'
  | 'R-TERM-END'
  | 'R-TERM-90'
  | 'R-CODE-FMT'
  | 'R-CODE-DUP'
  | 'R-CODE-SEQ'
  | 'R-CODE-YEAR'
  | 'R-CARD-SCOPE'
  | 'R-CARD-FILE'
  | 'R-CARD-STATE'
  | 'R-ROSTER'
  | 'R-VENUE-FILED'
  | 'R-VENUE-LIST'
  | 'R-VENUE-CHG'
  | 'R-VENUE-COUNT'
  | 'R-VENUE-PHOTO'
  | 'R-VENUE-SCOPE'
  | 'R-SAME-SESSION'
  | 'R-AVOID'
  | 'R-AVOID-WORK'
  | 'R-AVOID-NAME'
  | 'R-ROTATE'
  | 'R-STANDING'
  | 'R-CLASH'
  | 'R-ASSIGN'
  | 'R-BADGE'
  | 'R-UNTICK'
  | 'R-NOTE'
  | 'R-COVER'
  | 'R-STAFF'
  | 'R-PLAN'
  | 'R-ORDER'
  | 'R-PUB'
  | 'R-EXT-2'
  | 'R-EXT-200'
  | 'R-EXT-26'
  | 'R-SIGN'
  | 'R-DL5'
  | 'R-DLWD5'
  | 'R-DL-YEAR'
  | 'R-FIX'
  | 'R-MEDIA'
  | 'R-HOLD'
  | 'R-KEEP'
  | 'R-DT-SESSION'
  | 'R-DT-AFTER'
  | 'R-DT-ASSIGN'
  | 'R-DT-OFFICE'
  | 'R-DT-LATE'
  | 'R-DT-ISSUE'
  | 'R-DT-FUTURE'
  | 'R-DT-SEAL'
  | 'R-DT-OLD'
  | 'R-CMP-STAFF'
  | 'R-CMP-RATIO'

/** block: refused. warn: allowed, but somebody should look. todo: a duty still open. info: for knowledge. */
export type Severity = 'block' | 'warn' | 'todo' | 'info'

export interface Rule {
  id: RuleId
  title: string
  article: ArticleId
  severity: Severity
  /** A block that may be set aside with a reason, which is kept with the person's name; `head`: by the 负责人, who is named. Absent: never. */
  override?: true | 'head'
}

/** One application of a rule to one case. The screen adds the article's label and text from ARTICLES[RULES[rule].article]. */
export interface Finding {
  rule: RuleId
  severity: Severity
  /** What is wrong, with the facts. */
  message: string
  /** What helps, one sentence. */
  remedy: string
  facts: Fact[]
}

export interface Fact {
  label: string
  value: string
}

export const RULES: Record<RuleId, Rule> = {
  'R-COND': { id: 'R-COND', title: '任职条件未全部确认', article: '10', severity: 'block' },
  'R-AGE': { id: 'R-AGE', title: '超过年龄上限', article: '10(5)', severity: 'block' },
  'R-AGE-TERM': { id: 'R-AGE-TERM', title: '聘期内将超过年龄上限', article: '10(5)', severity: 'warn' },
  'R-EXAM': { id: 'R-EXAM', title: '没有培训考核合格', article: '11', severity: 'block' },
  'R-TERM-END': { id: 'R-TERM-END', title: '聘期届满', article: '14', severity: 'block' },
  'R-TERM-90': { id: 'R-TERM-90', title: '聘期将满', article: '14', severity: 'warn' },
  'R-CODE-FMT': { id: 'R-CODE-FMT', title: '证卡编号不合编码规则', article: 'A1', severity: 'block' },
  'R-CODE-DUP': { id: 'R-CODE-DUP', title: '证卡编号已用过', article: 'A1(10-13)', severity: 'block' },
  'R-CODE-SEQ': { id: 'R-CODE-SEQ', title: '序列码跳号', article: 'A1(10-13)', severity: 'warn' },
  'R-CODE-YEAR': { id: 'R-CODE-YEAR', title: '编号年份与核发年份不符', article: 'A1(8-9)', severity: 'block' },
  'R-CARD-SCOPE': { id: 'R-CARD-SCOPE', title: '证卡只发给本机构在聘的内督员', article: '13', severity: 'block' },
  'R-CARD-FILE': { id: 'R-CARD-FILE', title: '证卡尚未备案', article: '13', severity: 'todo' },
  // The regulation is silent on 挂失, 换发 and 收回; the organisation's own practice is not.
  'R-CARD-STATE': { id: 'R-CARD-STATE', title: '证卡的状态不允许', article: 'own', severity: 'block' },
  'R-ROSTER': { id: 'R-ROSTER', title: '本机构没有在聘的内督员', article: '7', severity: 'warn' },
  'R-VENUE-FILED': { id: 'R-VENUE-FILED', title: '场地未备案或备案已过期', article: '23', severity: 'warn' },
  'R-VENUE-LIST': { id: 'R-VENUE-LIST', title: '没有备案时的设备清单', article: '23(1)', severity: 'warn' },
  'R-VENUE-CHG': { id: 'R-VENUE-CHG', title: '备案后有变更', article: '23(1)', severity: 'warn' },
  'R-VENUE-COUNT': { id: 'R-VENUE-COUNT', title: '设备少于备案数量', article: '23(1)', severity: 'warn' },
  'R-VENUE-PHOTO': { id: 'R-VENUE-PHOTO', title: '没有近期的场地照片', article: '20(5)', severity: 'warn' },
  'R-VENUE-SCOPE': { id: 'R-VENUE-SCOPE', title: '没有填写职业（工种）和等级', article: 'A5', severity: 'warn' },
  'R-SAME-SESSION': { id: 'R-SAME-SESSION', title: '兼任同场次考评', article: '9', severity: 'block' },
  'R-AVOID': { id: 'R-AVOID', title: '有应当回避的关系', article: '9', severity: 'block' },
  // 「可能影响其客观公正」 is a judgement, and in a 用人单位 everybody is a 同事: whoever is responsible may judge otherwise, by name and with a reason.
  'R-AVOID-WORK': {
    id: 'R-AVOID-WORK',
    title: '同事或培训授课关系',
    article: '9',
    severity: 'block',
    override: 'head',
  },
  'R-AVOID-NAME': { id: 'R-AVOID-NAME', title: '与应当回避的人同名', article: '9', severity: 'block', override: true },
  'R-ROTATE': { id: 'R-ROTATE', title: '连续督导次数超过本机构的规定', article: '9', severity: 'warn' },
  'R-STANDING': { id: 'R-STANDING', title: '不在聘任状态', article: '11', severity: 'block' },
  'R-CLASH': { id: 'R-CLASH', title: '时间冲突', article: '17', severity: 'block' },
  'R-ASSIGN': { id: 'R-ASSIGN', title: '没有委派单', article: '15', severity: 'block' },
  'R-BADGE': { id: 'R-BADGE', title: '未佩戴证卡', article: '17', severity: 'warn' },
  'R-UNTICK': { id: 'R-UNTICK', title: '有项目没有勾选', article: 'A3(1)', severity: 'block' },
  'R-NOTE': { id: 'R-NOTE', title: '勾选「否」而没有说明', article: 'A3(1)', severity: 'block' },
  'R-COVER': { id: 'R-COVER', title: '内部督导没有覆盖全过程', article: '24', severity: 'todo' },
  'R-STAFF': { id: 'R-STAFF', title: '工作人员的配备或资格有缺', article: '20(6)', severity: 'warn' },
  'R-PLAN': { id: 'R-PLAN', title: '与计划不一致而没有说明', article: '20(3)', severity: 'warn' },
  'R-ORDER': { id: 'R-ORDER', title: '日期先后倒置', article: '21(6)', severity: 'warn' },
  'R-PUB': { id: 'R-PUB', title: '公示结束前发证', article: '21(7)', severity: 'warn' },
  'R-EXT-2': { id: 'R-EXT-2', title: '外督员少于2名', article: '19', severity: 'info' },
  'R-EXT-200': { id: 'R-EXT-200', title: '超过200人可增加外督员', article: '19', severity: 'info' },
  'R-EXT-26': { id: 'R-EXT-26', title: '竞赛地点的外督员人数', article: '26', severity: 'info' },
  'R-SIGN': { id: 'R-SIGN', title: '没有签字的扫描件', article: '22', severity: 'todo' },
  'R-DL5': { id: 'R-DL5', title: '5天内提交', article: '22', severity: 'warn' },
  'R-DLWD5': { id: 'R-DLWD5', title: '5个工作日内提交', article: 'A3(2)', severity: 'warn' },
  'R-DL-YEAR': { id: 'R-DL-YEAR', title: '该年的工作日安排未装载', article: 'A3(2)', severity: 'todo' },
  'R-FIX': { id: 'R-FIX', title: '整改逾期', article: '30(3)', severity: 'warn' },
  'R-MEDIA': { id: 'R-MEDIA', title: '影像没有覆盖全过程', article: '20(5)', severity: 'warn' },
  'R-HOLD': { id: 'R-HOLD', title: '正在调查冻结', article: '21(9)', severity: 'block' },
  'R-KEEP': { id: 'R-KEEP', title: '没有满保管期限', article: '21(4)', severity: 'block' },
  // Which act may not come before which: the table is DATE_RULES in acts.ts.
  'R-DT-SESSION': { id: 'R-DT-SESSION', title: '督导记录早于所督导的场次', article: '17', severity: 'block' },
  'R-DT-AFTER': { id: 'R-DT-AFTER', title: '考后督导早于考试结束', article: '17', severity: 'block' },
  'R-DT-ASSIGN': { id: 'R-DT-ASSIGN', title: '督导记录早于委派单', article: '15', severity: 'block' },
  'R-DT-OFFICE': { id: 'R-DT-OFFICE', title: '督导之日不在聘任状态', article: '11', severity: 'block' },
  'R-DT-LATE': { id: 'R-DT-LATE', title: '委派单晚于所督导的场次', article: '15', severity: 'block', override: true },
  'R-DT-ISSUE': { id: 'R-DT-ISSUE', title: '核发早于聘任', article: '13', severity: 'block' },
  'R-DT-FUTURE': { id: 'R-DT-FUTURE', title: '已经发生的事写成将来', article: '4', severity: 'block' },
  'R-DT-SEAL': { id: 'R-DT-SEAL', title: '批次封存早于考试结束', article: '21(4)', severity: 'warn' },
  'R-DT-OLD': { id: 'R-DT-OLD', title: '续聘所依据的记录是以前聘期的', article: '11', severity: 'warn' },
  'R-CMP-STAFF': { id: 'R-CMP-STAFF', title: '没有具有资质的竞赛赛务人员', article: '8', severity: 'block' },
  'R-CMP-RATIO': { id: 'R-CMP-RATIO', title: '申请核发人数超过晋升比例', article: 'A7(12)', severity: 'block' },
}

/** May every block among these be set aside with a reason? True when nothing blocks. */
export const overridable = (findings: readonly Finding[]): boolean =>
  findings.every(f => f.severity !== 'block' || RULES[f.rule].override !== undefined)

/** Whether the 负责人 has to be named for that. */
export const asksHead = (findings: readonly Finding[]): boolean =>
  findings.some(f => f.severity === 'block' && RULES[f.rule].override === 'head')

/** A finding with the rule's own severity. Facts are given as label: value. */
export function finding(rule: RuleId, message: string, remedy: string, facts: Record<string, string> = {}): Finding {
  return {
    rule,
    severity: RULES[rule].severity,
    message,
    remedy,
    facts: Object.entries(facts).map(([label, value]) => ({ label, value })),
  }
}
