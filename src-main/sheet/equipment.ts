/** 设备清单 as a sheet: its columns and what a row must say (第二十三条（一）). Lengths are those of the contract. */
import { identity } from '../../src-shared/domain/equipment.ts'
import { halfWidth } from '../../src-shared/domain/text.ts'
import { type ListColumn, listKind } from './list.ts'
import type { Template } from './write.ts'

export type EquipmentKey = 'name' | 'model' | 'spec' | 'quantity' | 'unit' | 'room' | 'assetNo' | 'note'

const optional = { required: false, example: '' }

export const EQUIPMENT_COLUMNS: readonly ListColumn<EquipmentKey>[] = [
  {
    key: 'name',
    header: '名称',
    aliases: ['设备名称', '设施名称', '设备设施名称', '仪器设备名称', '仪器名称', '工具名称'],
    required: true,
    width: 22,
    max: 80,
    hint: '与备案材料一致。',
    example: '数控车床',
  },
  {
    ...optional,
    key: 'model',
    header: '型号',
    aliases: ['设备型号', '规格型号', '型号规格'],
    width: 18,
    max: 80,
    hint: '选填；型号、规格写在一格里的，填在这一列。',
    example: 'CK6140',
  },
  {
    ...optional,
    key: 'spec',
    header: '规格',
    aliases: ['设备规格', '技术规格', '主要参数', '技术参数'],
    width: 24,
    max: 120,
    hint: '选填。',
    example: '最大回转直径 400mm',
  },
  {
    key: 'quantity',
    header: '数量',
    aliases: ['设备数量', '台数', '台套数', '台(套)数', '台件数'],
    required: true,
    width: 8,
    max: 20,
    hint: '不带单位的整数，0 或以上。',
    example: '10',
    numeric: true,
  },
  {
    ...optional,
    key: 'unit',
    header: '单位',
    aliases: ['计量单位'],
    width: 8,
    max: 10,
    hint: '选填。',
    example: '台',
    options: ['台', '套', '件', '个', '把', '张', '组'],
  },
  {
    ...optional,
    key: 'room',
    header: '位置',
    aliases: ['位置(室)', '存放位置', '存放地点', '所在位置', '房间', '房间号', '室', '工位'],
    width: 16,
    max: 40,
    hint: '选填；按室核查时用到，同一间写法要一致。',
    example: '实训楼 101',
  },
  {
    ...optional,
    key: 'assetNo',
    header: '资产编号',
    aliases: ['设备编号', '固定资产编号', '资产号', '条码', '编号'],
    width: 18,
    max: 60,
    hint: '选填；扫码核查时按它查找。',
    example: 'ZC-2024-0012',
  },
  { ...optional, key: 'note', header: '备注', aliases: ['说明'], width: 24, max: 200, hint: '选填。' },
]

export const EQUIPMENT_TEMPLATE: Template = {
  sheetName: '设备清单',
  title: '设备清单填写说明',
  note: '在“设备清单”表填写，同一室内名称、型号、规格相同的写成一行；不要改动表头，不需要的列可以留空或删除。',
  columns: EQUIPMENT_COLUMNS,
}

const MAX_QUANTITY = 1_000_000

export const EQUIPMENT = listKind<EquipmentKey>({
  columns: EQUIPMENT_COLUMNS,
  anchor: 'name',
  twin: '位置、名称、型号、规格相同',
  identity: ({ name, model = '', spec = '', room = '' }) =>
    name === undefined ? undefined : identity({ name, model, spec, room }),
  check(values, report) {
    if (values.quantity === undefined) return
    const quantity = readQuantity(values.quantity)
    if (typeof quantity === 'number') values.quantity = String(quantity)
    else report('quantity', `“数量”填的是“${values.quantity.slice(0, 20)}”，${quantity}`)
  },
})

/** A number of pieces, or what is wrong with the text. `1,000` and full-width digits are read, `10台` and `3.5` are not. */
export function readQuantity(text: string): number | string {
  const plain = halfWidth(text).trim()
  const digits = /^\d{1,3}(?:,\d{3})+$/.test(plain) ? plain.replaceAll(',', '') : plain
  if (/^-\d/.test(digits)) return '不能是负数。请填 0 或以上的整数。'
  if (/^\d+\.\d+$/.test(digits)) return '不能是小数。请填整数。'
  if (!/^\d+$/.test(digits)) return '不是整数。请只填数字，单位写在“单位”列。'
  return Number(digits) > MAX_QUANTITY ? `最多 ${MAX_QUANTITY}。请核对。` : Number(digits)
}
