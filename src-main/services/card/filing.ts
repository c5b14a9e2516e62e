import type { EntityManager } from 'typeorm'
import type { CardRow, CardSelection, FilingColumn } from '../../../src-shared/contract/card.ts'
import type { Refusal } from '../../../src-shared/contract/common.ts'
import { type CardAct, whyNotCard } from '../../../src-shared/domain/card.ts'
import { type Finding, finding } from '../../../src-shared/domain/rules.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { CardTable } from '../../db/entities/card.ts'
import { actSql } from '../../db/queries/cardState.ts'
import { loadCardFacts, loadCards, selectedCards } from '../../db/queries/cards.ts'
import type { Vault } from '../../files/vault.ts'
import { record } from '../audit.ts'
import { paced, type Watch } from '../pace.ts'
import { getSetting } from '../setting.ts'
import { requireCard, showCard } from './card.ts'
import { noteCard } from './cardEvent.ts'

/** The municipal template is not public, so the columns are the organisation's to arrange (第十三条). */
export const DEFAULT_COLUMNS: FilingColumn[] = [
  { key: 'index', header: '序号', width: 6 },
  { key: 'name', header: '姓名', width: 12 },
  { key: 'sex', header: '性别', width: 6 },
  { key: 'birth', header: '出生日期', width: 13 },
  { key: 'department', header: '所在部门', width: 18 },
  { key: 'position', header: '职务职称', width: 16 },
  { key: 'education', header: '学历', width: 8 },
  { key: 'phone', header: '联系电话', width: 15 },
  { key: 'code', header: '证卡编号', width: 17 },
  { key: 'issuedOn', header: '核发日期', width: 13 },
  { key: 'period', header: '有效期限', width: 18 },
  { key: 'orgName', header: '颁证机构', width: 28 },
  { key: 'note', header: '备注', width: 16 },
]

export const COLUMNS_KEY = 'filing.columns'

export async function filingColumns(manager: EntityManager): Promise<FilingColumn[]> {
  return ((await getSetting(manager, COLUMNS_KEY)) as FilingColumn[] | null) ?? DEFAULT_COLUMNS
}

interface Line {
  card_id: number
  name: string
  sex: string
  birth: string
  id_cipher: Uint8Array | null
  phone: string
  department: string
  position: string
  education: string
  source: string
  note: string
  trained_on: string | null
  exam_passed_on: string | null
}

/**
 * The 备案名册, by code: cells as text, in the order of the columns. Of each person the cards that are due for 备案, else the one on file;
 * never one that is over (those are reported as changes), nor a void one.
 */
export async function filingTable(
  manager: EntityManager,
  ids: number[],
  vault: Vault,
  today: string,
): Promise<(string | number | null)[][]> {
  const columns = await filingColumns(manager)
  const lines = (await manager.query(
    `SELECT c.id AS card_id, s.name, s.sex, s.birth, s.id_cipher, s.phone, s.department, s.position, s.education, s.source, s.note,
       t.trained_on, t.exam_passed_on
     FROM json_each(?) j JOIN standing t ON t.supervisor_id = j.value JOIN supervisor s ON s.id = t.supervisor_id
     JOIN card_standing k ON k.supervisor_id = s.id JOIN card c ON c.id = k.card_id
     WHERE ${actSql('file', today)} AND (k.filed_on IS NULL OR NOT EXISTS (SELECT 1 FROM card_standing o
       WHERE o.supervisor_id = s.id AND o.voided = 0 AND o.card_id > k.card_id)) ORDER BY c.year, c.seq`,
    [JSON.stringify(ids)],
  )) as Line[]
  const cards = new Map(
    (
      await loadCards(
        manager,
        lines.map(line => line.card_id),
        today,
      )
    ).map(card => [card.id, card]),
  )
  return lines.map((line, i) => {
    const card = cards.get(line.card_id)
    if (!card) throw new Error('a card of the list is missing')
    return columns.map(column => cell(column.key, line, card, i + 1, vault))
  })
}

