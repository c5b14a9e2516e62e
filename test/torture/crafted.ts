/** Packages, containers and copies that are not what the program wrote: changed at random. What answers ok must have brought exactly the original. */
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { Result } from '../../src-shared/contract/index.ts'
import { tryBring } from '../main/bring.ts'
import { addOrg } from '../main/people.ts'
import { createWorld, type World } from '../main/world.ts'
import type { Attack } from './attack.ts'
import { bytesOf, PASSWORD } from './office.ts'
import type { Random } from './random.ts'

type Bring = (world: World, path: string) => Promise<Result<unknown>>

export const packages = crafted(
  'packages',
  base => base.zip,
  async (world, path) => {
    world.answers.open = [path]
    return tryBring(world.backend, 'zip')
  },
)

export const containers = crafted(
  'containers',
  base => base.container,
  async (world, path) => {
    world.answers.open = [path]
    const opened = await world.backend.call('x', 'handover.open', { password: PASSWORD })
    if (!opened.ok || opened.value === null) return opened
    return world.backend.call('x', 'handover.import', {
      token: (opened.value as { token: string }).token,
      confirm: '恢复',
    })
  },
)

export const copies = crafted(
  'copies',
  base => base.backup,
  async (world, path) => {
    world.answers.open = [dirname(path)]
    const opened = await world.backend.call('x', 'restore.open', { kind: 'folder' })
    if (!opened.ok) return opened
    const { source } = opened.value as { source: string }
    return world.backend.call('x', 'restore.run', { source, name: basename(path), confirm: '恢复' })
  },
)

function crafted(
  name: string,
  original: (base: { zip: string; container: string; backup: string }) => string,
  bring: Bring,
): Attack {
  return {
    name,
    async begin(base) {
      const root = join(base.root, name)
      const [clean, dir] = [join(root, 'clean'), join(root, 'data')]
      const first = await createWorld({ dir: clean })
      if (name === 'packages') await addOrg(first)
      await first.close()
      const source = original(base)
      const good = bytesOf(source)
      const path = join(root, 'given', basename(source))
      mkdirSync(dirname(path), { recursive: true })
      const description = source.replace(/\.sqlite$/, '.json')
      if (description !== source) cpSync(description, path.replace(/\.sqlite$/, '.json'))
      const fresh = async () => {
        rmSync(dir, { recursive: true, force: true })
        cpSync(clean, dir, { recursive: true })
        return createWorld({ dir })
      }
      let world = await fresh()
      writeFileSync(path, good)
      const twin = await bring(world, path)
      if (!twin.ok) throw new Error(`the original is refused: ${JSON.stringify(twin.error)}`)
      const wanted = await contents(world)
      world = await fresh()
      const before = await contents(world)
      let open: World | undefined = await reopened(world)
      return {
        async once(chance) {
          open ??= await fresh()
          const bytes = chance.chance(0.02) ? good : mutated(good, chance)
          writeFileSync(path, bytes)
          const result = await bring(open, path)
          if (!result.ok) {
            if (result.error.code === 'INTERNAL') throw new Error(`${result.error.message} ${logOf(dir)}`)
            if (bytes === good) throw new Error(`the original is refused: ${JSON.stringify(result.error)}`)
            if (chance.chance(0.02)) {
              const now = await contents(open)
              open = await reopened(open)
              if (now !== before) throw new Error('refused, but something was changed')
            }
            return '拒绝并说明'
          }
          if (result.value === null) throw new Error('nothing was asked')
          const now = await contents(open)
          open = undefined
          if (now !== wanted) throw new Error('believed: answered ok, and differs from the original')
          return bytes === good ? '原样：收下' : '改动不在内容里：与原件相同'
        },
        async end() {
          await open?.close()
          rmSync(root, { recursive: true, force: true })
        },
      }
      async function reopened(from: World): Promise<World> {
        await from.close().catch(() => {})
        return createWorld({ dir })
      }
    },
  }
}

/** Bytes changed, put in, left out, doubled, or cut. */
function mutated(good: Buffer, chance: Random): Buffer {
  let bytes = Buffer.from(good)
  for (let n = 1 + chance.below(3); n > 0; n--) {
    const at = chance.below(bytes.length)
    const length = chance.pick([1, 1, 1, 4, 32, 500])
    const kind = chance.below(6)
    if (kind <= 1) bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8))
    else if (kind === 2) for (let i = at; i < Math.min(at + length, bytes.length); i++) bytes[i] = chance.below(256)
    else if (kind === 3)
      bytes = Buffer.concat([bytes.subarray(0, at), Buffer.alloc(length, chance.below(256)), bytes.subarray(at)])
    else if (kind === 4) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
    else bytes = Buffer.from(bytes.subarray(0, Math.max(1, at)))
  }
  return bytes
}

const logOf = (dir: string) => readFileSync(join(dir, 'logs/calls.log'), 'utf8').split('\n').slice(-12).join('\n')

/** All rows but what is random by nature (sealed numbers, stamps of the log), all stored files, all keys; closes the world. */
async function contents(world: World): Promise<string> {
  await world.close()
  const hash = createHash('sha256')
  const file = new Database(join(world.dir, 'data.sqlite'), { readonly: true })
  try {
    const tables = file
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
      .all()
    for (const { name } of tables.filter(
      each => !/^(audit_event|setting|evidence_word.*|sqlite_.*)$/.test(each.name),
    )) {
      const rows = file.prepare<[], Record<string, unknown>>(`SELECT * FROM "${name}"`).all()
      hash.update(name).update(
        rows
          .map(row => JSON.stringify(row, (key, value) => (/^id_(cipher|digest)$/.test(key) ? Boolean(value) : value)))
          .sort()
          .join('\n'),
      )
    }
  } finally {
    file.close()
  }
  const stored = (readdirSync(world.dir, { recursive: true }) as string[]).filter(name => name.startsWith('files'))
  return hash.update(stored.sort().join()).digest('hex')
}
