import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { openOffice } from './office.ts'
import { openServer } from './server.ts'

const USAGE = `用法：npm run serve -- --data 文件夹 [--port 端口]
在这台电脑的浏览器（Chrome、Edge、Chromium）里使用，不需要 Electron。屏幕上显示的地址只能用一次；按回车得到新的地址。`

const ROOT = resolve(import.meta.dirname, '../..')
const RENDERER = join(ROOT, 'out', 'renderer')

/** Exit code 0 after 退出 or Ctrl+C, 1 where it cannot begin, 2 for wrong usage. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { data: { type: 'string' }, port: { type: 'string', default: '0' } } })
  const port = Number(values.port)
  if (!values.data || !Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error(USAGE)
    return 2
  }
  if (!existsSync(join(RENDERER, 'browser.js'))) {
    console.error('窗口还没有构建，请先运行 npm run build')
    return 1
  }
  let quit = () => {}
  const over = new Promise<void>(resolve => {
    quit = resolve
  })
  const office = openOffice(resolve(values.data), join(ROOT, 'resources'), 'serve', () => quit())
  const server = await openServer(office, RENDERER, port)
  const say = () => console.log(`在浏览器中打开（只能用一次）：${server.address()}`)
  say()
  const lines = createInterface({ input: process.stdin }).on('line', say)
  process.once('SIGINT', quit)
  process.once('SIGTERM', quit)
  await over
  lines.close()
  await server.close()
  await office.close()
  return 0
}

main().then(
  code => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
    process.exit(1)
  },
)
