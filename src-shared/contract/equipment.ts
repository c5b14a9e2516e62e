import { z } from 'zod'
import { id, none, page, required, savedFile, text, upload } from './common.ts'
import { duplicatePolicy, importRow, importSummary, importVerdict } from './roster.ts'
import { edit, route, seen, seenOf } from './route.ts'
import { room } from './venue.ts'

const importId = z.string().max(64)
const quantity = z.int('数量应为整数').min(0, '数量不能是负数').max(1_000_000, '数量最多 1000000')

/** One line of a venue's equipment list. 名称 + 型号 + 规格 stand once in a room. */
export const equipmentInput = z.strictObject({
  id: id.optional(),
  seen: seen.optional(), // of a line that is there already
  venueId: id,
  name: required(80),
  model: text(80),
  spec: text(120),
  quantity,
  unit: text(10),
  room: text(40),
  assetNo: text(60), // 资产编号: what a scanner reads
  note: text(200),
})

export const equipment = equipmentInput.required({ id: true }).extend({
  seen: seenOf('equipment'),
  deletedAt: z.iso.datetime().nullable(),
})

export const equipmentFilter = z.strictObject({
  venueId: id,
  search: text(80).optional(), // 名称（汉字、全拼、拼音首字母）, 型号, 规格, 资产编号
  room: text(40).optional(), // '' = devices without a room
  trash: z.boolean().optional(),
})

export const equipmentSort = z.enum(['room', 'name', 'quantity', 'updatedAt'])

/** A row of the preview; verdicts and problems as in the roster's import. */
export const equipmentImportRow = importRow.omit({ findings: true })

export const equipmentRoutes = {
  'equipment.list': route(
    z.strictObject({
      filter: equipmentFilter,
      sort: z.strictObject({ by: equipmentSort, desc: z.boolean() }),
      page,
    }),
    z.object({ rows: z.array(equipment), total: z.int(), pieces: z.int() }), // pieces: of all that the filter finds
  ),
  'equipment.get': route(z.strictObject({ venueId: id, id }), equipment),
  'equipment.rooms': route(z.strictObject({ venueId: id }), z.object({ rooms: z.array(room) })),
  'equipment.save': edit('equipment', equipmentInput, equipment),
  'equipment.remove': route(
    z.strictObject({ venueId: id, ids: z.array(id).min(1).max(10_000), reason: required(200) }),
    z.object({ removed: z.int() }),
  ),
  'equipment.restore': route(
    z.strictObject({ venueId: id, ids: z.array(id).min(1).max(10_000) }),
    z.object({ restored: z.int() }),
  ),

  'equipment.template': route(none, savedFile),
  /** Reads a file (dropped, or asked for with a dialog when absent). Nothing is written before equipment.commit. */
  'equipment.preview': route(
    z.strictObject({ venueId: id, file: upload.optional(), duplicates: duplicatePolicy }),
    importSummary.nullable(),
  ),
  'equipment.rows': route(
    z.strictObject({ importId, verdicts: z.array(importVerdict).optional(), page }),
    z.object({ rows: z.array(equipmentImportRow), total: z.int() }),
  ),
  'equipment.setPolicy': route(z.strictObject({ importId, duplicates: duplicatePolicy }), importSummary),
  /** Writes all rows without errors in one transaction, or none. */
  'equipment.commit': route(
    z.strictObject({ importId }),
    z.object({ added: z.int(), updated: z.int(), skipped: z.int(), errors: z.int() }),
  ),
  'equipment.saveErrors': route(z.strictObject({ importId }), savedFile),
  'equipment.discard': route(z.strictObject({ importId }), z.object({})),
  /** What the filter finds, as a workbook that can be imported again. */
  'equipment.export': route(z.strictObject({ filter: equipmentFilter }), savedFile),
}

export type EquipmentInput = z.infer<typeof equipmentInput>
export type Equipment = z.infer<typeof equipment>
export type EquipmentFilter = z.infer<typeof equipmentFilter>
export type EquipmentImportRow = z.infer<typeof equipmentImportRow>
