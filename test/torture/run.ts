/**
 * What no test thinks of: npm run torture -- [--minutes 3] [--seed N] [--only database,files,kills,good,packages,containers,copies,calls,disk] [--count N] [--at I]
 * Attacks copies of one office at random, each kind for its share of the time or `count` times; any loss, lie, incident, hang, or good file refused
 * fails. What failed says how to play it again.
 */
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Attack, attack, type Tally } from './attack.ts'
import { containers, copies, packages } from './crafted.ts'
import { disk, whyNoDisk } from './disk.ts'
import { files } from './files.ts'
import { flips } from './flips.ts'
import { fuzz } from './fuzz.ts'
import { good } from './good.ts'
import { kills } from './kills.ts'
import { makeBase } from './office.ts'

/** Shares of the time. */
const ATTACKS: [Attack, number][] = [
  [flips, 3],
  [files, 2],
  [kills, 4],
  [good, 2],
  [packages, 3],
  [containers, 1],
  [copies, 1],
  [fuzz, 3],
  [disk, 1],
]

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '3' },
    seed: { type: 'string' },
    only: { type: 'string' },
    count: { type: 'string' },
    at: { type: 'string' },
  },
})
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e6))
const only = values.only?.split(',')
const chosen = ATTACKS.filter(([{ name }]) => (only ? only.includes(name) : name !== 'disk' || whyNoDisk() === null))
if (!only && whyNoDisk()) console.log(`disk 没有运行：${whyNoDisk()}`)
console.log(`种子 ${seed}`)

const started = Date.now()
const base = await makeBase()
const tallies: Tally[] = []
try {
  const total = Number(values.minutes) * 60_000
  const end = started + total
  let shares = chosen.reduce((sum, [, share]) => sum + share, 0)
  for (const [one, share] of chosen) {
    // What an earlier one left of its time is shared by the others.
    const until =
      values.count === undefined ? Date.now() + ((end - Date.now()) * share) / shares : Number.POSITIVE_INFINITY
    shares -= share
    const count = values.count === undefined ? Number.POSITIVE_INFINITY : Number(values.count)
    const tally = await attack(one, base, {
      seed,
      count,
      until,
      ...(values.at === undefined ? {} : { at: Number(values.at) }),
    })
    tallies.push(tally)
    show(tally)
  }
} finally {
  rmSync(base.root, { recursive: true, force: true })
}

const failed = tallies.reduce((sum, { failures }) => sum + failures.length, 0)
const tried = tallies.reduce((sum, each) => sum + each.tried, 0)
console.log(
  `\n用时 ${Math.round((Date.now() - started) / 1000)} 秒，种子 ${seed}\n${tried - failed} passed, ${failed} failed`,
)
process.exitCode = failed > 0 ? 1 : 0

function show({ name, tried, outcomes, failures }: Tally): void {
  const words = [...outcomes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, n]) => `${word} ${n}`)
  console.log(`${name.padEnd(11)} ${String(tried).padStart(6)} 次  失败 ${failures.length}  ${words.join('；')}`)
  for (const failure of failures) console.log(`  ${failure}`)
}
