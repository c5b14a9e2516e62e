/** npm start: builds when a source is newer than the build, then opens the window. Arguments go to the program: npm start -- --data DIR */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { buildIfOlder } from './build.ts'
import { electronPath, HOW_TO_GET } from './electron.ts'

const electron = electronPath()
if (!electron) {
  console.error(HOW_TO_GET)
  process.exit(1)
}
buildIfOlder()
spawn(electron, [join(import.meta.dirname, '..'), ...process.argv.slice(2)], { stdio: 'inherit' }).on('exit', code =>
  process.exit(code ?? 1),
)
