/** What is killed: `node backup-kill-child.ts place|restore DIR NAME`. Says `ready`, waits for a line, works, says `done`. */
import { once } from 'node:events'
import { createBackend } from '../../src-main/backend.ts'
import { headless } from '../../src-main/headless.ts'
import { at, TODAY } from './world.ts'

const [kind = '', dataDir = '', name = ''] = process.argv.slice(2)
const backend = await createBackend({
  dataDir,
  resourcesDir: '',
  version: 'kill',
  seams: headless({ clock: () => at(TODAY), user: '被杀者' }),
})

console.log('ready')
await once(process.stdin, 'data')
const [route, input] =
  kind === 'place' ? ['backup.toPlace', {}] : ['restore.run', { source: 'here', name, confirm: '恢复' }]
const result = await backend.call('kill', route, input)
if (!result.ok) throw new Error(JSON.stringify(result.error))
console.log('done')
await backend.close()
process.exit(0)
