/** node cards-ours.ts PHOTOS COUNT OUT: prints the benchmark's cards with our printCards. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { printCards } from '../../src-main/print/cards.ts'
import { defaultFonts } from '../../src-main/print/fonts.ts'
import { ORG, PERIOD, person } from './cards-data.ts'
import { peakMb } from './memory.ts'

const [photos = '', count = '', out = ''] = process.argv.slice(2)
const began = performance.now()
const cards = Array.from({ length: Number(count) }, (_, i) => ({
  ...person(i),
  period: PERIOD,
  orgName: ORG,
  printedBy: ORG,
  photo: () => readFileSync(join(photos, `${i}.jpg`)),
}))
await printCards({ cards, layout: 'a4-4', side: 'both', fonts: defaultFonts() }, out)
console.log(JSON.stringify({ ms: performance.now() - began, rssMb: peakMb() }))
