/** What archive-kill.test.ts kills: `node archive-kill-child.ts DIR ID NUMBER`. Says `ready`, waits for a line, carries out the list, says `done`. */
import { once } from 'node:events'
import { createBackend } from '../../src-main/backend.ts'
import { headless } from '../../src-main/headless.ts'
import { at } from './world.ts'

const [dataDir = '', list = '', number = ''] = process.argv.slice(2)
const backend = await createBackend({
  dataDir,
  resourcesDir: '',
  version: 'kill',
  seams: headless({ clock: () => at('2031-06-11'), user: '被杀者' }),
})
await backend.call('l', 'destruction.list', {}) // the handlers are loaded when first asked

console.log('ready')
await once(process.stdin, 'data')
const result = await backend.call('c', 'destruction.carryOut', { id: Number(list), confirm: number })
if (!result.ok) throw new Error(JSON.stringify(result.error))
console.log('done')
await backend.close()
process.exit(0)
