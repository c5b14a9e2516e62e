import type { EntityManager } from 'typeorm'
import type { Calibration, Reading } from '../../../src-shared/contract/print.ts'
import { UNSEEN } from '../../../src-shared/contract/route.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { SIDE } from '../../../src-shared/labels.ts'
import type { Stamp } from '../../context.ts'
import { type CalibrationRow, CalibrationTable } from '../../db/entities/card.ts'
import type { Affine } from '../../print/affine.ts'
import { fitAffine } from '../../print/calibration.ts'
import { type Paper, TARGET_POINTS } from '../../print/target.ts'
import { record } from '../audit.ts'

export type Fit = Pick<Calibration, 'matrix' | 'residual' | 'offset' | 'scale' | 'rotation' | 'skew'>

/** @throws AppError CALIBRATION_READINGS */
export function fitReadings(readings: Reading[], paper: Paper): Fit {
  if (new Set(readings.map(r => r.index)).size !== readings.length) {
    throw new AppError('CALIBRATION_READINGS', { detail: '同一个点填了两次' })
  }
  const { matrix, residual, offset, scale, rotation, skew } = fitAffine(
    readings.map(({ index, x, y }) => {
      const nominal = TARGET_POINTS[paper][index - 1]
      if (!nominal) throw new AppError('CALIBRATION_READINGS', { detail: `没有第 ${index} 个点` })
      return { nominal, actual: [x, y] }
    }),
  )
  const percent = (s: number) => (s - 1) * 100
  return { matrix: [...matrix], residual, offset, scale: { x: percent(scale.x), y: percent(scale.y) }, rotation, skew }
}

export async function listCalibrations(manager: EntityManager): Promise<Calibration[]> {
  return (await manager.find(CalibrationTable, { order: { printer: 'ASC', paper: 'ASC', side: 'DESC' } })).map(
    toCalibration,
  )
}

/** One per printer, paper and side: a new one takes the place of the old. */
export async function saveCalibration(
  manager: EntityManager,
  input: { printer: string; paper: 'A4' | 'card'; side: 'front' | 'back'; readings: Reading[] },
  stamp: Stamp,
): Promise<Calibration> {
  const { printer, paper, side, readings } = input
  const result = fitReadings(readings, paper)
  await manager.delete(CalibrationTable, { printer, paper, side })
  const row: Omit<CalibrationRow, 'id'> = {
    printer,
    paper,
    side,
    fit: result,
    readings,
    at: stamp.at,
    actor: stamp.actor,
  }
  await manager.insert(CalibrationTable, row)
  await record(manager, stamp, {
    action: 'calibration.save',
    text: `校准打印机「${printer}」（${paper}，${SIDE[side]}），拟合残差 ${result.residual.toFixed(2)} 毫米`,
    detail: input,
  })
  const saved = await manager.findOneByOrFail(CalibrationTable, { printer, paper, side })
  return toCalibration(saved)
}

export async function removeCalibration(manager: EntityManager, id: number, stamp: Stamp): Promise<void> {
  const row = await manager.findOneBy(CalibrationTable, { id })
  if (!row) throw new AppError('NOT_FOUND', { what: '这条校准' })
  await manager.delete(CalibrationTable, { id })
  await record(manager, stamp, {
    action: 'calibration.remove',
    text: `删除打印机「${row.printer}」的校准（${row.paper}，${SIDE[row.side]}）`,
    detail: row,
  })
}

/** What to apply when printing there: by side, where a calibration is stored. */
export async function calibrationFor(
  manager: EntityManager,
  printer: string,
  paper: 'A4' | 'card',
): Promise<Partial<Record<'front' | 'back', Affine>>> {
  const rows = await manager.findBy(CalibrationTable, { printer, paper })
  return Object.fromEntries(rows.map(row => [row.side, (row.fit as Fit).matrix as unknown as Affine]))
}

const toCalibration = (row: CalibrationRow): Calibration => ({
  ...(row.fit as Fit),
  id: row.id,
  seen: UNSEEN,
  printer: row.printer,
  paper: row.paper,
  side: row.side,
  readings: row.readings as Reading[],
  at: row.at,
  actor: row.actor,
})
