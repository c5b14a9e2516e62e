import { resolve } from 'node:path'
import { z } from 'zod'
import { routes } from '../src-shared/contract/index.ts'
import { AppError } from '../src-shared/errors.ts'
import { createBackend } from './backend.ts'
import { headless } from './headless.ts'

const USAGE = `用法：
  npm run cli -- routes                                       列出全部功能和输入格式
  npm run cli -- --data 文件夹 [--open 文件]… [--save 文件]… 功能 'JSON'
--open、--save 依次回答程序要打开、要保存的文件。结果以 JSON 写到标准输出；进度写到标准错误。`

/** The same backend from a terminal: one call, JSON out. Exit code 0 done, 1 refused, 2 wrong usage. */
async function main(args: string[]): Promise<number> {
  if (args[0] === 'routes') {
    for (const [name, { input }] of Object.entries(routes)) {
      console.log(`${name} ${JSON.stringify(z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' }))}`)
    }
    return 0
  }
  const options = parse(args)
  if (!options) {
    console.error(USAGE)
    return 2
  }
  try {
    const backend = await createBackend({
      dataDir: resolve(options.data),
      resourcesDir: resolve(import.meta.dirname, '../resources'),
      version: 'cli',
      seams: headless({ open: options.open, save: options.save }),
    })
    backend.on(event => {
      if (event.type === 'progress') console.error(`${event.label} ${event.done}/${event.total || '…'}`)
    })
    const result = await backend.call('cli', options.route, options.input)
    await backend.close()
    console.log(JSON.stringify(result.ok ? result.value : result.error, bytesAsBase64, 2))
    return result.ok ? 0 : 1
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    console.log(JSON.stringify(error.data, null, 2))
    return 1
  }
}

interface Options {
  data: string
  open: string[]
  save: string[]
  route: string
  input: unknown
}

function parse(args: string[]): Options | null {
  const options: Options = { data: '', open: [], save: [], route: '', input: {} }
  const rest: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg !== '--data' && arg !== '--open' && arg !== '--save') {
      rest.push(arg)
      continue
    }
    const value = args[++i]
    if (value === undefined) return null
    if (arg === '--data') options.data = value
    else options[arg === '--open' ? 'open' : 'save'].push(resolve(value))
  }
  const [route, json = '{}', ...more] = rest
  if (!options.data || !route || more.length > 0) return null
  try {
    return { ...options, route, input: JSON.parse(json) }
  } catch {
    return null
  }
}

const bytesAsBase64 = (_key: string, value: unknown) =>
  value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value

process.exitCode = await main(process.argv.slice(2))
