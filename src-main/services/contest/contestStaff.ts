/** 赛务人员 and their 资质证明 (第八条). */
import type { EntityManager } from 'typeorm'
import type { Parsed } from '../../../src-shared/contract/index.ts'
import { cleanName } from '../../../src-shared/domain/text.ts'
import { AppError } from '../../../src-shared/errors.ts'
import type { Stamp } from '../../context.ts'
import { ContestStaffTable } from '../../db/entities/contest.ts'
import { registerFile, type StoredFile, shownName } from '../attachment.ts'
import { notStruck } from '../roster/qualification.ts'
import { invalid } from '../venue/venueRecord.ts'
import { contestStaffOf, logContest, requireContest, struck } from './contestRecord.ts'

type Member = Omit<Parsed<'contestStaff.save'>, 'file'>

/** `file`: a new scan, or null where the stored one stays. @returns the contest's id */
export async function saveContestStaff(
  manager: EntityManager,
  input: Member,
  file: StoredFile | null,
  stamp: Stamp,
): Promise<number> {
  const contest = await requireContest(manager, input.contestId)
  const { id, ...rest } = input
  const name = cleanName(rest.name)
  if (name === '') throw invalid('name', '此项必填') // invisible characters pass the schema
  if (file) await registerFile(manager, file, stamp)
  const fields = { ...rest, name, ...(file ? { file: file.sha256, fileName: shownName(file.name) } : {}) }
  if (id === undefined) {
    await manager.insert(ContestStaffTable, {
      file: null,
      fileName: '',
      ...fields,
      recordedBy: stamp.actor,
      recordedAt: stamp.at,
      ...notStruck,
    })
  } else {
    const before = (await contestStaffOf(manager, contest.id)).find(member => member.id === id)
    if (!before) throw new AppError('NOT_FOUND', { what: '该赛务人员' })
    await manager.update(ContestStaffTable, { id }, fields)
  }
  const text = `${id === undefined ? '新增' : '修改'}「${contest.name}」的赛务人员「${name}」${rest.certificate ? `，资质证明 ${rest.certificate}` : ''}`
  await logContest(manager, stamp, contest.id, 'contest.staff', text, file ? { file: file.sha256 } : undefined)
  return contest.id
}

export async function removeContestStaff(
  manager: EntityManager,
  input: { id: number; reason: string },
  stamp: Stamp,
): Promise<number> {
  const member = await manager.findOneBy(ContestStaffTable, { id: input.id })
  if (!member || member.struckAt !== null) throw new AppError('NOT_FOUND', { what: '该赛务人员' })
  await requireContest(manager, member.contestId)
  await manager.update(ContestStaffTable, { id: member.id }, struck(stamp, input.reason))
  await logContest(manager, stamp, member.contestId, 'contest.staff', `移除赛务人员「${member.name}」：${input.reason}`)
  return member.contestId
}
