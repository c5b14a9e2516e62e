/** kill -9 at random moments over every writing route; the folder opens again, is whole, and has all that was answered. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { createWorld } from '../main/world.ts'
import type { Attack } from './attack.ts'

const READY_MS = 120_000
const WORK_MS = 2_000

export const kills: Attack = {
  name: 'kills',
  async begin(base) {
    const dir = join(base.root, 'kills')
    const reset = () => {
      rmSync(dir, { recursive: true, force: true })
      cpSync(base.dir, dir, { recursive: true })
    }
    reset()
    let rounds = 0
    return {
      async once(chance) {
        if (++rounds % 40 === 0) reset() // else each goes on where the last one was killed
        const child = spawn(
          process.execPath,
          [join(import.meta.dirname, 'kill-child.ts'), dir, String(chance.below(2 ** 31))],
          {
            stdio: ['ignore', 'pipe', 'ignore'],
            env: { ...process.env, NODE_COMPILE_CACHE: join(base.root, 'compiled') },
          },
        )
        const said: string[] = []
        let ready: () => void = () => {}
        const began = new Promise<void>(resolve => {
          ready = resolve
        })
        createInterface({ input: child.stdout }).on('line', line => {
          said.push(line)
          if (line === 'ready') ready()
        })
        const ended = once(child, 'close')
        // Now and then already while it opens.
        if (chance.chance(0.1)) await wait(chance.below(1500))
        else {
          await Promise.race([began, ended, wait(READY_MS)])
          if (!said.includes('ready')) throw new Error('the folder did not open')
          await wait(chance.below(WORK_MS))
        }
        child.kill('SIGKILL')
        await ended
        const internal = said.find(line => line.startsWith('internal'))
        if (internal) throw new Error(internal)
        const last = Math.max(
          0,
          ...said.filter(line => line.startsWith('log ')).map(line => Number(line.split(' ')[1])),
        )
        const world = await createWorld({ dir })
        try {
          const log = await world.call('audit.verify', {})
          if (log.broken !== null) throw new Error(`the log is broken at ${log.broken}`)
          if (log.events < last) throw new Error(`lost: ${last} was answered, ${log.events} are there`)
        } finally {
          await world.close()
        }
        const file = new Database(join(dir, 'data.sqlite'), { readonly: true })
        try {
          const check = file.pragma('integrity_check', { simple: true })
          if (check !== 'ok') throw new Error(`integrity_check: ${String(check)}`)
        } finally {
          file.close()
        }
        return last > 0 ? '工作中被杀：应答过的都在' : '启动中被杀：照常打开'
      },
      async end() {
        rmSync(dir, { recursive: true, force: true })
      },
    }
  },
}

const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
