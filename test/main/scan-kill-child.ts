/** What is killed while it reads a scan and files it: `node scan-kill-child.ts DIR SCAN`. Says `ready`, waits for a line, works, says `done`. */
import { once } from 'node:events'
import { createBackend } from '../../src-main/backend.ts'
import { headless } from '../../src-main/headless.ts'
import type { Output } from '../../src-shared/contract/index.ts'
import { at, TODAY } from './world.ts'

const [dataDir = '', path = ''] = process.argv.slice(2)
const seams = headless({ open: [path], clock: () => at(TODAY), user: '被杀者' })
const backend = await createBackend({ dataDir, resourcesDir: '', version: 'kill', seams })
console.log('ready')
await once(process.stdin, 'data')
async function call(route: string, input: unknown): Promise<unknown> {
  const result = await backend.call('k', route, input)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
await call('scan.take', { dropped: false })
const { scans } = (await call('scan.list', { done: false })) as Output<'scan.list'>
await call('scan.file', { ids: scans.flatMap(scan => scan.rows).map(row => row.id), reason: '' })
console.log('done')
await backend.close()
process.exit(0)
