/** A process that holds the data folder until it is killed: `node holder.ts DIR`. */
import { createBackend } from '../../src-main/backend.ts'
import { headless } from '../../src-main/headless.ts'

const [dataDir = ''] = process.argv.slice(2)
await createBackend({ dataDir, resourcesDir: '', version: 'holder', seams: headless({}) })
console.log('held')
setInterval(() => undefined, 60_000)
