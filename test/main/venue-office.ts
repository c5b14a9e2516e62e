/** An office with one venue, for the venue tests. */
import { createCanvas } from '@napi-rs/canvas'
import { type CellValue, writeXlsx } from 'hucre/xlsx'
import type { Input, Output } from '../../src-shared/contract/index.ts'
import type { World } from './world.ts'

export const ORG: Input<'org.save'> = {
  name: '北京示范评价中心',
  kind: 'S',
  number: 'S000011002001',
  place: '11',
  printedBy: '',
  logoPlace: 'none',
  rulesFrom: null,
  ageReading: 'A',
  codeMode: 'auto',
  filingContact: '',
}

export const VENUE: Input<'venue.save'> = {
  name: '数控实训基地',
  address: '荣华南路（北区）1 号',
  purpose: '技能考核',
  contact: '李主任',
  phone: '13900000001',
  note: '',
  scope: [{ code: '6-18-01-01', occupation: '车工', trade: '数控车工', levels: ['五级/初级工', '四级/中级工'] }],
}

export const openVenue = (world: World, change: Partial<Input<'venue.save'>> = {}): Promise<Output<'venue.save'>> =>
  world.call('venue.save', { ...VENUE, ...change })

type Device = Omit<Input<'equipment.save'>, 'venueId'>

export const LATHE: Device = {
  name: '数控车床',
  model: 'CK6140',
  spec: '最大回转直径 400mm',
  quantity: 10,
  unit: '台',
  room: '101',
  assetNo: 'ZC-0001',
  note: '',
}

export const addDevice = (world: World, venueId: number, change: Partial<Device> = {}) =>
  world.call('equipment.save', { ...LATHE, venueId, ...change })

/** Lathe ×10 and desk ×30 in 101, gauge ×5 in 102. */
export async function equip(world: World, venueId: number) {
  const lathe = await addDevice(world, venueId)
  const desk = await addDevice(world, venueId, {
    name: '钳工台',
    model: '',
    spec: '1.2m',
    quantity: 30,
    unit: '张',
    assetNo: '',
  })
  const gauge = await addDevice(world, venueId, {
    name: '游标卡尺',
    model: '0-150',
    spec: '',
    quantity: 5,
    unit: '把',
    room: '102',
    assetNo: 'ZC-0003',
  })
  return { lathe, desk, gauge }
}

export const list = (world: World, venueId: number, filter: Partial<Input<'equipment.list'>['filter']> = {}) =>
  world.call('equipment.list', {
    filter: { venueId, ...filter },
    sort: { by: 'room', desc: false },
    page: { offset: 0, limit: 500 },
  })

export async function sheet(rows: CellValue[][], name = '设备.xlsx') {
  return { name, bytes: await writeXlsx({ sheets: [{ name: '设备清单', rows }] }) }
}

/** A picture of one colour as a JPEG. */
export async function picture(): Promise<Uint8Array> {
  const canvas = createCanvas(40, 30)
  canvas.getContext('2d').fillStyle = '#39c'
  canvas.getContext('2d').fillRect(0, 0, 40, 30)
  return canvas.encode('jpeg', 80)
}

/** The same picture as a camera writes it: an EXIF segment with DateTimeOriginal (`2026:11:23 09:30:00`) stands first. */
export function withExif(jpeg: Uint8Array, taken: string, tag = 0x9003, little = true): Uint8Array {
  const tiff = Buffer.alloc(26 + 18 + 20)
  const u16 = (value: number, at: number) => (little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at))
  const u32 = (value: number, at: number) => (little ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at))
  tiff.write(little ? 'II' : 'MM', 0, 'latin1')
  u16(42, 2)
  u32(8, 4)
  u16(1, 8) // main folder: one entry, the EXIF folder at 26
  u16(0x8769, 10)
  u16(4, 12)
  u32(1, 14)
  u32(26, 18)
  u16(1, 26) // EXIF folder: one entry, text at 44
  u16(tag, 28)
  u16(2, 30)
  u32(20, 32)
  u32(44, 36)
  tiff.write(`${taken}\0`, 44, 'latin1')
  const length = Buffer.alloc(2)
  length.writeUInt16BE(2 + 6 + tiff.length)
  return Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xe1), length, Buffer.from('Exif\0\0'), tiff, jpeg.subarray(2)])
}

export const PDF = { name: '回执.pdf', bytes: Buffer.from('%PDF-1.4\n%回执\n') }
