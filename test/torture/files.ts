/** Bits that flip in any other file of the data folder: photos and scans, copies and their descriptions, the key, the sums. */
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createWorld, type World } from '../main/world.ts'
import type { Attack } from './attack.ts'

export const files: Attack = {
  name: 'files',
  async begin(base) {
    const dir = join(base.root, 'files-attack')
    cpSync(base.dir, dir, { recursive: true })
    const all = (readdirSync(dir, { recursive: true }) as string[]).filter(
      name =>
        !/^(data\.sqlite|lock\.sqlite|logs)/.test(name) &&
        statSync(join(dir, name)).isFile() &&
        statSync(join(dir, name)).size > 0,
    )
    const stored = all.filter(name => name.startsWith('files'))
    const others = all.filter(name => !name.startsWith('files'))
    const world = await createWorld({ dir })
    const people = await world.call('supervisor.list', {
      filter: {},
      sort: { by: 'name', desc: false },
      page: { offset: 0, limit: 200 },
    })
    return {
      async once(chance) {
        const name = chance.chance(0.8) ? chance.pick(stored) : chance.pick(others)
        const path = join(dir, name)
        const good = readFileSync(path)
        const bad = Buffer.from(good)
        const at = chance.below(bad.length)
        bad[at] = (bad[at] ?? 0) ^ (1 << chance.below(8))
        writeFileSync(path, bad)
        try {
          if (name.startsWith('files')) return await storedFile(world)
          if (/backups.*\.(sqlite|json)$/.test(name) && !name.endsWith('key.json') && !name.endsWith('place.json'))
            return await copy(world, name)
          await world.reopen() // the key, the sums, the second place: what is read at the start
          const { total } = await world.call('supervisor.list', {
            filter: {},
            sort: { by: 'name', desc: false },
            page: { offset: 0, limit: 1 },
          })
          if (total !== people.total) throw new Error(`${name}: ${total} people`)
          return await numbers(
            world,
            people.rows.map(row => row.id),
            name,
          )
        } finally {
          writeFileSync(path, good)
        }
      },
      async end() {
        await world.end()
      },
    }
  },
}

async function storedFile(world: World): Promise<string> {
  const run = await world.call('fixity.run', {})
  if (run.changed.length === 0) throw new Error('a changed file was called whole')
  return '存档文件：查出'
}

/** A copy that is not what it was is not restored; what its description says is compared with the copy itself. */
async function copy(world: World, path: string): Promise<string> {
  const name = path.replace(/^.*[\\/]/, '').replace(/\.json$/, '.sqlite')
  const result = await world.backend.call('look', 'restore.preview', { source: 'here', name })
  if (result.ok)
    return path.endsWith('.json') ? '备份说明：以备份本身为准' : refuse(`${path}: a changed copy was called whole`)
  if (result.error.code === 'INTERNAL') refuse(`${path}: ${result.error.message}`)
  return '备份：指明并拒绝'
}

/** Each number is what it was, or said to be locked; never another one. */
async function numbers(world: World, ids: number[], name: string): Promise<string> {
  let locked = 0
  for (const id of ids.slice(0, 6)) {
    const result = await world.backend.call('look', 'supervisor.revealId', { id, reason: '核对' })
    if (result.ok) continue
    if (result.error.code === 'INTERNAL') refuse(`${name}: ${result.error.message}`)
    if (result.error.code === 'ID_LOCKED') locked += 1
  }
  return locked > 0 ? '密钥：锁住并说明' : '密钥、校验值等：照常'
}

function refuse(text: string): never {
  throw new Error(text)
}
