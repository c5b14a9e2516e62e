/** npm run bench: every benchmark, one table. A ratio compares two measurements of the same run on the same machine. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** One line of the table. `target` is a bound on the ratio (「≤ 1.1×」) or on the value (「< 300 MB」). */
export interface Measurement {
  name: string
  value: number
  unit: string
  against: string
  ratio: number
  target: string
}

const only = process.argv.slice(2)
const benches = [
  'cards',
  'sheet',
  'roster',
  'start',
  'startSize',
  'forms',
  'venue',
  'batch',
  'package',
  'mask',
  'evidence',
].filter(name => only.length === 0 || only.includes(name))
let missed = 0

for (const name of benches) {
  const file = join(import.meta.dirname, `${name}.ts`)
  if (!existsSync(file)) continue
  const module: { run(): Promise<Measurement[]> } = await import(file)
  for (const line of await module.run()) print(line)
}
console.log(missed === 0 ? '\n全部达标' : `\n${missed} 项未达标`)
process.exitCode = missed === 0 ? 0 : 1

function print({ name, value, unit, against, ratio, target }: Measurement): void {
  const met = meets(target, ratio, value)
  if (!met) missed += 1
  const figure = `${Number(value.toPrecision(4))} ${unit}`
  console.log(
    `${met ? '达标　' : '未达标'}  ${name}：${figure}，对照 ${against}，比值 ${ratio.toFixed(2)}（要求 ${target}）`,
  )
}

function meets(target: string, ratio: number, value: number): boolean {
  const parsed = /^([<>≤≥])\s*([\d.]+)\s*(\D*)$/.exec(target)
  if (!parsed) throw new Error(`not a target: ${target}`)
  const measured = parsed[3]?.startsWith('×') ? ratio : value
  const bound = Number(parsed[2])
  if (parsed[1] === '<') return measured < bound
  if (parsed[1] === '>') return measured > bound
  return parsed[1] === '≤' ? measured <= bound : measured >= bound
}
