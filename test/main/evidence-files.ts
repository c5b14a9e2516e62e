/** Files as cards and desks have them, made here: small, real, each with its own content. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import type { EvidenceOwner } from '../../src-shared/contract/evidence.ts'
import { addBatch } from './batch-office.ts'
import { addOrg } from './people.ts'
import { createWorld, newFolder, type World } from './world.ts'

export interface Card {
  path: string
  /** Writes a file below the folder and answers its path. */
  put(name: string, bytes: Uint8Array | string): string
}

export function newCard(name = 'card'): Card {
  const path = newFolder(name)
  return {
    path,
    put(name, bytes) {
      const file = join(path, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, bytes)
      return file
    },
  }
}

export interface Office {
  world: World
  batchId: number
  owner: EvidenceOwner
}

export async function createOffice(slot = 'X6'): Promise<Office> {
  const world = await createWorld()
  await addOrg(world)
  const { id } = await addBatch(world)
  return { world, batchId: id, owner: { kind: 'batch', id, slot } }
}

/** A picture of one colour; every number another content. */
export function jpeg(n: number, width = 64, height = 48): Buffer {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = `#${((n * 2_654_435) % 0xffffff).toString(16).padStart(6, '0')}`
  context.fillRect(0, 0, width, height)
  return canvas.toBuffer('image/jpeg')
}

export const png = (n: number): Buffer => {
  const canvas = createCanvas(20, 10)
  canvas.getContext('2d').fillText(String(n), 2, 8)
  return canvas.toBuffer('image/png')
}

/** With DateTimeOriginal, make and model, as a camera writes it. */
export function withExif(picture: Buffer, time: string, make = '', model = ''): Buffer {
  const texts: Buffer[] = []
  let at = 8 + 2 + 3 * 12 + 4 + 2 + 12 + 4
  const text = (value: string) => {
    const bytes = Buffer.from(`${value}\0`.padEnd(6, '\0'), 'latin1')
    texts.push(bytes)
    at += bytes.length
    return [bytes.length, at - bytes.length] as const
  }
  const entry = (tag: number, type: number, count: number, value: number) => {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt16BE(tag, 0)
    bytes.writeUInt16BE(type, 2)
    bytes.writeUInt32BE(count, 4)
    bytes.writeUInt32BE(value, 8)
    return bytes
  }
  const u16 = (n: number) => Buffer.from([n >> 8, n & 255])
  const none = Buffer.alloc(4)
  const main = [entry(0x010f, 2, ...text(make)), entry(0x0110, 2, ...text(model)), entry(0x8769, 4, 1, 8 + 2 + 36 + 4)]
  const folder = [entry(0x9003, 2, ...text(time))]
  const tiff = Buffer.concat([
    Buffer.from('MM\0*\0\0\0\x08', 'latin1'),
    u16(3),
    ...main,
    none,
    u16(1),
    ...folder,
    none,
    ...texts,
  ])
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.concat([Buffer.from([0xff, 0xe1]), u16(body.length + 2), body])
  return Buffer.concat([picture.subarray(0, 2), head, picture.subarray(2)])
}

export const pdf = (n: number): Buffer => Buffer.from(`%PDF-1.4\n% ${n}\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n`)
