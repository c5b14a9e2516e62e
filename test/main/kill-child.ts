/**
 * What is killed at random moments: `node kill-child.ts KIND DIR [ROSTER]`. Says `ready`, waits for a line, then works and says `done`.
 * Every kind begins from the folder as it stands, so the parent copies one for each round.
 */
import { once } from 'node:events'
import { createBackend } from '../../src-main/backend.ts'
import { headless } from '../../src-main/headless.ts'
import { at, TODAY } from './world.ts'

const [kind = '', dataDir = '', roster = ''] = process.argv.slice(2)
const backend = await createBackend({
  dataDir,
  resourcesDir: '',
  version: 'kill',
  seams: headless({ open: [roster], clock: () => at(TODAY), user: '被杀者' }),
})

async function call(route: string, input: unknown): Promise<unknown> {
  const result = await backend.call(route, route, input)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

const everyone = { filter: {}, except: [] }
let work: () => Promise<unknown>
if (kind === 'import') {
  const { importId } = (await call('roster.preview', { duplicates: 'skip' })) as {
    importId: string
  }
  work = () => call('roster.commit', { importId })
} else if (kind === 'issue') {
  // In portions, as offices work: what was reported before the kill must be there after it.
  const { rows } = (await call('supervisor.list', {
    filter: {},
    sort: { by: 'name', desc: false },
    page: { offset: 0, limit: 500 },
  })) as { rows: { id: number }[] }
  work = async () => {
    for (let i = 0; i < rows.length; i += 50) {
      const ids = rows.slice(i, i + 50).map(row => row.id)
      const { issued } = (await call('card.issue', { selection: { ids }, issuedOn: TODAY })) as {
        issued: { code: string }[]
      }
      for (const { code } of issued) console.log(`issued ${code}`)
    }
  }
} else if (kind === 'backup') {
  work = async () => {
    for (let i = 0; i < 3; i++) await call('backup.create', {})
  }
} else {
  // The very first start: the folder is made and filled here.
  work = () => call('supervisor.count', { selection: everyone })
}

console.log('ready')
await once(process.stdin, 'data')
await work()
console.log('done')
await backend.close()
process.exit(0)
