/** A disk that is full at random moments: refused in words, nothing that was answered is lost, and with room again all goes on. Linux, as root. */
import { execFileSync } from 'node:child_process'
import { closeSync, cpSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { personInput } from '../main/people.ts'
import { createWorld } from '../main/world.ts'
import type { Attack } from './attack.ts'

/** Why a full disk cannot be tried here; null where it can. */
export function whyNoDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return '需要 Linux 和 root 权限来挂载小磁盘'
  return null
}

export const disk: Attack = {
  name: 'disk',
  async begin(base) {
    const dir = join(base.root, 'disk')
    mkdirSync(dir)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=120m', 'neidu-torture', dir])
    cpSync(base.dir, join(dir, 'data'), { recursive: true })
    const world = await createWorld({ dir: join(dir, 'data') })
    let saved = (await world.call('home.todo', {})).counts.total
    const filler = join(dir, 'filler')
    return {
      async once(chance) {
        fill(filler, chance.below(5) * 32768)
        for (let i = 0; i < 4; i++) {
          const result = await world.backend.call('d', ...work(chance.below(4)))
          if (!result.ok && result.error.code === 'INTERNAL') throw new Error(result.error.message)
          if (
            result.ok &&
            typeof result.value === 'object' &&
            result.value !== null &&
            'seen' in result.value &&
            'birth' in result.value
          )
            saved += 1
        }
        rmSync(filler)
        if (chance.chance(0.3)) await world.reopen()
        const { total } = (await world.call('home.todo', {})).counts
        if (total !== saved) throw new Error(`${saved} were answered, ${total} are there`)
        await world.call('app.setOperator', { name: `某${chance.below(100)}` })
        const log = await world.call('audit.verify', {})
        if (log.broken !== null) throw new Error('the log is broken')
        return '说明空间不足，有空间后照常'
      },
      async end() {
        await world.close().catch(() => {})
        execFileSync('umount', ['-l', dir])
      },
    }
  },
}

function work(kind: number): [string, unknown] {
  if (kind === 0) return ['backup.create', {}]
  if (kind === 1) return ['fixity.run', {}]
  if (kind === 2) return ['app.setOperator', { name: '某人' }]
  return ['supervisor.save', { ...personInput, note: '记'.repeat(480) }]
}

/** Leaves so many bytes free. */
function fill(path: string, free: number): void {
  const file = openSync(path, 'w')
  try {
    for (;;) writeSync(file, Buffer.alloc(65536))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  } finally {
    closeSync(file)
  }
  const { size } = statSync(path)
  rmSync(path)
  const again = openSync(path, 'w')
  for (let left = size - free; left > 0; left -= 65536) writeSync(again, Buffer.alloc(Math.min(65536, left)))
  closeSync(again)
}
