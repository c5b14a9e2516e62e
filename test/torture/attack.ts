import type { Base } from './office.ts'
import { type Random, random } from './random.ts'

export interface Tally {
  name: string
  tried: number
  /** What became of them, by word: 「改回」, 「拒绝」… */
  outcomes: Map<string, number>
  /** Each with the number that plays it again. */
  failures: string[]
}

/** One kind of attack: answers in a word what became of it, and throws where the program lost, lied, broke or refused something good. */
export interface Attack {
  name: string
  /** Made once: a folder of its own, children, whatever it needs. */
  begin(base: Base): Promise<{ once(chance: Random): Promise<string>; end(): Promise<void> }>
}

export interface Amount {
  seed: number
  count: number
  until: number // ms since the epoch
  /** Only this one, to see it again. */
  at?: number
}

export async function attack({ name, begin }: Attack, base: Base, { seed, count, until, at }: Amount): Promise<Tally> {
  const tally: Tally = { name, tried: 0, outcomes: new Map(), failures: [] }
  const { once, end } = await begin(base)
  try {
    for (let i = at ?? 0; i < (at === undefined ? count : at + 1) && Date.now() < until; i++) {
      tally.tried += 1
      try {
        const outcome = await once(random(seed * 1_000_003 + i))
        tally.outcomes.set(outcome, (tally.outcomes.get(outcome) ?? 0) + 1)
      } catch (error) {
        tally.failures.push(
          `--only ${name} --seed ${seed} --at ${i}: ${error instanceof Error ? error.message : error}`,
        )
        if (tally.failures.length >= 20) break
      }
    }
  } finally {
    await end()
  }
  return tally
}
