/** May a card be issued, and is its code right: 第十三条 and 附件1. */
import { ORG_KIND, STATE } from '../labels.ts'
import { codeYear, type OrgKind, parseCode, sequenceGaps } from './code.ts'
import type { IsoDate } from './dates.ts'
import { type Finding, finding } from './rules.ts'
import { type Standing, stateOf } from './standing.ts'

/**
 * 第十三条: cards are for this organisation's 内督员 only, so for people who are appointed, or whose appointment is decided and
 * begins later. Everybody else is refused.
 */
export function checkIssue(standing: Standing, today: IsoDate): Finding[] {
  const state = stateOf(standing, today)
  if (state === 'appointed') return []
  if (state === 'expired') {
    return [
      finding('R-TERM-END', `聘期已于 ${standing.termEnd} 届满，不能发证卡`, '请先办理续聘，再发新编号的证卡。', {
        聘期: `${standing.termStart} 至 ${standing.termEnd}`,
        今天: today,
      }),
    ]
  }
  const coming = standing.termStart !== null && standing.termStart > today
  if (coming && state !== 'dismissed') return []
  const [message, remedy] =
    state === 'dismissed'
      ? [`已于 ${standing.dismissedOn} 解聘，不能发证卡`, '需要任职的，请重新办理聘任。']
      : state === 'suspended'
        ? [
            `自 ${standing.suspendedFrom} 起暂停${standing.suspendedUntil ? `至 ${standing.suspendedUntil}` : ''}，不能发证卡`,
            '请在恢复任职后再发证卡。',
          ]
        : ['尚未聘任，不能发证卡', '请先办理聘任，再发证卡。']
  return [finding('R-CARD-SCOPE', message, remedy, { 状态: STATE[state], 今天: today })]
}

export interface ManualCode {
  kind: OrgKind
  place: string
  /** Last four digits of the 评价机构编号. */
  org: string
  issuedOn: IsoDate
  taken: boolean
  /** Whose code it is or was, when taken. */
  holder?: string
}

/** 统筹赋码 (ruling T7): a code given by hand keeps 附件1's structure, names this organisation and the 核发 year, and was never used. */
export function checkManualCode(code: string, ctx: ManualCode): Finding[] {
  const parsed = parseCode(code)
  if (!parsed.ok) {
    return [
      finding('R-CODE-FMT', parsed.message, '请按附件1 的 13 位规则填写，例如 Y112001220001。', { 证卡编号: code }),
    ]
  }
  const { kind, place, org, year } = parsed.parts
  const findings: Finding[] = []
  const foreign = [
    kind === ctx.kind ? '' : `第1位应为 ${ctx.kind}（本机构为${ORG_KIND[ctx.kind]}），现为 ${kind}`,
    place === ctx.place ? '' : `第2–3位应为 ${ctx.place}（备案所在地），现为 ${place}`,
    org === ctx.org ? '' : `第4–7位应为 ${ctx.org}（本机构编号后四位），现为 ${org}`,
  ].filter(text => text !== '')
  if (foreign.length > 0) {
    findings.push(
      finding('R-CODE-FMT', foreign.join('；'), '请改用本机构的代码；机构信息有误的，请先更正机构信息。', {
        证卡编号: code,
        本机构: `${ctx.kind}${ctx.place}${ctx.org}`,
      }),
    )
  }
  if (year !== codeYear(ctx.issuedOn)) {
    findings.push(
      finding(
        'R-CODE-YEAR',
        `第8–9位应为核发年份 ${codeYear(ctx.issuedOn)}（核发日期 ${ctx.issuedOn}），现为 ${year}`,
        '请核对核发日期，或按核发年份改编号。',
        { 证卡编号: code, 核发日期: ctx.issuedOn },
      ),
    )
  }
  if (ctx.taken) {
    const whose = ctx.holder ? `已发给${ctx.holder}` : '已经用过'
    findings.push(
      finding('R-CODE-DUP', `编号 ${code} ${whose}，作废的编号也不再使用`, '请换一个没有用过的序列码。', {
        证卡编号: code,
        ...(ctx.holder ? { 持有人: ctx.holder } : {}),
      }),
    )
  }
  return findings
}

/** The gap report of one 核发 year as a warning: 附件1 asks for 依次顺序取值, so skipped numbers need a reason on file. */
export function checkSequence(year: string, used: Iterable<number>): Finding[] {
  const gaps = sequenceGaps(used)
  if (gaps.length === 0) return []
  const four = (n: number): string => String(n).padStart(4, '0')
  const ranges = gaps.map(({ from, to }) => (from === to ? four(from) : `${four(from)}–${four(to)}`))
  const count = gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  const some = ranges.length > 5 ? `${ranges.slice(0, 5).join('、')} 等` : ranges.join('、')
  return [
    finding('R-CODE-SEQ', `${year} 年的序列码跳号 ${count} 个：${some}`, '跳过的号不会自动补用；请在台账中说明原因。', {
      年份: year,
      跳号: ranges.join('、'),
    }),
  ]
}

/** 第十三条: an issued card stays on the todo list until it is filed (报市鉴定管理中心备案). */
export function checkFiling(card: { code: string; issuedOn: IsoDate; filedOn: IsoDate | null }): Finding[] {
  if (card.filedOn !== null) return []
  return [
    finding(
      'R-CARD-FILE',
      `证卡 ${card.code} 于 ${card.issuedOn} 核发，还没有报市鉴定管理中心备案`,
      '请导出备案名册报送，收到回执后登记备案日期。',
      { 证卡编号: card.code, 核发日期: card.issuedOn },
    ),
  ]
}

/** 第七条: an organisation must have 内督员. `active`: people in the state 聘任. */
export function checkRoster(active: number): Finding[] {
  if (active > 0) return []
  return [
    finding('R-ROSTER', '本机构现在没有在聘的内督员', '请选聘符合条件的人员，经培训考核合格后聘任。', {
      在聘人数: '0',
    }),
  ]
}
