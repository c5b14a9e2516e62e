import { z } from 'zod'
import { backupCounts } from '../../src-shared/contract/backup.ts'
import { instant, sha256 } from '../../src-shared/contract/common.ts'
import { AppError } from '../../src-shared/errors.ts'

/*
 * Inside the container: entries, each a length (4 bytes), a head in JSON, and the bytes that the head announces.
 * First the manifest, then the database, then the files of the store; a head «end» says that nothing is missing.
 */

export const contents = z.strictObject({
  kind: z.literal('contents'),
  format: z.literal(1),
  at: instant,
  version: z.string(),
  org: z.string(),
  from: z.string(), // 移交人
  to: z.string(), // 接交人
  counts: backupCounts,
  keys: z.array(z.base64()), // of the 身份证 numbers, in plain: the container is what protects them
  bytes: z.int(), // of all that follows
})

const head = z.discriminatedUnion('kind', [
  contents,
  z.strictObject({ kind: z.literal('database'), bytes: z.int().nonnegative(), sha256 }),
  z.strictObject({ kind: z.literal('file'), bytes: z.int().nonnegative(), sha256 }),
  z.strictObject({ kind: z.literal('end') }),
])

export type Contents = z.infer<typeof contents>
export type Head = z.infer<typeof head>

const LONGEST = 1 << 20

export function encodeHead(value: Head): Buffer {
  const json = Buffer.from(JSON.stringify(value), 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(json.length)
  return Buffer.concat([length, json])
}

/** Takes heads and bytes out of a stream of frames. Throws where the stream is not what encodeHead and its bytes made. */
export function decoder(frames: AsyncGenerator<Buffer>) {
  let rest: Buffer = Buffer.alloc(0)

  async function more(): Promise<void> {
    const next = await frames.next()
    if (next.done) throw new AppError('HANDOVER_DAMAGED', { name: '备份.ndbak', detail: '内容比它自己说的少' })
    rest = rest.length === 0 ? next.value : Buffer.concat([rest, next.value])
  }

  async function take(bytes: number): Promise<Buffer> {
    while (rest.length < bytes) await more()
    const taken = rest.subarray(0, bytes)
    rest = rest.subarray(bytes)
    return taken
  }

  return {
    async head(): Promise<Head> {
      const length = (await take(4)).readUInt32BE()
      if (length > LONGEST) throw new Error('a head is too long')
      return head.parse(JSON.parse((await take(length)).toString('utf8')))
    },
    /** Hands on the next `bytes` in pieces. */
    async bytes(bytes: number, to: (piece: Buffer) => void | Promise<void>): Promise<void> {
      for (let left = bytes; left > 0; ) {
        if (rest.length === 0) await more()
        const piece = await take(Math.min(left, rest.length))
        left -= piece.length
        await to(piece)
      }
    },
    /** Whether nothing follows. */
    async atEnd(): Promise<boolean> {
      return rest.length === 0 && ((await frames.next()).done ?? false)
    },
  }
}
