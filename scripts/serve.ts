/** npm run serve: the window in a browser of this PC, without Electron. Builds when a source is newer than the build. */
import { buildIfOlder } from './build.ts'

buildIfOlder()
await import('../src-main/serve/index.ts')
