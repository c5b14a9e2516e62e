/** 纸面锚定: a typed code against all seals and exports of this folder, and the slip that is signed. */
import { crc32, deflateSync } from 'node:zlib'
import { encodeQR } from 'qr'
import type { EntityManager } from 'typeorm'
import { sizeText } from '../../../src-shared/domain/size.ts'
import { AppError } from '../../../src-shared/errors.ts'
import { SealTable } from '../../db/entities/archive.ts'
import { parseAnchor } from '../../package/anchorCode.ts'
import { requireBatch } from '../batch/batchRecord.ts'
import { localTime } from '../localDate.ts'
import { requireOrg } from '../org.ts'
import { requireExport } from './packageList.ts'
import { formText, KIND } from './packageState.ts'

/** What the user reads of a code that he typed. */
export async function checkCode(manager: EntityManager, typed: string): Promise<{ match: boolean; message: string }> {
  const { code, problem } = parseAnchor(typed)
  if (problem !== undefined) return { match: false, message: problem }
  const [seal] = (await manager.query(
    `SELECT b.name, s.version, s.recorded_at AS at, s.opened_at AS opened FROM seal s JOIN batch b ON b.id = s.batch_id WHERE s.anchor = ? LIMIT 1`,
    [code],
  )) as { name: string; version: number; at: string; opened: string | null }[]
  if (seal) {
    const later = seal.opened === null ? '' : `此后已于 ${localTime(seal.opened)} 解除封存。`
    return {
      match: true,
      message: `锚定码一致：批次「${seal.name}」封存第 ${seal.version} 版（${localTime(seal.at)}）。${later}`,
    }
  }
  const [made] = (await manager.query(
    `SELECT b.name, p.name AS package, p.kind, p.recorded_at AS at FROM package_export p JOIN batch b ON b.id = p.batch_id WHERE p.anchor = ? LIMIT 1`,
    [code],
  )) as { name: string; package: string; kind: 'full' | 'masked'; at: string }[]
  if (made) {
    return {
      match: true,
      message: `锚定码一致：批次「${made.name}」${localTime(made.at)} 导出的${KIND[made.kind]}「${made.package}」。`,
    }
  }
  const [came] = (await manager.query(
    `SELECT text, at FROM audit_event WHERE action = 'package.import' AND detail ->> '$.anchor' = ? LIMIT 1`,
    [code],
  )) as { text: string; at: string }[]
  if (came) return { match: true, message: `锚定码一致：${localTime(came.at)} ${came.text}。` }
  return {
    match: false,
    message: '锚定码输入无误，但本机的封存和导出记录中都没有它：不是在这里封存或导出的，或记录已被改动。',
  }
}

/** Facts of the form anchorSlip. */
export async function slipFacts(manager: EntityManager, of: 'seal' | 'export', id: number) {
  const { batchId, what, row } = of === 'seal' ? await sealSlip(manager, id) : await exportSlip(manager, id)
  const batch = await requireBatch(manager, batchId, true)
  return {
    org: (await requireOrg(manager)).name,
    plan: batch.name,
    planNo: batch.planNo,
    what,
    at: localTime(row.recordedAt),
    by: row.recordedBy,
    files: row.files,
    size: sizeText(row.bytes),
    digest: row.digest,
    logHead: row.logHead,
    anchor: row.anchor,
    qr: symbolOf(row.anchor),
  }
}

async function sealSlip(manager: EntityManager, id: number) {
  const row = await manager.findOneBy(SealTable, { id })
  if (!row) throw new AppError('NOT_FOUND', { what: '这次封存' })
  return { batchId: row.batchId, what: `封存第 ${row.version} 版`, row: { ...row, digest: row.manifest } }
}

async function exportSlip(manager: EntityManager, id: number) {
  const row = await requireExport(manager, id)
  return { batchId: row.batchId, what: formText(row), row }
}

const MODULE = 8 // pixels: 28 mm at some 300 dpi

/** The code as a QR symbol: a PNG of one bit a pixel, written here because drawing libraries belong into threads of their own. */
function symbolOf(code: string): Uint8Array {
  const modules = encodeQR(code, 'raw', { ecc: 'medium', border: 2 })
  const side = modules.length * MODULE
  const lines = modules.flatMap(row => {
    const line = Buffer.alloc(1 + Math.ceil(side / 8)) // filter 0, then pixels; 1 is white
    for (let x = 0; x < side; x++) {
      if (!row[Math.floor(x / MODULE)]) line[1 + (x >> 3)] = (line[1 + (x >> 3)] ?? 0) | (0x80 >> (x & 7))
    }
    return Array.from({ length: MODULE }, () => line)
  })
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([1, 0, 0, 0, 0], 8) // one bit, grey
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), body])
  const made = Buffer.alloc(named.length + 8)
  made.writeUInt32BE(body.length, 0)
  named.copy(made, 4)
  made.writeUInt32BE(crc32(named), named.length + 4)
  return made
}
