/**
 * npm run fuzz, its second half (sheets.ts is the first): mutated files into every reader; not part of npm test. FUZZ_RUNS (20,000 for each) and FUZZ_SEED set number and
 * beginning; a failure names its seed, which repeats it. A new target is a file here with `run`.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export interface Fuzz {
  runs: number
  seed: number
  /** Says what went wrong with which seed. */
  fail(seed: number, what: string): void
}

const runs = Number(process.env.FUZZ_RUNS ?? 20_000)
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000_000)
const only = process.argv.slice(2)
let failures = 0

for (const name of ['files', 'field'].filter(one => only.length === 0 || only.includes(one))) {
  const file = join(import.meta.dirname, `${name}.ts`)
  if (!existsSync(file)) continue
  const { run }: { run(fuzz: Fuzz): Promise<void> } = await import(file)
  const began = performance.now()
  await run({
    runs,
    seed,
    fail(at, what) {
      failures += 1
      console.log(`${name}: FUZZ_SEED=${at} FUZZ_RUNS=1: ${what}`)
    },
  })
  console.log(`${name}: ${runs} runs from seed ${seed} in ${Math.round((performance.now() - began) / 1000)} s`)
}
process.exitCode = failures === 0 ? 0 : 1
