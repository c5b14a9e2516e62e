import { z } from 'zod'
import type { VenueFacts } from '../contract/venue.ts'
import { count, date, digits, line, list } from './facts.ts'
import { form } from './form.ts'
import { type Column, index, listTable, pairTable } from './grid.ts'
import { heading, sectionTitle } from './heading.ts'
import { A4_PORTRAIT, paragraph } from './model.ts'

const device = z.strictObject({
  name: line('设备名称'),
  model: line('型号'),
  spec: line('规格'),
  quantity: count('数量'),
  unit: line('单位'),
  note: line('备注'),
})

/** 第二十三条（一）: 设备名称、型号、规格、数量等. */
const COLUMNS: Column<z.output<typeof device>>[] = [
  index(),
  { title: '设备名称', width: 46, pick: d => d.name },
  { title: '型号', width: 34, pick: d => d.model },
  { title: '规格', width: 34, pick: d => d.spec },
  { title: '数量', width: 18, align: 'center', pick: d => (digits(d.quantity) ?? '') + (d.unit ?? '') },
  { title: '备注', width: 26, pick: d => d.note },
]

/** 场地基本信息表, which 第二十三条 compares with what is there. The regulation gives it no layout: this one is the organisation's. */
export const venueSheet = form({
  title: '场地基本信息表',
  code: 'VEN',
  official: false,
  facts: z.strictObject({
    org: line('机构名称'),
    venue: line('场地名称'),
    address: line('场地地址'),
    purpose: line('用途'),
    contact: line('联系人'),
    phone: line('联系电话'),
    occupations: line('职业名称及等级'),
    filedOn: date('备案日期'),
    validUntil: date('有效期至'),
    receipt: line('备案回执'),
    equipment: list(device, '设备'),
  }),
  head: ['org', 'venue', 'address', 'purpose', 'contact', 'phone', 'occupations', 'filedOn', 'validUntil', 'receipt'],
  from: { venue: facts, check: facts },
  draw: facts => ({
    page: A4_PORTRAIT,
    body: [
      ...heading(['场地基本信息表']),
      pairTable(
        [30, 55, 30, 55],
        [
          [['机构名称', facts.org]],
          [
            ['场地名称', facts.venue],
            ['用途', facts.purpose],
          ],
          [['场地地址', facts.address]],
          [
            ['联系人', facts.contact],
            ['联系电话', facts.phone],
          ],
          [['职业名称及等级', facts.occupations]],
          [
            ['备案日期', facts.filedOn],
            ['有效期至', facts.validUntil],
          ],
          [['备案回执', facts.receipt]],
        ],
      ),
      sectionTitle('设备设施'),
      listTable(COLUMNS, facts.equipment ?? [], { atLeast: 14 }),
      paragraph([{ text: '填表人签字：' }, { tab: true }, { text: '填表日期：' }], { before: 12, tabs: [100] }),
    ],
  }),
})

function facts(venue: VenueFacts) {
  return {
    org: venue.orgName,
    venue: venue.name,
    address: venue.address,
    purpose: venue.purpose,
    contact: venue.contact,
    phone: venue.phone,
    occupations: venue.occupationText,
    filedOn: venue.filedOn,
    validUntil: venue.validUntil,
    receipt: venue.receipt,
    equipment: venue.equipment.map(({ name, model, spec, quantity, unit, room, note }) => ({
      name,
      model,
      spec,
      quantity,
      unit,
      note: [room, note].filter(Boolean).join('；'),
    })),
  }
}
