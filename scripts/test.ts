/**
 * npm test [-- kind…]: types and lint, unit, main, print, end-to-end, Windows (stages.ts), or the named ones. A kind that cannot run here is named and
 * counted as skipped; where CI has provided for it, that is a failure. Ends with one line for the whole run.
 */
import type { Counts, Stage } from './stage.ts'
import { command } from './stage.ts'
import { STAGES } from './stages.ts'

const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !STAGES.some(stage => stage.name === name))
if (unknown.length > 0) {
  console.error(`没有这一类测试：${unknown.join('、')}。有：${STAGES.map(stage => stage.name).join('、')}`)
  process.exit(2)
}

const rows: { name: string; took: number; minutes: number; counts: Counts }[] = []
for (const stage of STAGES) {
  if (wanted.length > 0 && !wanted.includes(stage.name)) continue
  const since = performance.now()
  const counts = await run(stage)
  rows.push({ name: stage.name, took: (performance.now() - since) / 60_000, minutes: stage.minutes, counts })
}

console.log('\n用时（分钟，两个核心）')
for (const { name, took, minutes, counts } of rows) {
  const { passed, failed, skipped } = counts
  const late = took > minutes ? '　超出份额' : ''
  console.log(
    `  ${name.padEnd(8)} ${took.toFixed(1).padStart(5)} / ${minutes}　${passed} passed, ${failed} failed, ${skipped.length} skipped${late}`,
  )
}
const skipped = rows.flatMap(row => row.counts.skipped)
if (skipped.length > 0) console.log(`\n没有运行：\n${[...new Set(skipped)].map(name => `  ${name}`).join('\n')}`)
const sum = (key: 'passed' | 'failed') => rows.reduce((total, row) => total + row.counts[key], 0)
const failed = sum('failed')
console.log(`\n${sum('passed')} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`)
process.exitCode = failed === 0 ? 0 : 1

async function run({ name, first, why, run }: Stage): Promise<Counts> {
  const reason = why?.()
  if (reason) {
    console.log(`\n${name} 没有运行：${reason.text}`)
    const skipped = [`${name}：${reason.text}`]
    return reason.provided ? { passed: 0, failed: 1, skipped: [] } : { passed: 0, failed: 0, skipped }
  }
  if (first) {
    const { failed } = await command(...first)
    if (failed > 0) return { passed: 0, failed, skipped: [] }
  }
  return run()
}
