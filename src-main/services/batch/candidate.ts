import { randomBytes } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import type { Sample } from '../../../src-shared/contract/batch.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import { searchText } from '../../../src-shared/domain/equipment.ts'
import { drawSample } from '../../../src-shared/domain/sample.ts'
import { nameKey } from '../../../src-shared/domain/text.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { type CandidateRecord, CandidateTable, type SampleRecord, SampleTable } from '../../db/entities/batch.ts'
import type { Vault } from '../../files/vault.ts'
import type { CandidateKey } from '../../sheet/candidate.ts'
import type { ListSheet } from '../../sheet/list.ts'
import { record } from '../audit.ts'
import { paced, type Watch } from '../pace.ts'
import { masked } from '../roster/dossier.ts'
import { requireBatch } from './batchRecord.ts'

export type Candidate = Sample['candidates'][number]

/**
 * Puts the sheet's rows in the place of the batch's former list, all or nothing; rows with errors are left out and named.
 * Who was drawn for a sample stays, out of the list: a sample on file shows its people for good.
 * @returns how many were written
 * @throws AppError NOT_FOUND, SHEET_EMPTY when no row is without errors (an empty list would replace the former one), CANCELLED
 */
export async function replaceCandidates(
  manager: EntityManager,
  input: { batchId: number; sheet: ListSheet<CandidateKey>; fileName: string },
  { vault, stamp, ...watch }: Watch & { vault: Vault; stamp: Stamp },
): Promise<number> {
  const batch = await requireBatch(manager, input.batchId)
  const rows = input.sheet.rows.filter(row => row.problems.every(problem => problem.level !== 'error'))
  if (rows.length === 0) throw new AppError('SHEET_EMPTY', { name: input.fileName })
  const drawn = `SELECT j.value FROM batch_sample s, json_each(s.candidates) j WHERE s.batch_id = ?`
  await manager.query(
    `DELETE FROM batch_candidate WHERE batch_id = ? AND replaced_at IS NULL AND id NOT IN (${drawn})`,
    [batch.id, batch.id],
  )
  await manager.query(`UPDATE batch_candidate SET replaced_at = ? WHERE batch_id = ? AND replaced_at IS NULL`, [
    stamp.at,
    batch.id,
  ])
  for await (const { values } of paced(rows, watch)) {
    const sealed = values.idNumber ? vault.seal(values.idNumber) : null
    await manager.query(INSERT, [
      batch.id,
      values.number ?? '',
      values.name ?? '',
      values.sex ?? '',
      sealed?.cipher ?? null,
      sealed?.digest ?? null,
      values.occupation ?? '',
      values.level ?? '',
      values.unit ?? '',
      values.phone ?? '',
    ])
  }
  await record(manager, stamp, {
    action: 'candidate.import',
    subject: `batch:${batch.id}`,
    text: `导入「${batch.name}」的考生名册「${input.fileName}」：${rows.length} 人，有误 ${input.sheet.rows.length - rows.length} 行`,
  })
  return rows.length
}

