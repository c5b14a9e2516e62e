/** What batch-kill.test.ts kills: `node batch-kill-child.ts KIND DIR FILE BATCH`. Says `ready`, waits for a line, works, says `done`. */
import { once } from 'node:events'
import { createBackend } from '../../src-main/backend.ts'
import { headless } from '../../src-main/headless.ts'
import type { RouteName } from '../../src-shared/contract/index.ts'
import { EXAM } from './batch-office.ts'
import { justSeen } from './justSeen.ts'
import { at } from './world.ts'

const [kind = '', dataDir = '', file = '', batch = ''] = process.argv.slice(2)
const batchId = Number(batch)
const backend = await createBackend({
  dataDir,
  resourcesDir: '',
  version: 'kill',
  seams: headless({ open: [file], clock: () => at(EXAM), user: '被杀者' }),
})

async function call(route: RouteName, input: unknown): Promise<unknown> {
  const result = await backend.call(route, route, await justSeen(backend, dataDir, route, input))
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

let work: () => Promise<unknown>
if (kind === 'candidates') work = () => call('candidate.import', { batchId, confirm: true })
else {
  const { records } = (await call('supervision.list', { batchId })) as { records: { id: number }[] }
  work = async () => {
    for (const { id } of records) {
      await call('supervision.seal', { id })
      console.log(`sealed ${id}`)
    }
  }
}

console.log('ready')
await once(process.stdin, 'data')
await work()
console.log('done')
await backend.close()
process.exit(0)
