/** The twin of every refusal: folders and packages in which nothing is wrong. Restarted, killed, a copy put there by hand, packages made anew: all are taken, and nothing is said against them. */
import { copyFileSync, cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bring } from '../main/bring.ts'
import { addPerson } from '../main/people.ts'
import { createWorld, type World } from '../main/world.ts'
import type { Attack } from './attack.ts'
import type { Random } from './random.ts'

export const good: Attack = {
  name: 'good',
  async begin(base) {
    const root = join(base.root, 'good')
    const dir = join(root, 'data')
    cpSync(base.dir, dir, { recursive: true })
    const world = await createWorld({ dir })
    let made = 0
    const copyOf = (name: string) => {
      const copy = join(root, name)
      rmSync(copy, { recursive: true, force: true })
      cpSync(dir, copy, { recursive: true, filter: path => !/lock\.sqlite$/.test(path) })
      return copy
    }
    return {
      async once(chance) {
        const kind = chance.below(10)
        if (kind < 5) return restart(world, chance)
        if (kind === 5) return killed(copyOf('killed'))
        if (kind === 6) {
          const copy = copyOf('by-hand')
          copyFileSync(base.backup, join(copy, 'data.sqlite'))
          rmSync(join(copy, 'data.sqlite-journal'), { force: true })
          return byHand(copy)
        }
        made += 1
        return pack(world, base.batchId, join(root, `包${made}`), chance)
      },
      async end() {
        await world.end()
        rmSync(root, { recursive: true, force: true })
      },
    }
  },
}

/** Whatever was done, the next start has nothing to mend and nothing to say. */
async function restart(world: World, chance: Random): Promise<string> {
  if (chance.chance(0.5)) await addPerson(world, { name: `新${chance.below(1e6)}` })
  if (chance.chance(0.2)) await world.call('backup.create', {})
  await world.reopen()
  await nothingAgainst(world)
  return '重启：照常'
}

async function nothingAgainst(world: World): Promise<void> {
  const { broken, problems, alarms } = await world.call('audit.verify', {})
  if (broken !== null || problems.length + alarms.length > 0)
    throw new Error(`a good log is accused: ${broken} ${problems.join()} ${alarms.join()}`)
  const { total } = await world.call('audit.list', { search: '已按校验值改回', page: { offset: 0, limit: 1 } })
  if (total > 0) throw new Error('a good file was mended')
}

async function killed(dir: string): Promise<string> {
  const world = await createWorld({ dir })
  try {
    await nothingAgainst(world)
    return '没有正常退出：照常'
  } finally {
    await world.end()
  }
}

async function byHand(dir: string): Promise<string> {
  const world = await createWorld({ dir })
  try {
    const { broken } = await world.call('audit.verify', {})
    if (broken !== null) throw new Error(`a good copy is called broken at ${broken}`)
    await world.reopen()
    return '放入的备份：打开'
  } finally {
    await world.end()
  }
}

async function pack(world: World, batchId: number, path: string, chance: Random): Promise<string> {
  const form = chance.chance(0.7) ? 'zip' : 'folder'
  const target = form === 'zip' ? `${path}.zip` : path
  world.answers.save.push(target)
  const receiver = chance.pick(['社会事业局', '区人社局', '市技能鉴定中心'])
  const exported = await world.call('package.export', { batchId, kind: 'full', form, receiver })
  const there = await createWorld()
  try {
    there.answers.open.push(target)
    const imported = await bring(there, form, { code: chance.chance(0.5) ? (exported?.anchor ?? '') : '' })
    const [said, made] = [await evidenceOf(there, imported.batchId), await evidenceOf(world, batchId)]
    if (said !== made) throw new Error(`the package brought ${said} instead of ${made}`)
    await nothingAgainst(there)
    return '包：收下'
  } finally {
    await there.end()
    rmSync(target, { recursive: true, force: true })
  }
}

async function evidenceOf(world: World, batchId: number): Promise<string> {
  const { rows } = await world.call('evidence.list', {
    filter: { batchId },
    sort: { by: 'code', desc: false },
    page: { offset: 0, limit: 500 },
  })
  return rows.map(row => `${row.code} ${row.file}`).join('\n')
}
