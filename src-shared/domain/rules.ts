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
  | 'R-ROSTER'
  | 'R-VENUE-FILED'
  | 'R-VENUE-LIST'
  | 'R-VENUE-CHG'
  | 'R-VENUE-COUNT'
  | 'R-VENUE-PHOTO'
  | 'R-VENUE-SCOPE'

/** block: refused. warn: allowed, but somebody should look. todo: a duty still open. info: for knowledge. */
export type Severity = 'block' | 'warn' | 'todo' | 'info'

export interface Rule {
  id: RuleId
  title: string
  article: ArticleId
  severity: Severity
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
  'R-ROSTER': { id: 'R-ROSTER', title: '本机构没有在聘的内督员', article: '7', severity: 'warn' },
  'R-VENUE-FILED': { id: 'R-VENUE-FILED', title: '场地未备案或备案已过期', article: '23', severity: 'warn' },
  'R-VENUE-LIST': { id: 'R-VENUE-LIST', title: '没有备案时的设备清单', article: '23(1)', severity: 'warn' },
  'R-VENUE-CHG': { id: 'R-VENUE-CHG', title: '备案后有变更', article: '23(1)', severity: 'warn' },
  'R-VENUE-COUNT': { id: 'R-VENUE-COUNT', title: '设备少于备案数量', article: '23(1)', severity: 'warn' },
  'R-VENUE-PHOTO': { id: 'R-VENUE-PHOTO', title: '没有近期的场地照片', article: '20(5)', severity: 'warn' },
  'R-VENUE-SCOPE': { id: 'R-VENUE-SCOPE', title: '没有填写职业（工种）和等级', article: 'A5', severity: 'warn' },
}

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
