import { basename } from 'node:path'
import type { equipmentRoutes } from '../../src-shared/contract/equipment.ts'
import { listEquipment, listRooms } from '../db/queries/equipment.ts'
import { findOrg } from '../services/org.ts'
import {
  removeEquipment,
  requireEquipment,
  restoreEquipment,
  saveEquipment,
  toEquipment,
} from '../services/venue/equipment.ts'
import {
  decide,
  discard,
  openSession,
  previewRows,
  requireSession,
  summarise,
  writeEquipment,
} from '../services/venue/equipmentImport.ts'
import { log, requireVenue } from '../services/venue/venueRecord.ts'
import { EQUIPMENT_COLUMNS, EQUIPMENT_TEMPLATE } from '../sheet/equipment.ts'
import { readSheet, TABLE_FILES } from '../sheet/read.ts'
import { writeErrors, writeTable, writeTemplate } from '../sheet/write.ts'
import type { Handlers } from './handler.ts'
import { askXlsx } from './save.ts'

const XLSX = [{ name: 'Excel 工作簿', extensions: ['xlsx'] }]

export const equipmentHandlers: Handlers<keyof typeof equipmentRoutes> = {
  'equipment.list': (ctx, input) =>
    ctx.db.read(async manager => {
      await requireVenue(manager, input.filter.venueId, true)
      return listEquipment(manager, input)
    }),

  'equipment.get': (ctx, { venueId, id }) =>
    ctx.db.read(async manager => toEquipment(await requireEquipment(manager, venueId, id, true))),

  'equipment.rooms': (ctx, { venueId }) =>
    ctx.db.read(async manager => {
      await requireVenue(manager, venueId, true)
      return { rooms: await listRooms(manager, venueId) }
    }),

  async 'equipment.save'(ctx, input) {
    const device = await ctx.db.write(manager => saveEquipment(manager, input, ctx.stamp()))
    ctx.changed('venue', 'audit')
    return device
  },

  async 'equipment.remove'(ctx, input) {
    const removed = await ctx.db.write(manager => removeEquipment(manager, input, ctx.stamp()))
    ctx.changed('venue', 'audit')
    return { removed }
  },

  async 'equipment.restore'(ctx, input) {
    const restored = await ctx.db.write(manager => restoreEquipment(manager, input, ctx.stamp()))
    ctx.changed('venue', 'audit')
    return { restored }
  },

  async 'equipment.template'(ctx) {
    const path = await ctx.seams.dialogs.saveFile({
      title: '保存设备清单模板',
      defaultName: '设备清单模板.xlsx',
      filters: XLSX,
    })
    if (path === null) return null
    await writeTemplate(path, EQUIPMENT_TEMPLATE)
    return { path }
  },

  async 'equipment.preview'(ctx, { venueId, file, duplicates }) {
    await ctx.db.read(manager => requireVenue(manager, venueId))
    const source = file ?? (await ctx.seams.dialogs.openFile({ title: '选择要导入的设备清单', filters: TABLE_FILES }))
    if (source === null) return null
    const sheet = await readSheet('equipment', source, {
      signal: ctx.signal,
      progress: rows => ctx.progress(rows, 0, '读取表格'),
    })
    const fileName = typeof source === 'string' ? basename(source) : source.name
    return summarise(
      await ctx.db.read(manager => openSession(ctx.caller, manager, { venueId, fileName, sheet, policy: duplicates })),
    )
  },

  async 'equipment.rows'(ctx, { importId, ...request }) {
    return previewRows(requireSession(ctx.caller, importId), request)
  },

  async 'equipment.setPolicy'(ctx, { importId, duplicates }) {
    const session = requireSession(ctx.caller, importId)
    session.policy = duplicates
    session.decisions = await ctx.db.read(manager => decide(manager, session))
    return summarise(session)
  },

  async 'equipment.commit'(ctx, { importId }) {
    const session = requireSession(ctx.caller, importId)
    const progress = (done: number, total: number) => ctx.progress(done, total, '写入设备清单')
    const result = await ctx.db.write(manager =>
      writeEquipment(manager, session, { stamp: ctx.stamp(), progress, signal: ctx.signal }),
    )
    ctx.changed('venue', 'audit')
    return result
  },

  async 'equipment.saveErrors'(ctx, { importId }) {
    const { sheet } = requireSession(ctx.caller, importId)
    const org = await ctx.db.read(findOrg)
    const path = await askXlsx(ctx, org?.name ?? '', '设备导入错误')
    if (path === null) return null
    await writeErrors(path, sheet, EQUIPMENT_COLUMNS)
    return { path }
  },

  async 'equipment.discard'(ctx, { importId }) {
    discard(ctx.caller, importId)
    return {}
  },

  async 'equipment.export'(ctx, { filter }) {
    const { today } = ctx.stamp()
    const { venue, org } = await ctx.db.read(async manager => ({
      venue: await requireVenue(manager, filter.venueId, true),
      org: await findOrg(manager),
    }))
    const path = await askXlsx(ctx, org?.name ?? '', `设备清单 ${venue.name}`)
    if (path === null) return null
    const page = { offset: 0, limit: 1_000_000 }
    const { rows } = await ctx.db.read(manager =>
      listEquipment(manager, { filter, sort: { by: 'room', desc: false }, page }),
    )
    await writeTable(path, {
      title: `设备清单 ${venue.name}`,
      orgName: org?.name ?? '',
      date: today,
      columns: EQUIPMENT_COLUMNS.map(({ header, width, numeric }) => ({ header, width, text: !numeric })),
      rows: rows.map(row => EQUIPMENT_COLUMNS.map(({ key }) => row[key])),
    })
    const text = `导出场地「${venue.name}」的设备清单，${rows.length} 项`
    await ctx.db.write(manager => log(manager, ctx.stamp(), venue.id, 'equipment.export', text))
    ctx.changed('audit')
    return { path }
  },
}
