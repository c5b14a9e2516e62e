/** A program that counts one line after the other until it is killed: `node venue-count.ts DIR CHECK`. Tells each line that was confirmed. */
import { writeSync } from 'node:fs'
import { createBackend } from '../../src-main/backend.ts'
import { headless } from '../../src-main/headless.ts'

const [dir = '', check = ''] = process.argv.slice(2)
const backend = await createBackend({
  dataDir: dir,
  resourcesDir: dir,
  version: 'test',
  seams: headless({ user: '核查员' }),
})
for (let no = 1; ; no++) {
  const result = await backend.call('set', 'venueCheck.set', { checkId: Number(check), no, result: 'match' })
  if (!result.ok) throw new Error(result.error.message)
  writeSync(1, `${no}\n`)
}
