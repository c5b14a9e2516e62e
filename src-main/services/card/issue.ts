import type { EntityManager } from 'typeorm'
import type { CardRow } from '../../../src-shared/contract/card.ts'
import type { Refusal } from '../../../src-shared/contract/common.ts'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { inOrder, notAhead } from '../../../src-shared/domain/acts.ts'
import { formatCode, LAST_SEQUENCE, nextSequence, parseCode } from '../../../src-shared/domain/code.ts'
import { checkIssue, checkManualCode } from '../../../src-shared/domain/issue.ts'
import { type Finding, finding } from '../../../src-shared/domain/rules.ts'
import { cardPeriod } from '../../../src-shared/domain/term.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { CARD_STATE } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import { type CardRecord, CardTable } from '../../db/entities/card.ts'
import type { OrgRow } from '../../db/entities/org.ts'
import { type CandidateRecord, loadCandidates } from '../../db/queries/candidates.ts'
import { loadCards } from '../../db/queries/cards.ts'
import { selected } from '../../db/queries/supervisors.ts'
import { record } from '../audit.ts'
import { localDate } from '../localDate.ts'
import { requireOrg } from '../org.ts'
import { paced, type Watch } from '../pace.ts'
import { apartOrigins } from './apart.ts'
import { noteCard } from './cardEvent.ts'

/**
 * Sequence numbers of that year, in use or ever used: they are never given twice (附件1, ruling T7). Those that came with a package are only used
 * once this folder has issued a card itself; until then they go on (包即备份), so that an office's own package in an empty folder continues,
 * unless who took it in said otherwise (apart.ts).
 */
export async function usedSequences(
  manager: EntityManager,
  year: number,
): Promise<{ all: number[]; auto: number[]; asked: boolean }> {
  const rows = (await manager.query(
    `SELECT seq, mode = 'auto' AND (origin = '' OR (NOT EXISTS (SELECT 1 FROM card WHERE origin = '')
         AND origin NOT IN (SELECT value FROM json_each(?)))) AS in_order, 0 AS all_below
       FROM card WHERE year = ?
     UNION ALL SELECT seq, in_order, all_below FROM used_number WHERE year = ? AND seq IS NOT NULL ORDER BY seq`,
    [JSON.stringify(await apartOrigins(manager)), year, year],
  )) as { seq: number; in_order: 0 | 1; all_below: 0 | 1 }[]
  const all = new Set(rows.map(row => row.seq))
  for (const { seq, all_below } of rows) if (all_below) for (let n = 1; n <= seq; n++) all.add(n)
  all.delete(0) // 0: the clerk said that none was used
  return {
    all: [...all].sort((a, b) => a - b),
    auto: rows.filter(row => row.in_order && row.seq > 0).map(row => row.seq),
    asked: rows.length > 0,
  }
}

/** 本年度已用到的序号: every number up to it was used before this program kept the cards. */
async function noteUsed(manager: EntityManager, year: number, seq: number, stamp: Stamp): Promise<void> {
  await manager.query(
    `INSERT INTO used_number (takeover_id, code, year, seq, in_order, all_below, holder, note, recorded_by, recorded_at)
     VALUES (NULL, '', ?, ?, 1, 1, '', '本年度已用到的序号', ?, ?)`,
    [year, seq, stamp.actor, stamp.at],
  )
  const text = seq === 0 ? `${year} 年以前没有用过序号` : `${year} 年已用到序号 ${String(seq).padStart(4, '0')}`
  await record(manager, stamp, { action: 'card.usedUpTo', text, detail: { year, seq } })
}

/**
 * What the clerk says of a year before its first card: every number up to `seq` was used. It is said once: a number once used stays used (ruling T7).
 * @throws AppError STATE_BLOCKED where numbers of that year are known already
 */
export async function sayUsed(
  manager: EntityManager,
  { year, seq }: Parsed<'card.usedUpTo'>,
  stamp: Stamp,
): Promise<{ next: string | null }> {
  const org = await requireOrg(manager)
  if ((await usedSequences(manager, year)).asked) {
    const detail = `${year} 年已有编号或已填写过，从已知的最大序号接着发`
    throw new AppError('STATE_BLOCKED', { name: org.name, action: '填写已用到的序号', detail })
  }
  await noteUsed(manager, year, seq, stamp)
  return { next: seq < LAST_SEQUENCE ? codeOf(org, year, seq + 1) : null }
}

/** @throws AppError INPUT_INVALID: 附件1 第8–9位 holds two digits of the year, so two centuries would share their codes. */
function yearOf(issuedOn: string): number {
  const year = Number(issuedOn.slice(0, 4))
  if (year >= 2000 && year <= 2099) return year
  const detail = '核发日期应在 2000 年至 2099 年之间'
  throw new AppError('INPUT_INVALID', { detail }, { fields: { issuedOn: detail } })
}

