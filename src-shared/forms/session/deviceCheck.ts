import { z } from 'zod'
import { count, digits, line, list } from '../facts.ts'
import { form } from '../form.ts'
import { type Column, index, listTable } from '../grid.ts'
import { heading } from '../heading.ts'
import { A4_PORTRAIT, paragraph } from '../model.ts'
import { columnsWithOwn, withOwn } from '../own.ts'
import { signedBeside } from '../signing.ts'
import { aboutSession, SESSION_HEAD, sessionFacts, sessionTable } from './about.ts'

const device = z.strictObject({
  name: line('设备名称'),
  model: line('型号'),
  assetNo: line('资产编号'),
  quantity: count('数量'),
  unit: line('单位'),
})

const COLUMNS: Column<z.output<typeof device>>[] = [
  index(),
  { title: '设备名称', width: 42, pick: d => d.name },
  { title: '型号', width: 30, pick: d => d.model },
  { title: '资产编号', width: 26, pick: d => d.assetNo },
  { title: '数量', width: 16, align: 'center', pick: d => (digits(d.quantity) ?? '') + (d.unit ?? '') },
  { title: '完好', width: 12, pick: () => undefined },
  { title: '问题及处理', width: 32, pick: () => undefined },
]

/** 考前设备核查 (R6; 附件3 item 9): what the room is equipped with, checked before the session. A room that is not on the list gets the whole venue's. */
export const deviceCheck = form({
  title: '考前设备核查表',
  code: 'DVC',
  official: false,
  facts: z.strictObject({ ...sessionFacts(), devices: list(device, '设备', 2000) }),
  head: [...SESSION_HEAD, 'devices'],
  from: {
    session: dossier => ({
      ...aboutSession(dossier, 'DVC'),
      devices: dossier.devices.map(({ name, model, assetNo, quantity, unit }) => ({
        name,
        model,
        assetNo,
        quantity,
        unit,
      })),
    }),
  },
  draw: f => ({
    page: A4_PORTRAIT,
    body: withOwn(f, [
      ...heading(['考前设备核查表']),
      sessionTable(f),
      paragraph('', { after: 4 }),
      listTable(columnsWithOwn(COLUMNS, f), f.devices ?? [], { atLeast: 12, rowHeight: 8 }),
      paragraph('安全出口、消防器材、照明、通风、备用考场及设施：', { before: 10, after: 16 }),
      signedBeside(['核查人', '考务负责人']),
    ]),
  }),
})
