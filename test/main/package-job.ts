/**
 * What package-kill.test.ts kills: `node package-job.ts DIR export|import PATH BATCH`. Says `ready` with its data open, waits for a line, then
 * exports the batch to the zip file PATH or imports from it, and says `done`.
 */
import { once } from 'node:events'
import { join } from 'node:path'
import { createBackend } from '../../src-main/backend.ts'
import { headless } from '../../src-main/headless.ts'
import { tryBring } from './bring.ts'
import { at, TODAY } from './world.ts'

const [dataDir = '', what = '', path = '', batch = ''] = process.argv.slice(2)
const backend = await createBackend({
  dataDir,
  resourcesDir: join(import.meta.dirname, '../../resources'),
  version: 'kill',
  seams: headless({ open: [path], save: [path], clock: () => at(TODAY), user: '被杀者' }),
})
await backend.call('l', 'package.list', {}) // the handlers are loaded when first asked

console.log('ready')
await once(process.stdin, 'data')
const result =
  what === 'export'
    ? await backend.call('c', 'package.export', {
        batchId: Number(batch),
        kind: 'full',
        form: 'zip',
        receiver: '社会事业局',
      })
    : await tryBring(backend, 'zip')
if (!result.ok) throw new Error(JSON.stringify(result.error))
console.log('done')
await backend.close()
process.exit(0)