const codeOf = (org: OrgRow, year: number, seq: number) =>
  formatCode({ kind: org.kind, place: org.place, org: org.digits, year: String(year).slice(2), seq })

export async function nextCode(
  manager: EntityManager,
  issuedOn: string,
): Promise<{ code: string | null; left: number; ask: boolean }> {
  const org = await requireOrg(manager)
  const { all, auto, asked } = await usedSequences(manager, yearOf(issuedOn))
  const seq = nextSequence(all, auto)
  return {
    code: seq === undefined ? null : codeOf(org, yearOf(issuedOn), seq),
    left: seq === undefined ? 0 : LAST_SEQUENCE - seq + 1,
    ask: !asked,
  }
}

/** Numbers and issues cards, in the order of 拼音; whoever may not have one comes back with the reason. All or nothing where numbers run out. */
export async function issueCards(
  manager: EntityManager,
  input: Parsed<'card.issue'>,
  stamp: Stamp,
  watch: Watch,
): Promise<{ issued: { id: number; name: string; code: string }[]; refused: Refusal[] }> {
  const org = await requireOrg(manager)
  if (org.codeMode === 'manual') {
    throw new AppError('STATE_BLOCKED', {
      name: org.name,
      action: '自动编号',
      detail: '机构设置为统筹赋码，请逐人填写编号',
    })
  }
  const ids = await selected(manager, input.selection, stamp.today)
  const people = await loadCandidates(manager, ids, stamp.today)
  const year = yearOf(input.issuedOn)
  if (input.usedUpTo !== undefined) await noteUsed(manager, year, input.usedUpTo, stamp)
  const { all, auto } = await usedSequences(manager, year)
  const used = new Set(all)
  let seq = nextSequence(all, auto)
  const issued: { id: number; name: string; code: string }[] = []
  const refused: Refusal[] = []
  for await (const person of paced(people, watch)) {
    const findings = await checkPerson(manager, person, input.issuedOn, stamp)
    if (findings.length > 0) {
      refused.push({ id: person.id, name: person.candidate.name, findings })
      continue
    }
    while (seq !== undefined && used.has(seq)) seq = seq < LAST_SEQUENCE ? seq + 1 : undefined
    if (seq === undefined) throw new AppError('CODE_EXHAUSTED', { year })
    const code = codeOf(org, year, seq)
    const id = await insertCard(
      manager,
      { org, person, code, year, seq, mode: 'auto', reason: '', issuedOn: input.issuedOn },
      stamp,
    )
    used.add(seq)
    issued.push({ id, name: person.candidate.name, code })
  }
  return { issued, refused }
}

/** 统筹赋码: a code chosen by the organisation, with the reason on file. */
export async function issueManual(
  manager: EntityManager,
  input: Parsed<'card.issueManual'>,
  stamp: Stamp,
): Promise<CardRow> {
  const org = await requireOrg(manager)
  const year = yearOf(input.issuedOn)
  const [person] = await loadCandidates(manager, [input.supervisorId], stamp.today)
  if (!person) throw new AppError('NOT_FOUND', { what: '该人员' })
  const code = input.code.toUpperCase()
  const holder = await manager.findOneBy(CardTable, { code })
  const findings = [
    ...(await checkPerson(manager, person, input.issuedOn, stamp)),
    ...checkManualCode(code, {
      kind: org.kind,
      place: org.place,
      org: org.digits,
      issuedOn: input.issuedOn,
      taken: holder !== null,
      holder: holder?.name,
    }),
  ]
  const parsed = parseCode(code)
  if (findings.length > 0 || !parsed.ok) {
    const detail = findings.map(f => f.message).join('；')
    throw new AppError('RULE_BLOCKED', { action: '赋码', detail }, { findings })
  }
  const twin = await manager.findOneBy(CardTable, { year, seq: parsed.parts.seq })
  if (twin) throw new AppError('CODE_TAKEN', { code, name: `${twin.name}（${twin.code}）` })
  const { all } = await usedSequences(manager, year)
  if (all.includes(parsed.parts.seq)) throw new AppError('CODE_TAKEN', { code, name: '以前的人员（接管登记）' })
  const id = await insertCard(
    manager,
    { org, person, code, year, seq: parsed.parts.seq, mode: 'manual', reason: input.reason, issuedOn: input.issuedOn },
    stamp,
  )
  const [row] = await loadCards(manager, [id], stamp.today)
  if (!row) throw new Error('the card that was just issued is missing')
  return row
}

