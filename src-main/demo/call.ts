import type { Input, Output, RouteName } from '../../src-shared/contract/index.ts'
import { ARTICLES } from '../../src-shared/domain/articles.ts'
import { type Finding, RULES } from '../../src-shared/domain/rules.ts'
import type { Backend } from '../backend.ts'

export type Call = <R extends RouteName>(route: R, input: Input<R>) => Promise<Output<R>>

/** What a step of the demo works with. */
export interface Office {
  call: Call
  /** A path in the output folder, and one in the sample data. */
  at(name: string): string
  sample(name: string): string
  /** Answers the next dialogs, in order. */
  open(path: string): void
  save(path: string): void
  /** Moves the clock to half past nine of that day. */
  goTo(date: string): void
}

export class Refused extends Error {
  readonly findings: Finding[]

  constructor(message: string, findings: Finding[]) {
    super(message)
    this.findings = findings
  }
}

/** Calls routes as the window does; a refusal is thrown with its findings. */
export function caller(backend: Backend): Call {
  let count = 0
  return async (route, input) => {
    const result = await backend.call(`demo-${++count}`, route, input)
    if (!result.ok) {
      const { message, remedy, findings } = result.error
      throw new Refused(`${route}: ${message.replace(/[^。？！]$/, '$&。')}${remedy}`, (findings ?? []) as Finding[])
    }
    return result.value as never
  }
}

/** Runs what must be refused, and shows why it was. */
export async function refused(what: string, call: Promise<unknown>): Promise<void> {
  try {
    await call
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    console.log(`  ✗ ${what}：${error.message.replace(/^[^:]+: /, '')}`)
    for (const finding of error.findings) explain('', finding)
    return
  }
  throw new Error(`«${what}» was not refused`)
}

export function explain(name: string, finding: Finding): void {
  const article = ARTICLES[RULES[finding.rule].article]
  const text = article.text.length > 60 ? `${article.text.slice(0, 60)}…` : article.text
  console.log(`  ✗ ${name ? `${name}：` : ''}${finding.rule}，${article.label}「${text}」`)
  console.log(`      ${finding.message}。${finding.remedy}`)
}

export function title(text: string): void {
  console.log(`\n【${text}】`)
}
