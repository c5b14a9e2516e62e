/** A program that counts one line after the other until it is killed: `node venue-count.ts DIR CHECK`. Tells each line that was confirmed. */
import { writeSync } from 'node:fs'
import { createBackend } from '../../src-main/backend.ts'
import { headless } from '../../src-main/headless.ts'
import type { Input, Output, RouteName } from '../../src-shared/contract/index.ts'

const [dir = '', check = ''] = process.argv.slice(2)
const backend = await createBackend({
  dataDir: dir,
  resourcesDir: dir,
  version: 'test',
  seams: headless({ user: '核查员' }),
})
const checkId = Number(check)
const ask = async <R extends RouteName>(route: R, input: Input<R>): Promise<Output<R>> => {
  const result = await backend.call('count', route, input)
  if (!result.ok) throw new Error(result.error.message)
  return result.value as Output<R>
}
let [line] = (await ask('venueCheck.lines', { checkId, page: { offset: 0, limit: 1 } })).rows
while (line) {
  const { no, seen } = line
  line = (await ask('venueCheck.set', { checkId, no, seen, result: 'match' })).next ?? undefined
  writeSync(1, `${no}\n`)
}
