/** What is killed while it takes files in: `node evidence-kill-child.ts DIR CARD`. Says `ready`, waits for a line, then works and says `done`. */
import { once } from 'node:events'
import { createBackend } from '../../src-main/backend.ts'
import { headless } from '../../src-main/headless.ts'
import { at, TODAY } from './world.ts'

const [dataDir = '', card = ''] = process.argv.slice(2)
const seams = headless({ open: [card], clock: () => at(TODAY), user: '被杀者' })
const backend = await createBackend({ dataDir, resourcesDir: '', version: 'kill', seams })
console.log('ready')
await once(process.stdin, 'data')
const input = { owner: { kind: 'batch', id: 1, slot: 'X6' }, from: 'folder', facts: {} }
const result = await backend.call('intake', 'evidence.intake', input)
if (!result.ok) throw new Error(JSON.stringify(result.error))
console.log('done')
await backend.close()
process.exit(0)