function cell(
  key: FilingColumn['key'],
  line: Line,
  card: CardRow,
  index: number,
  vault: Vault,
): string | number | null {
  switch (key) {
    case 'index':
      return index
    case 'name':
      return card.name // as printed on the card
    case 'idNumber':
      return line.id_cipher ? vault.open(line.id_cipher) : null
    case 'code':
    case 'period':
    case 'termStart':
    case 'termEnd':
    case 'issuedOn':
    case 'orgName':
      return card[key]
    case 'trainedOn':
      return line.trained_on
    case 'examOn':
      return line.exam_passed_on
    default:
      return line[key]
  }
}

/** Why each of these cards may not: one finding by card, none for those that may. */
async function refusedOn(
  manager: EntityManager,
  ids: number[],
  act: CardAct,
  day: string,
): Promise<Map<number, Finding>> {
  const cards = await loadCardFacts(manager, ids)
  return new Map(
    cards.flatMap(card => {
      const found = whyNotCard(act, card, day)
      return found ? [[card.id, found] as const] : []
    }),
  )
}

export async function recordFiling(
  manager: EntityManager,
  input: { selection: CardSelection; filedOn: string; receipt: string },
  stamp: Stamp,
  watch: Watch,
): Promise<{ done: number; refused: Refusal[] }> {
  if (input.filedOn > stamp.today) {
    throw new AppError('INPUT_INVALID', { detail: '备案日期晚于今天' }, { fields: { filedOn: '不能晚于今天' } })
  }
  const refused: Refusal[] = []
  let done = 0
  const ids = await selectedCards(manager, input.selection, stamp.today)
  // On the day of the 备案: what was sent before somebody left stays filed.
  const over = await refusedOn(manager, ids, 'file', input.filedOn)
  for await (const card of paced(await loadCards(manager, ids, stamp.today), watch)) {
    const stands = over.get(card.id)
    if (stands) {
      refused.push({ id: card.id, name: card.name, findings: [stands] })
      continue
    }
    const problem =
      card.filedOn !== null
        ? `已于 ${card.filedOn} 备案`
        : input.filedOn < card.issuedOn
          ? `备案日期早于核发日期 ${card.issuedOn}`
          : null
    if (problem) {
      const why = finding('R-CARD-FILE', `${card.code}：${problem}`, '请核对所选证卡和备案日期。', {
        证卡编号: card.code,
        备案日期: input.filedOn,
      })
      refused.push({ id: card.id, name: card.name, findings: [{ ...why, severity: 'block' }] })
      continue
    }
    await manager.update(CardTable, { id: card.id }, { filedOn: input.filedOn, filingReceipt: input.receipt })
    const text = `报备案 ${input.filedOn}${input.receipt ? `，回执 ${input.receipt}` : ''}`
    await noteCard(manager, card.id, 'filed', text, stamp)
    await record(manager, stamp, {
      action: 'filing.record',
      subject: `card:${card.id}`,
      text: `证卡 ${card.code}（${card.name}）${text}`,
    })
    done++
  }
  return { done, refused }
}

export async function clearFiling(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<CardRow> {
  const card = await requireCard(manager, input.id)
  if (card.filedOn === null)
    throw new AppError('STATE_BLOCKED', { name: card.code, action: '撤销备案登记', detail: '还没有备案' })
  await manager.update(CardTable, { id: card.id }, { filedOn: null, filingReceipt: '' })
  const text = `撤销备案登记（原 ${card.filedOn}${card.filingReceipt ? `，回执 ${card.filingReceipt}` : ''}）：${input.reason}`
  await noteCard(manager, card.id, 'unfiled', text, stamp)
  await record(manager, stamp, {
    action: 'filing.clear',
    subject: `card:${card.id}`,
    text: `证卡 ${card.code}（${card.name}）${text}`,
  })
  return showCard(manager, card.id, stamp)
}
