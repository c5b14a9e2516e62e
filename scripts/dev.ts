/** npm run dev: Vite's server and the window on it. Arguments go to the program: npm run dev -- --data DIR */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { electronPath, HOW_TO_GET } from './electron.ts'

const ROOT = join(import.meta.dirname, '..')
const electron = electronPath()
if (!electron) {
  console.error(HOW_TO_GET)
  process.exit(1)
}
const vite = join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js')
spawn(process.execPath, [vite, 'dev', '--', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, ELECTRON_EXEC_PATH: electron }, // electron-vite itself knows only what npm has downloaded
}).on('exit', code => process.exit(code ?? 1))
