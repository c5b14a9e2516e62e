/** Any input on any route, in the shape of its schema and out of it: every call is answered in Chinese, and never with an incident. */
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type RouteName, routes } from '../../src-shared/contract/index.ts'
import { createWorld } from '../main/world.ts'
import type { Attack } from './attack.ts'
import type { Random } from './random.ts'

// But routes that reach a printer, and the one that asks everybody to log in from then on.
const NAMES = (Object.keys(routes) as RouteName[]).filter(
  name => !['print.send', 'calibration.printTarget', 'account.turnOn'].includes(name),
)
const LIMIT_MS = 180_000

export const fuzz: Attack = {
  name: 'calls',
  async begin(base) {
    const dir = join(base.root, 'fuzz')
    cpSync(base.dir, dir, { recursive: true })
    const world = await createWorld({ dir })
    const log = () => readFileSync(join(dir, 'logs/calls.log'), 'utf8').split('\n').slice(-12).join('\n')
    return {
      async once(chance) {
        const route = chance.pick(NAMES)
        const input = inputFor(route, chance)
        world.answers.open = Array(9).fill(null)
        world.answers.save = Array(9).fill(null)
        const result = await inTime(world.backend.call('fuzz', route, input), route)
        if (result.ok) {
          const parsed = routes[route].output.safeParse(result.value)
          if (!parsed.success)
            throw new Error(`${route} answers what its contract does not know: ${parsed.error.message.slice(0, 300)}`)
          return '完成'
        }
        if (result.error.code === 'INTERNAL')
          throw new Error(`${route} ${JSON.stringify(input)?.slice(0, 300)}: ${log()}`)
        if (!/\p{Script=Han}/u.test(result.error.message)) throw new Error(`${route}: no Chinese`)
        return '拒绝并说明'
      },
      end: () => world.end(),
    }
  },
}

async function inTime<T>(work: Promise<T>, route: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${route} hangs`)), LIMIT_MS)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

interface JsonSchema {
  type?: string
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  anyOf?: JsonSchema[]
  enum?: unknown[]
  const?: unknown
}

const schemas = new Map<RouteName, JsonSchema>()

/** Of the route's own shape with hostile leaves; now and then anything at all. */
export function inputFor(route: RouteName, chance: Random): unknown {
  if (chance.chance(0.05))
    return chance.pick<unknown>([null, undefined, 7, 'x', [], [[]], { surprise: 1 }, new Uint8Array(3)])
  let schema = schemas.get(route)
  if (!schema) {
    schema = z.toJSONSchema(routes[route].input, { unrepresentable: 'any', io: 'input' }) as JsonSchema
    schemas.set(route, schema)
  }
  return shaped(schema, chance)
}

const DAYS = [
  '1900-01-01',
  '1926-02-29',
  '1985-05-05',
  '2026-11-23',
  '2026-11-28',
  '2026-02-29',
  '2099-12-31',
  '2999-12-31',
]
const TEXTS = [
  '',
  '张三',
  '原因',
  'zs',
  "'; DROP TABLE supervisor; --",
  '%',
  '\u0000',
  '\ud800',
  '😀',
  '\u202e',
  '09:00',
  '电工',
  '恢复',
  '长'.repeat(300),
]
const KNOWN = [
  'S112001260001',
  '13900000000',
  '0'.repeat(64),
  '00000000-0000-4000-8000-000000000000',
  'here',
  '11010519491231002X',
]
const NUMBERS = [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 1.5, 2 ** 31, Number.MAX_SAFE_INTEGER, Number.NaN]

function shaped(schema: JsonSchema, chance: Random): unknown {
  if (schema.anyOf) return shaped(chance.pick(schema.anyOf), chance)
  if (schema.enum) return chance.pick(schema.enum)
  if (schema.const !== undefined) return schema.const
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key]) => schema.required?.includes(key) || chance.chance(0.5))
          .map(([key, value]) => [key, shaped(value, chance)]),
      )
    case 'array':
      return Array.from({ length: chance.below(4) }, () => shaped(schema.items ?? {}, chance))
    case 'integer':
    case 'number':
      return chance.chance(0.7) ? 1 + chance.below(8) : chance.pick(NUMBERS)
    case 'boolean':
      return chance.chance(0.5)
    case 'null':
      return null
    case 'string':
      return chance.chance(0.4) ? chance.pick(DAYS) : chance.chance(0.6) ? chance.pick(TEXTS) : chance.pick(KNOWN)
    default:
      return chance.pick<unknown>([
        chance.pick(DAYS),
        chance.pick(TEXTS),
        new Uint8Array(chance.below(60)),
        { a: [1, null] },
        5,
      ])
  }
}