/**
 * 核发 is not in the future, and not before the 聘任: neither before the term nor, where it was decided ahead, before the day of the decision
 * (the day of entry; a term entered afterwards counts from its own beginning).
 */
async function checkIssuedOn(
  manager: EntityManager,
  latest: { id: number; start: string },
  issuedOn: string,
  stamp: Stamp,
): Promise<Finding[]> {
  const [row] = (await manager.query('SELECT recorded_at AS at FROM appointment WHERE id = ?', [latest.id])) as {
    at: string
  }[]
  const entered = row ? localDate(new Date(row.at)) : latest.start
  const decided = entered < latest.start ? entered : latest.start
  const act = { what: '核发日期', on: issuedOn }
  return [...inOrder('R-DT-ISSUE', act, { what: '聘任', on: decided }), ...notAhead(act, stamp.today)]
}

/** May this person have a card of the latest term, issued on that day? */
async function checkPerson(
  manager: EntityManager,
  person: CandidateRecord,
  issuedOn: string,
  stamp: Stamp,
): Promise<Finding[]> {
  const { candidate, latest } = person
  const findings = [
    ...checkIssue(candidate.standing, stamp.today),
    ...(latest ? await checkIssuedOn(manager, latest, issuedOn, stamp) : []),
  ]
  if (findings.length > 0 || !latest) return findings
  const facts = { 聘期: `${latest.start} 至 ${latest.end}`, 核发日期: issuedOn }
  if (issuedOn > latest.end) {
    return [
      {
        ...finding(
          'R-TERM-END',
          `核发日期 ${issuedOn} 晚于聘期结束 ${latest.end}`,
          '请核对核发日期，或先办理续聘。',
          facts,
        ),
        severity: 'block',
      },
    ]
  }
  const held = await manager.findOne(CardTable, {
    where: [
      { supervisorId: person.id, appointmentId: latest.id, state: 'valid' },
      { supervisorId: person.id, appointmentId: latest.id, state: 'lost' },
    ],
  })
  if (!held) return []
  return [
    finding(
      'R-CODE-DUP',
      `${candidate.name}本聘期已有证卡 ${held.code}（${CARD_STATE[held.state]}）`,
      '遗失或损坏请办理补发（编号不变）；确需换号请先作废原证卡并写明原因。',
      { ...facts, 证卡编号: held.code },
    ),
  ]
}

interface NewCard {
  org: OrgRow
  person: CandidateRecord
  code: string
  year: number
  seq: number
  mode: 'auto' | 'manual'
  reason: string
  issuedOn: string
}

async function insertCard(manager: EntityManager, card: NewCard, stamp: Stamp): Promise<number> {
  const { org, person } = card
  const latest = person.latest
  if (!latest) throw new Error('a card without an appointment')
  const previous = await manager.findOne(CardTable, { where: { supervisorId: person.id }, order: { id: 'DESC' } })
  const row: Omit<CardRecord, 'id'> = {
    supervisorId: person.id,
    appointmentId: latest.id,
    code: card.code,
    year: card.year,
    seq: card.seq,
    mode: card.mode,
    modeReason: card.reason,
    issuedOn: card.issuedOn,
    period: cardPeriod(latest.start).text,
    name: person.candidate.name,
    orgName: org.name,
    printedBy: org.printedBy || org.name, // left blank, it follows the organisation's name
    logo: org.logo,
    logoPlace: org.logoPlace,
    photo: null,
    state: 'valid',
    stateReason: '',
    previousId: previous?.id ?? null,
    filedOn: null,
    filingReceipt: '',
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
  }
  const { identifiers } = await manager.insert(CardTable, row)
  const id = identifiers[0]?.id as number
  const how = card.mode === 'manual' ? `统筹赋码（${card.reason}）` : '依次取值'
  await noteCard(
    manager,
    id,
    'issued',
    `核发 ${card.code}，有效期限 ${row.period}，${how}${previous ? `，原编号 ${previous.code}` : ''}`,
    stamp,
  )
  if (previous && previous.state !== 'void') {
    // 续聘: a new issue with a new code (ruling T8). The old card goes on to its own last day.
    const from = card.issuedOn > latest.start ? card.issuedOn : latest.start
    await noteCard(manager, previous.id, 'replaced', `换发为 ${card.code}，自 ${from} 起`, stamp)
  }
  await record(manager, stamp, {
    action: 'card.issue',
    subject: `card:${id}`,
    text: `核发证卡 ${card.code} 给「${row.name}」，核发日期 ${card.issuedOn}，${how}`,
    detail: { code: card.code, appointment: latest.id, previous: previous?.code ?? null },
  })
  return id
}
