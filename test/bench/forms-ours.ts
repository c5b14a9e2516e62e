/** node forms-ours.ts COUNT OUT [watch]: prints the benchmark's records with our printForms; watching how long the event loop is held takes time itself. */
import { printForms } from '../../src-main/forms/print.ts'
import { formFonts } from '../../src-main/print/fonts.ts'
import { record } from './forms-data.ts'
import { peakMb } from './memory.ts'

const [count = '', out = '', watching] = process.argv.slice(2)
let heldMs = 0
let last = performance.now()
const watch = (): void => {
  const now = performance.now()
  heldMs = Math.max(heldMs, now - last)
  last = now
  next = setImmediate(watch)
}
let next = watching ? setImmediate(watch) : undefined

const began = performance.now()
const items = Array.from({ length: Number(count) }, (_, i) => ({
  form: 'annex3Site' as const,
  mode: 'filled' as const,
  facts: record(i),
}))
const { pages } = await printForms(items, out, { fonts: formFonts() })
const ms = performance.now() - began
if (next) clearImmediate(next)
console.log(JSON.stringify({ ms, rssMb: peakMb(), pages, heldMs }))