// One text for every row: it is prepared once (TypeORM's builder takes several times as long for 10,000).
const INSERT = `INSERT INTO batch_candidate (batch_id, number, name, sex, id_cipher, id_digest, occupation, level, unit, phone)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

// Names and numbers are stored half-width, a 单位 keeps its full-width brackets.
const SEARCHED = ['name', 'number', `replace(replace(unit, '（', '('), '）', ')')`]

export async function listCandidates(
  manager: EntityManager,
  input: { batchId: number; search?: string; page: { offset: number; limit: number } },
  vault: Vault,
): Promise<{ seen: string; rows: Candidate[]; total: number }> {
  const search = searchText(input.search ?? '')
  const found = [
    ...SEARCHED.map(column => `instr(lower(${column}), ?) > 0`),
    `instr(lower(replace(name, '·', '')), ?) > 0`,
  ].join(' OR ')
  const where = `batch_id = ? AND replaced_at IS NULL${search ? ` AND (${found})` : ''}`
  const params = [input.batchId, ...(search ? [...SEARCHED.map(() => search), nameKey(search) || search] : [])]
  const ids = (await manager.query(`SELECT id FROM batch_candidate WHERE ${where} ORDER BY id LIMIT ? OFFSET ?`, [
    ...params,
    input.page.limit,
    input.page.offset,
  ])) as { id: number }[]
  const [count] = (await manager.query(`SELECT count(*) AS n FROM batch_candidate WHERE ${where}`, params)) as {
    n: number
  }[]
  return {
    seen: UNSEEN,
    rows: await byIds(
      manager,
      ids.map(row => row.id),
      vault,
    ),
    total: count?.n ?? 0,
  }
}

async function byIds(manager: EntityManager, ids: number[], vault: Vault): Promise<Candidate[]> {
  const rows = await manager
    .createQueryBuilder(CandidateTable, 'c')
    .where('c.id IN (SELECT value FROM json_each(:ids))', { ids: JSON.stringify(ids) })
    .getMany()
  const byId = new Map(rows.map(row => [row.id, row]))
  return ids.flatMap(id => {
    const row = byId.get(id)
    return row ? [toCandidate(row, vault)] : []
  })
}

const toCandidate = (
  { id, number, name, sex, occupation, level, unit, phone, idCipher }: CandidateRecord,
  vault: Vault,
): Candidate => ({
  id,
  number,
  name,
  sex,
  occupation,
  level,
  unit,
  phone,
  idMasked: idCipher ? masked(idCipher, vault) : null,
})

/**
 * 抽查 (第二十条（四）): the same seed and list draw the same people. They are drawn by what names them in the list (准考证号 and name), not
 * by the database's ids, so that an imported copy of the list gives the same sample.
 */
export async function draw(
  manager: EntityManager,
  input: { batchId: number; size: number; seed: string },
  vault: Vault,
  stamp: Stamp,
): Promise<Sample> {
  const batch = await requireBatch(manager, input.batchId)
  const rows = (await manager.query(
    'SELECT id, number, name FROM batch_candidate WHERE batch_id = ? AND replaced_at IS NULL ORDER BY id',
    [batch.id],
  )) as { id: number; number: string; name: string }[]
  if (rows.length === 0)
    throw new AppError('STATE_BLOCKED', { name: batch.name, action: '抽查', detail: '还没有导入考生名册' })
  if (input.size > rows.length) {
    throw new AppError(
      'INPUT_INVALID',
      { detail: `名册只有 ${rows.length} 人` },
      { fields: { size: `不能超过 ${rows.length} 人` } },
    )
  }
  const seed = input.seed || randomBytes(6).toString('hex')
  const keys = new Map<string, number>()
  for (const row of rows) {
    let key = `${row.number}\n${row.name}`
    while (keys.has(key)) key += '\n' // namesakes without a number: told apart by their order
    keys.set(key, row.id)
  }
  const drawn = drawSample([...keys.keys()], input.size, seed).map(key => keys.get(key) ?? 0)
  const { identifiers } = await manager.insert(SampleTable, {
    batchId: batch.id,
    seed,
    size: input.size,
    total: rows.length,
    candidates: drawn,
    recordedBy: stamp.actor,
    recordedAt: stamp.at,
  })
  await record(manager, stamp, {
    action: 'sample.draw',
    subject: `batch:${batch.id}`,
    text: `从「${batch.name}」考生名册抽查 ${input.size} 人，种子 ${seed}`,
  })
  const row = await manager.findOneByOrFail(SampleTable, { id: identifiers[0]?.id as number })
  return toSample(manager, row, vault)
}

export async function listSamples(manager: EntityManager, batchId: number, vault: Vault): Promise<Sample[]> {
  const rows = await manager.find(SampleTable, { where: { batchId }, order: { id: 'DESC' } })
  return Promise.all(rows.map(row => toSample(manager, row, vault)))
}

async function toSample(manager: EntityManager, row: SampleRecord, vault: Vault): Promise<Sample> {
  const { id, batchId, seed, size, total, recordedAt, recordedBy } = row
  return {
    id,
    batchId,
    seed,
    size,
    total,
    drawnAt: recordedAt,
    drawnBy: recordedBy,
    candidates: await byIds(manager, row.candidates, vault),
  }
}
