/** What is killed while it exports: `node package-child.ts KIND TARGET SOURCE`. Says `writing` once files have been written. */
import { statSync } from 'node:fs'
import { writeBag } from '../../src-main/package/bag.ts'

const [kind = '', target = '', source = ''] = process.argv.slice(2)
const { size } = statSync(source)
let said = false
await writeBag({
  entries: Array.from({ length: 5000 }, (_, i) => ({
    name: `evidence/${i}.bin`,
    source: { path: source, bytes: size },
  })),
  info: { 'Bagging-Date': '2026-11-23' },
  target: { kind: kind === 'zip' ? 'zip' : 'folder', path: target },
  progress: () => {
    if (!said) console.log('writing')
    said = true
  },
})
console.log('done')
