/** Bits that flip in data.sqlite while the program is closed: one is turned back, more are named or refused; nothing is opened as if nothing were. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../src-main/db/open.ts'
import { AppError } from '../../src-shared/errors.ts'
import type { Attack } from './attack.ts'
import type { Random } from './random.ts'

export const flips: Attack = {
  name: 'database',
  async begin(base) {
    const dir = join(base.root, 'flips')
    cpSync(base.dir, dir, { recursive: true })
    const [path, sums] = [join(dir, 'data.sqlite'), join(dir, 'data.digest')]
    const [good, digest] = [readFileSync(path), readFileSync(sums)]
    return {
      async once(chance) {
        const bad = spoil(good, chance)
        writeFileSync(path, bad.bytes)
        writeFileSync(sums, digest)
        const outcome = await open(dir)
        const now = readFileSync(path)
        if (bad.bytes.equals(good)) {
          if (outcome.kind !== 'opened') throw new Error(`a good file: ${outcome.kind} ${outcome.text}`)
          return '原样：打开'
        }
        if (outcome.kind === 'opened') throw new Error(`${bad.what}: nothing was noticed`)
        if (outcome.kind === 'refused' && outcome.text.includes('INTERNAL')) throw new Error(outcome.text)
        if (bad.bits === 1 && outcome.kind !== 'mended')
          throw new Error(`${bad.what}: one bit was not turned back: ${outcome.text}`)
        if (bad.bits === 1 && !now.equals(good)) throw new Error(`${bad.what}: mended, but not to what it was`)
        if (outcome.kind === 'refused' && !now.equals(bad.bytes)) throw new Error(`${bad.what}: refused, but changed`)
        return `${bad.bits === 1 ? '一位' : bad.bits === 0 ? '长度' : '多位'}：${outcome.kind === 'mended' ? '修复' : '指明并拒绝'}`
      },
      async end() {
        rmSync(dir, { recursive: true, force: true })
      },
    }
  },
}

interface Spoilt {
  bytes: Buffer
  bits: number
  what: string
}

/** Mostly one bit; now and then a burst, a torn page, another length, or nothing at all. */
function spoil(good: Buffer, chance: Random): Spoilt {
  const bytes = Buffer.from(good)
  const at = chance.below(bytes.length)
  const kind = chance.below(20)
  if (kind === 0) return { bytes, bits: 0, what: 'nothing' }
  if (kind === 1) {
    const length = 2 + chance.below(600)
    for (let i = at; i < Math.min(at + length, bytes.length); i++) bytes[i] = chance.below(256)
    return { bytes, bits: bytes.equals(good) ? 0 : 99, what: `${length} bytes at ${at}` }
  }
  if (kind === 2) {
    const page = at - (at % 4096)
    bytes.fill(chance.pick([0, 0xff, 0xa5]), page, page + 4096)
    return { bytes, bits: 99, what: `page at ${page}` }
  }
  if (kind === 3) {
    const cut = bytes.subarray(0, Math.max(1, at))
    return { bytes: Buffer.from(cut), bits: 0, what: `cut to ${cut.length}` }
  }
  const bit = chance.below(8)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
  return { bytes, bits: 1, what: `bit ${bit} of byte ${at}` }
}

async function open(dir: string): Promise<{ kind: 'opened' | 'mended' | 'refused'; text: string }> {
  try {
    const db = await openDatabase(dir, new Date(2026, 10, 23))
    try {
      const notes = await db.sound
      return { kind: notes.length > 0 ? 'mended' : 'opened', text: notes.join() }
    } finally {
      await db.close()
    }
  } catch (error) {
    if (error instanceof AppError) return { kind: 'refused', text: `${error.code} ${error.message}` }
    return { kind: 'refused', text: `INTERNAL ${error}` }
  }
}
