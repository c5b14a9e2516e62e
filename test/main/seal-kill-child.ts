/** What seal-kill.test.ts kills: `node seal-kill-child.ts DIR BATCH`. Says `ready`, waits for a line, seals, says `done`. */
import { once } from 'node:events'
import { createBackend } from '../../src-main/backend.ts'
import { headless } from '../../src-main/headless.ts'
import { EXAM } from './batch-office.ts'
import { at } from './world.ts'

const [dataDir = '', batch = ''] = process.argv.slice(2)
const backend = await createBackend({
  dataDir,
  resourcesDir: '',
  version: 'kill',
  seams: headless({ clock: () => at(EXAM), user: '被杀者' }),
})
await backend.call('l', 'seal.list', { batchId: Number(batch) }) // the handlers are loaded when first asked

console.log('ready')
await once(process.stdin, 'data')
const result = await backend.call('c', 'seal.close', { batchId: Number(batch), reason: '试验' })
if (!result.ok) throw new Error(JSON.stringify(result.error))
console.log('done')
await backend.close()
process.exit(0)
